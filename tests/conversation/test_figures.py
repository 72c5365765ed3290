"""Figures are written as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.calculators.ranges import Range
from dialogues.calculators.training_cost.conversation.figures import (
    figure,
    money,
    money_span,
    rounded,
    size,
    span,
    time,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0452, "0.045"),
        (0.5, "0.5"),
        (1, "1"),
        (3.34, "3.3"),
        (12, "12"),
        (99.6, "100"),
        (8_813, "8,800"),
        (660_000, "660,000"),
        (999_999, "1 million"),
        (2_640_000, "2.6 million"),
        (3.07e21, "3,100 billion billion"),
    ],
)
def test_a_figure_has_two_digits_that_count(value: float, words: str) -> None:
    assert figure(value) == words


@pytest.mark.parametrize(("dollars", "words"), [(0.2, "0"), (0.9, "1"), (7.49, "7"), (33.4, "33")])
def test_money_has_no_cents(dollars: float, words: str) -> None:
    assert money(dollars) == words


@pytest.mark.parametrize(
    ("range", "words"),
    [
        (Range(4_368, 8_813, 25_051), "4,400 to 25,000"),
        (Range(1.2e6, 2e6, 2.6e6), "1.2 to 2.6 million"),
        (Range(190_000, 660_000, 2.6e6), "190,000 to 2.6 million"),
        (Range(0.001, 0.01, 0.2), "0 to 1"),
    ],
)
def test_a_word_that_both_ends_share_is_said_once(range: Range, words: str) -> None:
    assert money_span(range) == words


@pytest.mark.parametrize(
    ("bytes", "words"),
    [(1e6, "1 MB"), (2e9, "2 GB"), (2.5e12, "2.5 TB"), (2_147_483_648, "2.15 GB"), (1e16, "10 PB")],
)
def test_a_size_has_the_unit_that_fits(bytes: float, words: str) -> None:
    assert size(bytes) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (60, "1 hour"),
        (720, "12 hours"),
        (1_440, "1 day"),
        (14_400, "10 days"),
        (15_120, "10.5 days"),
        (30_240, "3 weeks"),
        (43_800, "1 month"),
        (262_800, "6 months"),
        (525_600, "1 year"),
        (235_000, "23 weeks"),
        (99_999_999, "190 years"),
    ],
)
def test_a_time_has_the_unit_that_fits(minutes: float, words: str) -> None:
    assert time(minutes) == words


@given(st.floats(1e-9, 1e30))
def test_no_figure_is_off_by_more_than_its_rounding(value: float) -> None:
    assert abs(rounded(value) / value - 1) <= 0.051
    assert "e" not in figure(value).replace("billion", "").replace("one", "")


@given(st.floats(1e-3, 1e15), st.floats(1, 1e3))
def test_a_range_is_said_from_low_to_high(low: float, factor: float) -> None:
    assert " to " in span(Range(low, low * factor, low * factor * factor))
