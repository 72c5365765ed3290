"""What a message says, as Slack shows it: of one of whose words no copy is kept."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.slack.api import Answer, Api, CallFailed, Trouble
from adapters.slack.choices import Block
from adapters.slack.messages import Message

LIVE = ("actions", "input")
"""The kinds of blocks in which something can be pressed or typed."""

log = logging.getLogger("tutorbot.slack")


async def as_shown(api: Api, token: str, channel: str, ts: str) -> Message | None:
    """Return what the message says, without its buttons; None when Slack does not tell."""
    asked = {"channel": channel, "latest": ts, "inclusive": "true", "limit": "1"}
    try:
        answer = await api.ask("conversations.history", token, asked)
    except (CallFailed, Trouble) as error:
        log.info("buttons of an answered message stay: %s", error)
        return None
    return next((_read(one) for one in _listed(answer, "messages") if one.get("ts") == ts), None)


def _read(message: Mapping[str, Any]) -> Message | None:
    text = message.get("text")
    if not isinstance(text, str) or not text.strip():
        return None
    blocks = _listed(message, "blocks")
    return Message(text, tuple(block for block in blocks if block.get("type") not in LIVE))


def _listed(answer: Answer, name: str) -> Sequence[Block]:
    """Return what stands under this name, so far as it is what is expected there."""
    found = answer.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
