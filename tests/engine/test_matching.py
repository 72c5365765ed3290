"""Which choice a typed text names."""

from __future__ import annotations

import pytest

from dialogues.matching import find_choice
from dialogues.reply import Choice

OPTIONS = (
    Choice("lens", "The lens", "A"),
    Choice("lamp", "A huge lamp", "B"),
    Choice("two", "2", "C"),
    Choice("hint", "Hint"),
    Choice("go", "Continue", also=("next", "go on")),
)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("a", "lens"),
        (" B ", "lamp"),
        ("(b)", "lamp"),
        ("b.", "lamp"),
        ("Ｂ", "lamp"),
        ("b\u200b", "lamp"),
        ("the LENS", "lens"),
        ("  The\t lens!", "lens"),
        ("B: a huge lamp", "lamp"),
        ("a huge lamp", "lamp"),
        ("hint", "hint"),
        ("NEXT", "go"),
        ("Go  on.", "go"),
        ("1", "lens"),
        ("4", "hint"),
        ("٤", "hint"),
        ("５", "go"),
        ("2", "two"),  # words come before places
    ],
)
def test_a_choice_is_named_by_letter_words_or_number(text: str, id: str) -> None:
    assert find_choice(text, OPTIONS) == id


@pytest.mark.parametrize(
    "text",
    ["", "d", "e", "0", "6", "-1", "1 2", "1.5", "1000", "one", "ab", "lens", "A huge", "а", "🅰"],
)
def test_what_names_no_choice_finds_none(text: str) -> None:
    assert find_choice(text, OPTIONS) is None


def test_without_choices_nothing_is_found() -> None:
    assert find_choice("a", ()) is None
