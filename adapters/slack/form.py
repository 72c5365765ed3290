"""The field in which an answer in words is typed below a question, and its button."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    InputBlock,
    PlainTextInputElement,
    PlainTextObject,
)

from adapters.slack.choices import LABEL, Block, fitting
from dialogues.input import Said
from dialogues.phrases import Fields
from dialogues.reply import Reply

SEND = "send"
"""The action of the button."""

FIELD = "typed"
"""The action of the field."""


def form_blocks(reply: Reply, words: Fields) -> tuple[Block, ...]:
    """Return the blocks of the reply's form; none when it has none."""
    if reply.form not in ("text", "number"):
        return ()
    field = InputBlock(
        block_id=f"{FIELD}:{reply.prompt or 0}",
        label=PlainTextObject(text=words.answer, emoji=False),
        element=PlainTextInputElement(action_id=FIELD, multiline=reply.form == "text"),
    )
    send = ButtonElement(
        text=PlainTextObject(text=fitting(words.send, LABEL), emoji=False),
        action_id=SEND,
        value=str(reply.prompt or 0),
        style="primary",
    )
    return field.to_dict(), ActionsBlock(elements=[send]).to_dict()


def typed(state: object) -> Said | None:
    """Return what stands in the field, from the `state` of a press on its button.

    None when the state holds no field of ours; an empty field is an empty text.
    """
    values = state.get("values") if isinstance(state, Mapping) else None
    for block in values.values() if isinstance(values, Mapping) else ():
        field: Any = block.get(FIELD) if isinstance(block, Mapping) else None
        if isinstance(field, Mapping):
            value = field.get("value")
            return Said(value if isinstance(value, str) else "")
    return None
