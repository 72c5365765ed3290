"""Numbers in digits: which values a numeral can stand for."""

from __future__ import annotations

import re
from fractions import Fraction

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,'٬ ])\d{3})(?:\1\d{3})*")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}")
_DIGITS = re.compile(r"0|[1-9]\d*")
_PARTS = re.compile(r"(?P<whole>.*)(?P<mark>[.,٫])(?P<rest>\d+)")


def numeral(text: str) -> tuple[Fraction, ...]:
    """Return the values that the numeral can have: none, one, or (grouped, decimal).

    A comma or point that stands alone before three digits says nothing: 1,500 is 1500 to some
    and 1.5 to others. Every other mark says what it is: by its place, by the mark beside it, or
    because it has one meaning only (space and apostrophe group, the Arabic marks each do one).
    """
    if _DIGITS.fullmatch(text):
        return (Fraction(text),)
    grouped, decimal = _grouped(text), _decimal(text)
    return tuple(value for value in (grouped, decimal) if value is not None)


def fraction(text: str) -> tuple[Fraction, ...]:
    """Return the value of a fraction below one, alone or after a whole number: 1/2, 2 ¾."""
    whole, _, part = text.rpartition(" ")
    above, below = re.split("[/⁄]", part)
    good = [_DIGITS.fullmatch(digits) for digits in (above, below, whole or "0")]
    if not all(good) or not 0 < int(above) < int(below) <= 10:
        return ()  # 11/2 may be 1 1/2 or 5 1/2, and 10/12 is a day in the year
    return (Fraction(int(whole or 0)) + Fraction(int(above), int(below)),)


def _grouped(text: str) -> Fraction | None:
    """The value when all marks group digits."""
    if _GROUPED.fullmatch(text) or _INDIAN.fullmatch(text):
        return Fraction(re.sub(r"\D", "", text))
    return None


def _decimal(text: str) -> Fraction | None:
    """The value when the last mark is the decimal one."""
    parts = _PARTS.fullmatch(text)
    if not parts:
        return None
    whole, mark, rest = parts["whole"], parts["mark"], parts["rest"]
    if mark in whole or (len(rest) > 3 and rest.endswith("0") and mark != "٫"):
        return None  # 1,0000 is a slip of the hand: 10,000 or 1.0?
    digits = "0" if not whole and mark == "." else whole
    value = Fraction(digits) if _DIGITS.fullmatch(digits) else _grouped(digits)
    return None if value is None else value + Fraction(int(rest), 10 ** len(rest))
