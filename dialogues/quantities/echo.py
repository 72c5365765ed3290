"""Says an amount in few words, exactly where that is short, else rounded and with "about"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dialogues.quantities.numerals import numeral
from dialogues.quantities.phrase import Measure

_SCALES = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6))

EXACT_DIGITS = 5
"""Amounts of up to so many digits are said exactly."""


def words(total: Fraction, ladder: Sequence[Measure]) -> str:
    """Return the amount in the largest unit of the ladder in which it is short and exact.

    The ladder falls. Where no unit is, the amount is rounded to two digits of the largest unit
    that it fills, after "about".
    """
    steps = [step for step in ladder if total >= step.size] or [ladder[-1]]
    for step in steps:
        figure = _exact(total / step.size)
        if figure and len(figure.replace(".", "")) <= EXACT_DIGITS:
            return _named(figure, step)
    return f"about {_named(_rounded(total / steps[0].size), steps[0])}"


def exactly(total: Fraction, ladder: Sequence[Measure]) -> str:
    """Return the amount without rounding, in the first unit that allows it, "" if none does."""
    figures = ((_exact(total / step.size, places=6), step) for step in ladder)
    return next((_named(figure, step) for figure, step in figures if figure), "")


def _exact(value: Fraction, places: int = 2) -> str:
    """The value in digits that read as nothing else, "" when that takes more places than this."""
    figure = _decimal(value, places)
    plain = Fraction(figure) == value and len(numeral(figure)) == 1
    return figure if plain else ""


def _rounded(value: Fraction) -> str:
    """The value to two digits, decimals only below ten."""
    if value < 10:
        return _decimal(value, 1)
    step = 10 ** (len(str(int(value))) - 2)
    return str(round(value / step) * step)


def _decimal(value: Fraction, places: int) -> str:
    whole, rest = divmod(round(value * 10**places), 10**places)
    return f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".")


def _named(figure: str, step: Measure) -> str:
    single = figure == "1" and " " not in step.name  # 1 page, but 1 million pages
    return f"{figure} {step.name.removesuffix('s') if single else step.name}".strip()


def counted(total: Fraction, noun: str) -> str:
    """Return a number of things: in digits below a million, then in millions and the like."""
    if total.denominator == 1 and total < 10**6:
        name = noun.removesuffix("s") if total == 1 else noun
        return f"{total.numerator:,} {name}".strip()
    ladder = [Measure(f"{scale} {noun}", "number", Fraction(size)) for scale, size in _SCALES]
    return words(total, (*ladder, Measure(noun, "number", Fraction(1))))


def counted_exactly(total: Fraction, noun: str) -> str:
    """Return a number of things with every digit, where two decimals are enough for that."""
    if total.denominator == 1:
        return f"{total.numerator:,} {noun}".strip()
    return exactly(total, [Measure(noun, "number", Fraction(1))]) or counted(total, noun)
