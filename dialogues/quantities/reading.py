"""What came of reading an amount: the amount, or why it was not understood."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

import msgspec

Unit: TypeAlias = Literal["bytes", "tokens", "pages", "hours", "number"]
"""What an amount is counted in."""

Reason: TypeAlias = Literal[
    "not_understood",  # it does not read as one amount
    "no_unit",  # a number, but of what?
    "bits",  # gigabits, Gbit/s, Gb: not how the size of data is given
    "too_small",  # below the limits; zero and less are always too small
    "too_large",  # above the limits
    "ambiguous",  # it can be read in two ways, which `readings` names
]
"""Why an amount was refused."""


class Limits(msgspec.Struct, frozen=True):
    """What is accepted, both ends included, in the unit of the amount."""

    lowest: float
    highest: float


class Amount(msgspec.Struct, frozen=True):
    """An amount that was understood.

    `value` is the nearest float to what was written. `words` says it as a person would, rounded
    when they begin with "about"; otherwise they read as the same value again. `written` is the
    text without odd characters and spaces: it always reads as the same amount again.
    """

    value: float
    unit: Unit
    words: str
    written: str


class Unread(msgspec.Struct, frozen=True):
    """Why there is no amount, and what may have been meant: texts that are understood."""

    reason: Reason
    readings: tuple[str, ...] = ()


Reading: TypeAlias = Amount | Unread

NOT_UNDERSTOOD = Unread("not_understood")


def refusal(total: Fraction, limits: Limits | None) -> Unread | None:
    """Return why this amount is refused whatever its unit, None when it is not."""
    if total <= 0 or (limits and total < Fraction(limits.lowest)):
        return Unread("too_small")
    if limits and total > Fraction(limits.highest):
        return Unread("too_large")
    return None
