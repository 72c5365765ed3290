"""Texts that are longer than a message may be."""

from __future__ import annotations

import pytest
from hypothesis import given

from adapters.telegram.entities import Formatted, formatted, units
from adapters.telegram.splitting import ENTITIES, TEXT, pieces
from tests.telegram.texts import LONG, squeezed


def parts(text: str, limit: int) -> list[str]:
    return [piece.text for piece in pieces(formatted(text), limit)]


def test_a_text_that_fits_is_one_piece() -> None:
    assert parts("a" * TEXT, TEXT) == ["a" * TEXT]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One two three. Four five six.", ["One two three.", "Four five six."]),
        ('She said "stop!" Then it went on.', ['She said "stop!"', "Then it went on."]),
        ("One two three\nfour five. six seven", ["One two three", "four five.", "six seven"]),
        ("One two three four five six seven", ["One two three four", "five six seven"]),
        ("abcdefghijklmnopqrstuvwxyz", ["abcdefghijklmnopqr", "stuvwxyz"]),
    ],
)
def test_a_cut_is_at_a_line_a_sentence_a_word_or_anywhere(text: str, cut: list[str]) -> None:
    assert parts(text, 18) == cut


def test_no_character_is_cut_in_two() -> None:
    astronaut = "👩🏽‍🚀"
    assert parts(astronaut * 3, 10) == [astronaut] * 3
    assert parts("a\u0301" * 5, 5) == ["a\u0301" * 2, "a\u0301" * 2, "a\u0301"]


def test_a_look_over_a_cut_goes_on_behind_it() -> None:
    first, second = pieces(formatted("**One two three. Four five.**"), 18)
    assert [first.text[e.start : e.end] for e in first.entities] == ["One two three."]
    assert [second.text[e.start : e.end] for e in second.entities] == ["Four five."]


def test_a_piece_has_no_more_entities_than_telegram_keeps() -> None:
    counts = [len(piece.entities) for piece in pieces(formatted("**b** a " * 250))]
    assert sum(counts) == 250
    assert max(counts) == ENTITIES


@given(LONG)
def test_pieces_fit_say_all_and_have_their_looks_inside(text: str) -> None:
    whole = formatted(text)
    found = pieces(whole)
    assert squeezed("".join(piece.text for piece in found)) == squeezed(whole.text)
    for piece in found:
        assert 0 < units(piece.text) <= TEXT
        assert len(piece.entities) <= ENTITIES
        for entity in piece.entities:
            assert 0 <= entity.start < entity.end <= len(piece.text)
    assert looked_at(found) == looked_at([whole])


def looked_at(texts: list[Formatted]) -> str:
    """Return all characters that are bold, in order, without white space."""
    bold = [t.text[e.start : e.end] for t in texts for e in t.entities if e.type == "bold"]
    return squeezed("".join(bold))
