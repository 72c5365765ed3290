"""Finds the choice that a learner typed: its letter, its number or its words."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues.reply import Choice, button
from dialogues.text import number, plain


def find_choice(text: str, choices: Sequence[Choice]) -> str | None:
    """Return the id of the choice that the text names: letter, words or number."""
    return find_named(text, choices) or find_number(text, choices)


def find_named(text: str, choices: Sequence[Choice]) -> str | None:
    """Return the id of the choice that the text names by letter or words."""
    return find_letter(text, choices) or find_words(text, choices)


def find_letter(text: str, choices: Sequence[Choice]) -> str | None:
    """Return the id of the choice with this letter."""
    word = plain(text)
    if len(word) != 1:
        return None
    return next((c.id for c in choices if c.letter and c.letter.casefold() == word), None)


def find_words(text: str, choices: Sequence[Choice]) -> str | None:
    """Return the id of the choice with these words: of its label, its button, or the like."""
    word = plain(text)
    for choice in choices:
        if word == plain(choice.label) or word in choice.also:
            return choice.id
        if choice.letter and word == plain(button(choice)):
            return choice.id
    return None


def find_number(text: str, choices: Sequence[Choice]) -> str | None:
    """Return the id of the choice at this place, counted from 1."""
    place = number(text)
    return choices[place - 1].id if place and place <= len(choices) else None
