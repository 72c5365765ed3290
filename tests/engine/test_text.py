"""What is made of typed text before it is compared or kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.text import clean, number, plain

ANY = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  words  ", "words"),
        ("two\r\nlines\rand three\n", "two\nlines\nand three"),
        ("a\x00b\x1b[31mc\x7fd", "a b [31mc d"),
        ("\u202eright\u202c to \u2067left\u2069\u200f", "right to left"),
        ("\ufeffmark", "mark"),
        ("e\u0301", "é"),
        ("\ud83d half", "\ufffd half"),
        ("\ud83d\ude00 two halves", "😀 two halves"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("", ""),
        (" \t\r\n\x07\u202e", ""),
        ("\u200b\u2060\u00ad\ufe0f", ""),
    ],
)
def test_text_is_cleaned_of_what_cannot_be_seen(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(ANY)
def test_cleaned_text_can_be_stored_and_holds_no_controls(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.encode().decode() == cleaned
    assert all(c == "\n" or unicodedata.category(c) != "Cc" for c in cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("MENU", "menu"),
        ("  What   is\na LENS?! ", "what is a lens"),
        ("ＭＥＮＵ", "menu"),
        ("me\u200bnu\u00ad", "menu"),
        ("it’s", "it's"),
        ("“Straße”", "strasse"),
        ("…", ""),
    ],
)
def test_text_is_compared_without_case_width_edges_and_spaces(text: str, compared: str) -> None:
    assert plain(text) == compared


@given(ANY)
def test_anything_can_be_compared(text: str) -> None:
    assert plain(text) == " ".join(plain(text).split())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        (" 12. ", 12),
        ("(3)", 3),
        ("٣", 3),
        ("३", 3),
        ("３", 3),
        ("007", 7),
        ("1234", None),
        ("-1", None),
        ("1.5", None),
        ("½", None),
        ("three", None),
        ("", None),
    ],
)
def test_a_number_is_understood_in_any_digits(text: str, value: int | None) -> None:
    assert number(text) == value
