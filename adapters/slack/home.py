"""The home page of the app: where the learner is, with buttons that are commands."""

from __future__ import annotations

from typing import Any

from adapters.slack.choices import choices_blocks
from adapters.slack.messages import section
from adapters.slack.splitting import said
from dialogues.reply import Reply

BLOCKS = 100
"""The most blocks of a page."""


def publishing(reply: Reply, user: str) -> dict[str, Any]:
    """Return the parameters of views.publish; what does not fit a page is left out."""
    buttons = choices_blocks(reply.choices, None)
    texts = [section(one.mrkdwn) for one in said(reply.text)]
    blocks = [*texts[: BLOCKS - len(buttons)], *buttons]
    return {"user_id": user, "view": {"type": "home", "blocks": blocks}}
