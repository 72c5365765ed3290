"""Numbers of things as people write them."""

from __future__ import annotations

import pytest

from dialogues.quantities.counts import read_count
from dialogues.quantities.reading import Amount, Limits, Reason, Unread

OF = frozenset(("machines", "parameters", "a month", "uses a month"))

COUNTS: list[tuple[str, float, str]] = [
    ("8 billion", 8e9, "8 billion"),
    ("8B", 8e9, "8 billion"),
    ("70b", 7e10, "70 billion"),
    ("1.3 B", 1.3e9, "1.3 billion"),
    ("8B parameters", 8e9, "8 billion"),
    ("1.5 million", 1.5e6, "1.5 million"),
    ("1,5 million", 1.5e6, "1.5 million"),
    ("half a million", 5e5, "500,000"),
    ("1,000", 1000, "1,000"),
    ("1.000", 1000, "1,000"),
    ("5k", 5000, "5,000"),
    ("16 machines", 16, "16"),
    ("about 1,500 uses a month", 1500, "1,500"),
    ("1000 a month", 1000, "1,000"),
    ("two dozen", 24, "24"),
    ("a hundred and fifty", 150, "150"),
    ("1.5", 1.5, "1.5"),
    ("7241732096", 7241732096, "about 7.2 billion"),
    ("1,234,567", 1234567, "about 1.2 million"),
]


@pytest.mark.parametrize(("text", "value", "words"), COUNTS, ids=[text for text, _, _ in COUNTS])
def test_a_number_of_things_is_read_and_echoed(text: str, value: float, words: str) -> None:
    reading = read_count(text, Limits(1, 1e13), OF)
    assert isinstance(reading, Amount)
    assert (reading.value, reading.unit, reading.words) == (value, "number", words)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0", "too_small"),
        ("-3", "too_small"),
        ("half", "too_small"),
        ("20 trillion", "too_large"),
        ("a", "not_understood"),
        ("7 x", "not_understood"),
        ("3 passes", "not_understood"),
        ("1000 a day", "not_understood"),
        ("machines", "not_understood"),
        ("8B7B", "not_understood"),
        ("8x7B", "not_understood"),
        ("1e9", "not_understood"),
        ("NaN", "not_understood"),
        ("Infinity", "not_understood"),
        ("2/3", "not_understood"),
        ("9" * 10_000, "not_understood"),
        ("", "not_understood"),
    ],
)
def test_a_number_of_things_is_refused_with_its_reason(text: str, reason: Reason) -> None:
    assert read_count(text, Limits(1, 1e13), OF) == Unread(reason)


def test_three_decimals_of_a_million_are_ambiguous() -> None:
    readings = ("1,500,000,000", "1,500,000")
    assert read_count("1,500 million") == Unread("ambiguous", readings)
