"""Whatever is typed: the readers never fail, and what they say can be typed again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogues.quantities.countries import Country, NoCountry, read_country
from dialogues.quantities.counts import read_count
from dialogues.quantities.durations import read_duration
from dialogues.quantities.reading import Amount, Limits, Reading, Unread
from dialogues.quantities.sizes import read_size
from tests.quantities.spellings import HOURS, SIZES, durations, sizes

Read = Callable[[str], Reading]
READERS = pytest.mark.parametrize("read", [read_size, read_duration, read_count])

PIECES = [
    "1", "5", "500", "0", "00", "007", ",", ".", "'", " ", "  ", "/", "-", "−", "~", "+", "½", "¾",
    "⁄", "²", "٥", "५", "５", "٫", "٬", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "e", "e9",
    "a", "an", "and", "of", "or so", "about", "half", "quarter", "thirds", "two", "dozen", "twenty",
    "hundred", "thousand", "million", "billion", "B", "b", "k", "m", "T", "G", "Gb", "GBit", "To",
    "text", "per", "month", "\N{COMBINING ACUTE ACCENT}", "\N{RIGHT-TO-LEFT OVERRIDE}", "\ud800",
    *SIZES, *HOURS, "pages", "tokens",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
)


@READERS
@settings(max_examples=400)
@given(text=TEXTS)
def test_any_text_is_an_amount_above_zero_or_a_reason(read: Read, text: str) -> None:
    reading = read(text)
    if isinstance(reading, Amount):
        assert 0 < reading.value < 1e40
        assert reading.written
        assert reading.words
    else:
        assert (reading.reason == "ambiguous") == (len(reading.readings) > 1)


@READERS
@settings(max_examples=400)
@given(text=TEXTS)
def test_what_was_understood_can_be_typed_again(read: Read, text: str) -> None:
    reading = read(text)
    if isinstance(reading, Amount):
        again = read(reading.written)
        assert again == reading
        said = read(reading.words)
        assert isinstance(said, Amount)
        assert said.unit == reading.unit
        if not reading.words.startswith("about"):
            assert said.value == reading.value


@READERS
@settings(max_examples=200)
@given(text=TEXTS)
def test_each_reading_of_an_ambiguous_text_can_be_typed(read: Read, text: str) -> None:
    reading = read(text)
    if isinstance(reading, Unread):
        for option in reading.readings:
            again = read(option)
            assert isinstance(again, Amount) or again.reason == "too_small"


@settings(max_examples=300)
@given(text=TEXTS)
def test_limits_only_refuse(text: str) -> None:
    limits = Limits(1e6, 1e16)
    free, bound = read_size(text), read_size(text, {"bytes": limits})
    inside = not isinstance(free, Amount) or free.unit != "bytes" or 1e6 <= free.value <= 1e16
    if isinstance(free, Amount):
        assert (bound == free) == inside


@settings(max_examples=300)
@given(text=st.one_of(TEXTS, st.sampled_from(["uk", "Österreich", "no", "NO", "korea"])))
def test_any_text_is_a_country_of_the_table_or_none(text: str) -> None:
    known = {"GBR": "United Kingdom", "AUT": "Austria", "NOR": "Norway"}
    place = read_country(text, known)
    found = place.nearest if isinstance(place, NoCountry) else (place,)
    assert all(country.code is None or country.code in known for country in found)
    assert all(isinstance(country, Country) for country in found)


@pytest.mark.parametrize(
    ("read", "texts"),
    [
        (read_size, [s.text for s in sizes(3000)]),
        (read_duration, [s.text for s in durations(2000)]),
    ],
    ids=["sizes", "durations"],
)
def test_every_spelling_can_be_typed_again_as_it_was_understood(
    read: Read, texts: list[str]
) -> None:
    understood = [r for r in map(read, texts) if isinstance(r, Amount)]
    assert len(understood) > len(texts) / 2
    for reading in understood:
        assert read(reading.written) == reading
        said = read(reading.words)
        assert isinstance(said, Amount)
        nearness = 0.051 if reading.words.startswith("about") else 0
        assert abs(said.value - reading.value) <= nearness * reading.value
