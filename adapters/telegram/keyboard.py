"""The choices of a message as inline buttons, and a press on one as an input."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from unicodedata import combining, east_asian_width

import msgspec

from dialogues.input import Pressed
from dialogues.reply import Choice, button

HALF = 16
"""Columns of text that fit a button of half a phone's width."""

BUTTONS = 100
"""The most buttons of one message. What has no button can still be typed."""

ROOM = 9_000
"""Bytes of JSON that the buttons of one message may take. Telegram refuses more than about 10,000;
where exactly the limit is, is written nowhere."""

SHORT = 24
"""Characters that are left of a label where all of them have no room."""

# At most 18 digits, a colon and 45 characters: the 64 bytes that Telegram takes. An id of content
# has 40 characters, and the bot's own buttons put "part." before some.
_DATA = re.compile(r"([0-9]{1,18}):([A-Za-z0-9._-]{0,45})")

Row = list[dict[str, str]]


def markup(choices: Sequence[Choice], prompt: int) -> dict[str, Any]:
    """Return the inline keyboard: whole labels, two short ones of a sort in a row.

    Where these have no room, options are their letters, then other labels are cut, then the last
    buttons are left out: see `unsaid`.
    """
    rows: list[Row] = []
    for words in (button, _letter, _beginning):
        rows = list(_rows(choices[:BUTTONS], prompt, words))
        if len(msgspec.json.encode(rows)) <= ROOM:
            break
    while len(msgspec.json.encode(rows)) > ROOM:
        rows.pop()
    return {"inline_keyboard": rows}


def unsaid(choices: Sequence[Choice], buttons: Mapping[str, Any]) -> list[str]:
    """Return the labels that no button says whole; an option's stands in the text anyway."""
    said = {one["text"] for row in buttons["inline_keyboard"] for one in row}
    return [choice.label for choice in choices if not choice.letter and choice.label not in said]


def fewer(buttons: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the first half of the rows, for when Telegram refuses all; None when that is none."""
    rows = buttons["inline_keyboard"]
    return {"inline_keyboard": rows[: len(rows) // 2]} if len(rows) > 1 else None


NO_BUTTONS: dict[str, Any] = {"inline_keyboard": []}


def pressed(data: str) -> Pressed | None:
    """Return the press that a button's data stands for; None when no button of ours has it."""
    found = _DATA.fullmatch(data)
    return Pressed(found[2], int(found[1])) if found else None


def _letter(choice: Choice) -> str:
    return choice.letter or choice.label


def _beginning(choice: Choice) -> str:
    words = _letter(choice)
    return words if len(words) <= SHORT else f"{words[: SHORT - 1].rstrip()}…"


def _rows(choices: Sequence[Choice], prompt: int, words: Callable[[Choice], str]) -> Iterator[Row]:
    row: Row = []
    before: Choice | None = None
    for choice in choices:
        one = {"text": words(choice), "callback_data": f"{prompt}:{choice.id}"}
        # Two in a row: both or neither are options of the question, and both are short.
        alike = before is not None and bool(before.letter) == bool(choice.letter)
        if alike and len(row) == 1 and _is_short(row[0]["text"]) and _is_short(one["text"]):
            row.append(one)
        else:
            if row:
                yield row
            row = [one]
        before = choice
    if row:
        yield row


def _is_short(words: str) -> bool:
    return _columns(words) <= HALF


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
