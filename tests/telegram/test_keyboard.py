"""Choices as inline buttons, and presses on them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.keyboard import fewer, markup, pressed, unsaid
from dialogues.input import Pressed
from dialogues.reply import Choice

LAST_PROMPT = 10**18 - 1

IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", fullmatch=True)
CHOICES = st.lists(
    st.builds(Choice, IDS, st.text(min_size=1, max_size=72), st.sampled_from([None, *"ABCD"])),
    min_size=1,
    max_size=12,
)


def rows(*choices: Choice) -> list[list[str]]:
    found: list[list[dict[str, str]]] = markup(choices, 3)["inline_keyboard"]
    return [[one["text"] for one in row] for row in found]


def test_short_labels_stand_side_by_side_and_long_ones_alone() -> None:
    assert rows(
        Choice("a", "Continue"),
        Choice("b", "Later"),
        Choice("c", "What the document said"),
        Choice("d", "Menu"),
    ) == [["Continue", "Later"], ["What the document said"], ["Menu"]]


def test_an_option_has_its_letter_and_all_its_words_and_stands_apart_from_other_buttons() -> None:
    options = (Choice("a", "The lens", "A"), Choice("b", "A huge lamp", "B"))
    assert rows(*options, Choice("hint", "Hint")) == [["A: The lens", "B: A huge lamp"], ["Hint"]]


def test_wide_letters_count_twice() -> None:
    assert rows(Choice("a", "灯" * 8), Choice("b", "x")) == [["灯" * 8, "x"]]
    assert rows(Choice("a", "灯" * 9), Choice("b", "x")) == [["灯" * 9], ["x"]]


def bytes_of(choices: list[Choice]) -> int:
    return len(json.dumps(markup(choices, LAST_PROMPT), ensure_ascii=False).encode())


def test_options_that_are_too_long_together_are_their_letters() -> None:
    options = [Choice(f"option-{letter}", "灯" * 700, letter) for letter in "ABCDE"]
    both = [*options, Choice("hint", "Hint")]
    assert rows(*both) == [["A", "B"], ["C", "D"], ["E"], ["Hint"]]
    assert unsaid(both, markup(both, 3)) == []
    assert bytes_of(both) < 10_000


def test_other_labels_that_are_too_long_together_are_cut_and_stand_in_the_text() -> None:
    places = [Choice(f"place-{n}", f"{n} {'灯台' * 36}") for n in range(60)]
    shown = rows(*places)
    assert shown[7] == [places[7].label[:23] + "…"]
    assert len(shown) == 60
    assert unsaid(places, markup(places, 3)) == [place.label for place in places]
    assert bytes_of(places) < 10_000


def test_buttons_that_have_no_room_at_all_are_left_out_and_their_labels_stand_in_the_text() -> None:
    places = [Choice(f"{n:040}", f"{n} {'灯台' * 36}") for n in range(150)]
    assert bytes_of(places) < 10_000
    shown = markup(places, LAST_PROMPT)["inline_keyboard"]
    assert 50 < len(shown) < 100
    assert unsaid(places, markup(places, 3)) == [place.label for place in places]


def test_when_telegram_takes_fewer_buttons_half_of_them_are_left_and_at_last_none() -> None:
    buttons: Mapping[str, Any] | None = markup([Choice(str(n), "x" * 30) for n in range(5)], 3)
    left = []
    while buttons := fewer(buttons) if buttons else None:
        left.append(len(buttons["inline_keyboard"]))
    assert left == [2, 1]


@pytest.mark.parametrize("id", ["part." + "i" * 40, "x", ""])
def test_the_longest_data_fits_and_is_read_back(id: str) -> None:
    data = markup([Choice(id, "x")], LAST_PROMPT)["inline_keyboard"][0][0]["callback_data"]
    assert len(data.encode()) <= 64
    assert pressed(data) == Pressed(id, LAST_PROMPT)


@given(CHOICES, st.integers(0, LAST_PROMPT))
def test_every_choice_has_one_button_that_leads_back_to_it(
    choices: list[Choice], prompt: int
) -> None:
    keyboard: list[list[dict[str, str]]] = markup(choices, prompt)["inline_keyboard"]
    read = [pressed(one["callback_data"]) for row in keyboard for one in row]
    assert read == [Pressed(c.id, prompt) for c in choices]
    assert all(1 <= len(row) <= 2 for row in keyboard)
    assert len(json.dumps(keyboard, ensure_ascii=False).encode()) < 10_000


@pytest.mark.parametrize(
    "data",
    ["", "a", "3", ":a", "-1:a", "1.0:a", "٣:a", "3:a b", "3:a\n", "3:é", "3:a:b", " 3:a", "3 :a"],
)
def test_data_that_no_button_has_is_no_press(data: str) -> None:
    assert pressed(data) is None


def test_data_that_is_longer_than_any_button_s_is_no_press() -> None:
    assert pressed("1" * 19 + ":a") is None
    assert pressed("3:" + "a" * 46) is None
