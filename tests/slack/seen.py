"""A message as a person sees it on Slack: its words with their looks, its buttons, its picture."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from adapters.slack.mrkdwn import APART, TWINS
from tests.slack.fake.blocks import elements

Blocks: TypeAlias = Sequence[Mapping[str, Any]]

_LOOKS = ((re.compile(r"(?<!\w)\*([^*\n]+)\*(?!\w)"), r"**\1**"),)
_LINK = re.compile(r"<([^<>|]+)\|([^<>]+)>")


def markdown(blocks: Blocks) -> str:
    """Return the words with their looks in the Markdown subset that lessons are written in."""
    sections = (b["text"]["text"] for b in blocks if b["type"] == "section")
    return "\n\n".join(map(_markdown, sections))


def buttons(blocks: Blocks) -> list[tuple[str, str]]:
    """Return what can be pressed or picked, but for what sends a field: value and words."""
    return [one for one in _values(blocks) if ":" in one[0]]


def picture(blocks: Blocks) -> str | None:
    """Return the id of the picture in it."""
    found = [str(b["slack_file"]["id"]) for b in blocks if b["type"] == "image"]
    return found[0] if found else None


def _values(blocks: Blocks) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for element in (one for block in blocks for one in elements([block])):
        if element["type"] == "button":
            found.append((element["value"], element["text"]["text"]))
        found += [(one["value"], one["text"]["text"]) for one in element.get("options", [])]
    return found


def _markdown(mrkdwn: str) -> str:
    text = mrkdwn.replace(APART, "")
    for look, marked in _LOOKS:
        text = look.sub(marked, text)
    text = _LINK.sub(r"[\2](\1)", text)
    for mark, twin in TWINS.items():
        text = text.replace(twin, mark)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
