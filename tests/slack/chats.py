"""Direct messages as people see them, on a server that takes only what Slack would take."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from adapters.slack.mrkdwn import APART, TWINS
from tests.slack.desk import Call, Desk
from tests.slack.judge import judge, values

_LOOKS = ((re.compile(r"(?<!\w)\*([^*\n]+)\*(?!\w)"), r"**\1**"),)
_LINK = re.compile(r"<([^<>|]+)\|([^<>]+)>")


class Message(msgspec.Struct, frozen=True):
    """A message as it is shown now; `edits` counts how often it was changed."""

    ts: str
    text: str
    blocks: Sequence[Mapping[str, Any]]
    edits: int = 0

    @property
    def markdown(self) -> str:
        """The words with their looks in the Markdown subset that lessons are written in."""
        sections = (b["text"]["text"] for b in self.blocks if b["type"] == "section")
        return "\n\n".join(map(_markdown, sections))

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """What can be pressed: value and words."""
        return [one for one in values(self.blocks) if ":" in one[0]]

    @property
    def file(self) -> str | None:
        """The id of the picture in it."""
        found = [str(b["slack_file"]["id"]) for b in self.blocks if b["type"] == "image"]
        return found[0] if found else None


class Chats(Desk):
    """What everyone sees: messages by channel, home pages by user; and the files by id."""

    def __init__(self) -> None:
        super().__init__()
        self.sees: dict[str, list[Message]] = {}
        self.pages: dict[str, Mapping[str, Any]] = {}
        self.files: dict[str, bytes] = {}

    def usual(self, call: Call) -> dict[str, Any]:
        params = call.params
        match call.method:
            case "conversations.open":
                return {"channel": {"id": f"D{params['users']}"}}
            case "chat.postMessage":
                judge(params)
                self.number += 1
                new = Message(f"17.{self.number:06}", params["text"], params["blocks"])
                self.sees.setdefault(params["channel"], []).append(new)
                return {"channel": params["channel"], "ts": new.ts}
            case "chat.update":
                judge(params)
                self._change(params)
                return {"channel": params["channel"], "ts": params["ts"]}
            case "views.publish":
                self.pages[params["user_id"]] = params["view"]
                return {}
            case "upload":
                self.files[f"F{self.number}"] = params
                return {}
            case _:
                return super().usual(call)

    def _change(self, params: Mapping[str, Any]) -> None:
        seen = self.sees[params["channel"]]
        (place,) = [i for i, message in enumerate(seen) if message.ts == params["ts"]]
        old = seen[place]
        seen[place] = Message(old.ts, params["text"], params["blocks"], old.edits + 1)


def _markdown(mrkdwn: str) -> str:
    text = mrkdwn.replace(APART, "")
    for look, marked in _LOOKS:
        text = look.sub(marked, text)
    text = _LINK.sub(r"[\2](\1)", text)
    for mark, twin in TWINS.items():
        text = text.replace(twin, mark)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
