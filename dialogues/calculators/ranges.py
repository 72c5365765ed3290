"""A quantity with its uncertainty, and how uncertain quantities combine.

Factors that have nothing to do with each other seldom go wrong together. So their relative errors
add in quadrature, as the sides of a right angle do: multiplying every worst case would promise
nothing. A range is meant to hold the truth 4 times in 5.
"""

from __future__ import annotations

from math import ceil, exp, hypot, log

import msgspec


class Range(msgspec.Struct, frozen=True):
    """Low end, most likely value and high end; low <= central <= high, and all above 0."""

    low: float
    central: float
    high: float


def exact(value: float) -> Range:
    """Return the range of a value that is known."""
    return Range(value, value, value)


def product(*factors: Range | float) -> Range:
    """Return the product of independent factors, in quadrature on the logarithmic scale."""
    ranges = [f if isinstance(f, Range) else exact(f) for f in factors]
    central = 1.0
    for r in ranges:
        central *= r.central
    down = hypot(*(log(r.central / r.low) for r in ranges))
    up = hypot(*(log(r.high / r.central) for r in ranges))
    return Range(central * exp(-down), central, central * exp(up))


def inverse(range: Range) -> Range:
    """Return one over the range."""
    return Range(1 / range.high, 1 / range.central, 1 / range.low)


def quotient(above: Range | float, below: Range) -> Range:
    """Return the quotient of independent quantities."""
    return product(above, inverse(below))


def total(*parts: Range) -> Range:
    """Return the sum of independent parts: their absolute errors add in quadrature."""
    central = sum(r.central for r in parts)
    low = central - hypot(*(r.central - r.low for r in parts))
    high = central + hypot(*(r.high - r.central for r in parts))
    # The first is true of any sum; it also keeps rounding from eating a small low end.
    return Range(max(low, sum(r.low for r in parts)), central, high)


def larger(one: Range, other: Range) -> Range:
    """Return the larger of two needs that must both be met."""
    return Range(
        max(one.low, other.low), max(one.central, other.central), max(one.high, other.high)
    )


def whole(range: Range) -> Range:
    """Return the range in whole things, rounded up."""
    return Range(*(float(ceil(x)) for x in (range.low, range.central, range.high)))


def between(one: Range, other: Range, share: float) -> Range:
    """Return the range that lies `share` of the way from one to the other, in logarithms."""
    ends = zip(msgspec.structs.astuple(one), msgspec.structs.astuple(other), strict=True)
    return Range(*(a ** (1 - share) * b**share for a, b in ends))
