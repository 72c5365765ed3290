"""Ranges: how uncertain quantities combine."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.calculators.ranges import (
    Range,
    between,
    exact,
    inverse,
    larger,
    product,
    quotient,
    total,
    whole,
)

FACTOR_TWO = Range(5, 10, 20)

sides = st.floats(1, 1e3)
ranges = st.builds(
    lambda central, down, up: Range(central / down, central, central * up),
    st.floats(1e-12, 1e24),
    sides,
    sides,
)


def in_order(range: Range) -> bool:
    return 0 < range.low <= range.central <= range.high < math.inf


def test_the_errors_of_factors_add_in_quadrature() -> None:
    both = product(FACTOR_TWO, FACTOR_TWO)
    assert both.central == 100
    assert both.high == pytest.approx(100 * 2 ** math.sqrt(2))
    assert both.low == pytest.approx(100 / 2 ** math.sqrt(2))


def test_the_errors_of_parts_add_in_quadrature() -> None:
    both = total(Range(7, 10, 13), Range(6, 10, 14))
    assert both == Range(20 - 5, 20, 20 + 5)


def ends(range: Range) -> list[float]:
    return [range.low, range.central, range.high]


def test_a_known_factor_changes_no_relative_width() -> None:
    assert ends(product(FACTOR_TWO, 3)) == pytest.approx([15, 30, 60])
    assert product(8, 336) == exact(2688)


def test_dividing_turns_the_ends_around() -> None:
    assert inverse(FACTOR_TWO) == Range(0.05, 0.1, 0.2)
    assert ends(quotient(1, Range(5, 10, 40))) == pytest.approx([0.025, 0.1, 0.2])


def test_between_two_ranges_lies_their_geometric_middle() -> None:
    middle = between(Range(1, 4, 9), Range(4, 4, 16), 0.5)
    assert ends(middle) == pytest.approx([2, 4, 12])


def test_of_two_needs_the_larger_counts_and_things_come_whole() -> None:
    assert whole(larger(exact(1.2), Range(0.1, 1.5, 7.01))) == Range(2, 2, 8)


@given(st.lists(ranges, min_size=1, max_size=6))
def test_low_central_and_high_keep_their_order(parts: list[Range]) -> None:
    assert in_order(product(*parts[:3]))
    assert in_order(total(*parts))
    assert in_order(quotient(parts[0], parts[-1]))
    assert in_order(between(parts[0], parts[-1], 0.3))
