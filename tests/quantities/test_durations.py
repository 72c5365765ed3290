"""Lengths of time as people write them."""

from __future__ import annotations

import pytest

from dialogues.quantities.durations import read_duration
from dialogues.quantities.reading import Amount, Limits, Reason, Unread

LIMITS = Limits(1, 5 * 8760)

HOURS: list[tuple[str, float, str]] = [
    ("3 weeks", 504, "3 weeks"),
    ("3 wks", 504, "3 weeks"),
    ("3-week", 504, "3 weeks"),
    ("in about 3 weeks", 504, "3 weeks"),
    ("within three weeks", 504, "3 weeks"),
    ("10d", 240, "10 days"),
    ("10 Days.", 240, "10 days"),
    ("1,5 weeks", 252, "1.5 weeks"),
    ("two and a half weeks", 420, "2.5 weeks"),
    ("2½ weeks", 420, "2.5 weeks"),
    ("a week and a half", 252, "1.5 weeks"),
    ("a fortnight", 336, "2 weeks"),
    ("half a year", 4380, "6 months"),
    ("a quarter of a year", 2190, "3 months"),
    ("two thirds of a year", 5840, "8 months"),
    ("1/2 week", 84, "3.5 days"),
    ("1 week and 2 days", 216, "9 days"),
    ("1 week, 2 days", 216, "9 days"),
    ("1w2d", 216, "9 days"),
    ("2h 30m", 2.5, "2.5 hours"),
    ("1 yr 6 mo", 13140, "1.5 years"),
    ("an hour", 1, "1 hour"),
    ("90 minutes", 1.5, "1.5 hours"),
    ("72h", 72, "3 days"),
    ("1000 hours", 1000, "1000 hours"),
    ("30 days", 720, "30 days"),
    ("6 months", 4380, "6 months"),
    ("365 days", 8760, "1 year"),
    ("1 000 hours", 1000, "1000 hours"),
    ("٣ weeks", 504, "3 weeks"),
    ("five years", 43800, "5 years"),
    ("1234,5 hours", 1234.5, "1234.5 hours"),
    ("1234,567 hours", 1234.567, "about 1.7 months"),
]


@pytest.mark.parametrize(("text", "value", "words"), HOURS, ids=[text for text, _, _ in HOURS])
def test_a_length_of_time_is_read_and_echoed(text: str, value: float, words: str) -> None:
    reading = read_duration(text, LIMITS)
    assert isinstance(reading, Amount)
    assert (reading.value, reading.unit, reading.words) == (value, "hours", words)


@pytest.mark.parametrize(
    ("text", "reason", "readings"),
    [
        ("3", "no_unit", ()),
        ("two and a half", "no_unit", ()),
        ("3 m", "ambiguous", ("3 months", "3 minutes")),
        ("1,500 hours", "ambiguous", ("1500 hours", "1.5 hours")),
        ("1.125 weeks", "ambiguous", ("1125 weeks", "189 hours")),
        ("0 days", "too_small", ()),
        ("-3 weeks", "too_small", ()),
        ("half an hour", "too_small", ()),
        ("10 years", "too_large", ()),
    ],
)
def test_a_length_of_time_is_refused_with_its_reason(
    text: str, reason: Reason, readings: tuple[str, ...]
) -> None:
    assert read_duration(text, LIMITS) == Unread(reason, readings)


@pytest.mark.parametrize(
    "text",
    [
        "by next Friday", "soon", "tomorrow", "a", "a while", "a few weeks", "weeks", "some days",
        "2 or 3 weeks", "2/3 weeks", "1/2 weeks", "2-3 weeks", "third week", "a third week",
        "3 weeks ago", "10 working days", "every 3 weeks", "1 week and 2", "2 days 1 week",
        "24/7", "10:30", "1h30", "3 weeks 3 weeks", "1e3 hours", "NaN days", "½½ weeks",
        "2026-03-02", "12.11.2026", "less than 3 weeks", "3 GB", "3 weeks / day", "3 Monate",
        "w" * 10_000, "",
    ],
)  # fmt: skip
def test_what_is_not_one_length_of_time_is_not_understood(text: str) -> None:
    assert read_duration(text, LIMITS) == Unread("not_understood")
