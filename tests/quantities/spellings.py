"""Amounts as people spell them, with what they mean: made without the readers' own tables."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import msgspec

from tests.quantities.numerals import Numeral, any_numeral, digits

SIZES: Mapping[str, int] = {
    "byte": 1, "bytes": 1, "B": 1, "KB": 10**3, "kB": 10**3, "kilobytes": 10**3, "Ko": 10**3,
    "MB": 10**6, "mb": 10**6, "megabyte": 10**6, "megs": 10**6, "Mbyte": 10**6, "Mo": 10**6,
    "GB": 10**9, "gb": 10**9, "Gigabytes": 10**9, "gigs": 10**9, "GByte": 10**9, "Go": 10**9,
    "TB": 10**12, "tb": 10**12, "terabyte": 10**12, "terabytes": 10**12, "PB": 10**15,
    "petabytes": 10**15, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "gib": 1 << 30,
    "gibibytes": 1 << 30, "TiB": 1 << 40, "PiB": 1 << 50,
}  # fmt: skip
COUNTED: Sequence[tuple[str, str]] = (
    ("page", "pages"),
    ("pages", "pages"),
    ("tokens", "tokens"),
    ("pages of text", "pages"),
)
SCALES: Mapping[str, int] = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "bn": 10**9}
HOURS: Mapping[str, Fraction] = {
    **dict.fromkeys(("minutes", "mins"), Fraction(1, 60)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), Fraction(1)),
    **dict.fromkeys(("d", "day", "days", "Days"), Fraction(24)),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks", "WEEKS"), Fraction(168)),
    **dict.fromkeys(("fortnight", "fortnights"), Fraction(336)),
    **dict.fromkeys(("mo", "mths", "month", "months"), Fraction(730)),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), Fraction(8760)),
}
LEADS = ("", "", "", "about ", "around ", "roughly ", "~", "approx. ", "circa ", "ca. ")
TAILS = ("", "", "", "", ".", " or so", " please", "?", "\N{RIGHT-TO-LEFT MARK}")


class Spelling(msgspec.Struct, frozen=True):
    """A text and what it says in the base unit; `open` when it has another reading as well."""

    text: str
    value: Fraction
    unit: str
    open: bool = False


def sizes(count: int) -> Iterator[Spelling]:
    """Give spelled amounts of material: the same ones each time."""
    chance = random.Random(7)  # noqa: S311 - the same texts each time
    for _ in range(count):
        yield _counted(chance) if chance.random() < 0.2 else _size(chance)


def durations(count: int) -> Iterator[Spelling]:
    """Give spelled lengths of time: the same ones each time."""
    chance = random.Random(11)  # noqa: S311 - the same texts each time
    for _ in range(count):
        yield _two_units(chance) if chance.random() < 0.1 else _duration(chance)


def _size(chance: random.Random) -> Spelling:
    unit, size = chance.choice(list(SIZES.items()))
    return _spelled(chance, any_numeral(chance), unit, "bytes", Fraction(size))


def _counted(chance: random.Random) -> Spelling:
    """Pages and tokens: they come whole, unless they are counted in millions."""
    noun, unit = chance.choice(COUNTED)
    if chance.random() < 0.5:
        scale, size = chance.choice(list(SCALES.items()))
        numeral = digits(chance)
        return _spelled(chance, numeral, f" {scale} {noun}", unit, Fraction(size))
    whole = chance.randint(1, 10**6)
    grouped = Numeral(chance.choice((f"{whole}", f"{whole:,}")), Fraction(whole))
    return _spelled(chance, grouped, noun, unit, Fraction(1))


def _duration(chance: random.Random) -> Spelling:
    unit, size = chance.choice(list(HOURS.items()))
    return _spelled(chance, any_numeral(chance), unit, "hours", size)


def _two_units(chance: random.Random) -> Spelling:
    names = ("year", "month", "week", "day", "hour")
    first = chance.randrange(len(names) - 1)
    second = chance.randrange(first + 1, len(names))
    counts = (chance.randint(2, 20), chance.randint(2, 20))
    said = [f"{n} {names[i]}s" for n, i in zip(counts, (first, second), strict=True)]
    value = sum(n * HOURS[names[i]] for n, i in zip(counts, (first, second), strict=True))
    text = chance.choice((" and ", ", ", " ", ", and ")).join(said)
    return Spelling(chance.choice(LEADS) + text, Fraction(value), "hours")


def _spelled(
    chance: random.Random, numeral: Numeral, name: str, unit: str, size: Fraction
) -> Spelling:
    text = numeral.text + chance.choice(numeral.joins) + name
    text = chance.choice(LEADS) + text + chance.choice(TAILS)
    return Spelling(text, numeral.value * size, unit, numeral.open)
