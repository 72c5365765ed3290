"""The choices of a message as inline buttons, and a press on one as an input."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from unicodedata import combining, east_asian_width

from dialogues.input import Pressed
from dialogues.reply import Choice, button

HALF = 16
"""Columns of text that fit a button of half a phone's width."""

BUTTONS = 100
"""The most buttons of one message. What has no button can still be typed."""

# At most 18 digits, a colon and 45 characters: the 64 bytes that Telegram takes. An id of content
# has 40 characters, and the bot's own buttons put "part." before some.
_DATA = re.compile(r"([0-9]{1,18}):([A-Za-z0-9._-]{0,45})")

Row = list[dict[str, str]]


def markup(choices: Sequence[Choice], prompt: int) -> dict[str, Any]:
    """Return the inline keyboard: whole labels, two short ones of a sort in a row."""
    return {"inline_keyboard": list(_rows(choices[:BUTTONS], prompt))}


NO_BUTTONS: dict[str, Any] = {"inline_keyboard": []}


def pressed(data: str) -> Pressed | None:
    """Return the press that a button's data stands for; None when no button of ours has it."""
    found = _DATA.fullmatch(data)
    return Pressed(found[2], int(found[1])) if found else None


def _rows(choices: Sequence[Choice], prompt: int) -> Iterator[Row]:
    row: Row = []
    before: Choice | None = None
    for choice in choices:
        one = {"text": button(choice), "callback_data": f"{prompt}:{choice.id}"}
        if before and len(row) == 1 and _side_by_side(before, choice):
            row.append(one)
        else:
            if row:
                yield row
            row = [one]
        before = choice
    if row:
        yield row


def _side_by_side(one: Choice, other: Choice) -> bool:
    """Whether both are short, and both or neither are options of the question."""
    short = max(_columns(button(one)), _columns(button(other))) <= HALF
    return short and bool(one.letter) == bool(other.letter)


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
