"""What a person typed, as an input: a number presses that choice, all else is said."""

from __future__ import annotations

from dialogues.input import Input, Pressed, Said
from dialogues.reply import Reply
from dialogues.text import number


def typed(text: str, open: Reply | None) -> Input:
    """Return the input for a typed line, `open` being the prompt that waits, if one does."""
    place = number(text)
    if open and place and place <= len(open.choices):
        return Pressed(open.choices[place - 1].id, open.prompt)
    return Said(text)
