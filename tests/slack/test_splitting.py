"""Texts that are longer than a section may be."""

from __future__ import annotations

import pytest
from hypothesis import given

from adapters.slack.mrkdwn import mrkdwn
from adapters.slack.splitting import SECTION, pieces, said, units
from adapters.slack.words import words
from tests.slack.texts import compared, read
from tests.telegram.texts import LONG


def parts(text: str, limit: int) -> list[str]:
    return [piece.text for piece in pieces(words(text), limit)]


def test_a_text_that_fits_is_one_piece() -> None:
    assert parts("a" * SECTION, SECTION) == ["a" * SECTION]
    assert len(said("a" * SECTION)) == 1


def test_escapes_and_marks_count() -> None:
    assert [len(part) for part in parts("&" * 40, 100)] == [20, 20]
    assert parts("**abcdefgh**", 9) == ["abcdefg", "h"]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One two three. Four five six.", ["One two three.", "Four five six."]),
        ("One two three\nfour five. six seven", ["One two three", "four five.", "six seven"]),
        ("abcdefghijklmnopqrstuvwxyz", ["abcdefghijklmnopqr", "stuvwxyz"]),
    ],
)
def test_a_cut_is_at_a_line_a_sentence_a_word_or_anywhere(text: str, cut: list[str]) -> None:
    assert parts(text, 18) == cut


def test_a_look_over_a_cut_goes_on_behind_it() -> None:
    assert [mrkdwn(piece) for piece in pieces(words("**One two three. Four five.**"), 18)] == [
        "*One two three.*",
        "*Four five.*",
    ]


@given(LONG)
def test_pieces_fit_and_say_all_in_order(text: str) -> None:
    found = said(text)
    whole = words(text)
    assert compared("".join(read(one.mrkdwn).text for one in found)) == compared(whole.text)
    for one in found:
        assert 0 < units(one.mrkdwn) <= SECTION
        assert 0 < units(one.plain) <= SECTION
