"""Writes figures as people say them: two significant digits, never cents, never a lone number."""

from __future__ import annotations

from math import floor, log10

from dialogues.calculators.ranges import Range

LARGE = ((1e18, "billion billion"), (1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
SIZES = ((1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "KB"))
HOUR, DAY, WEEK, MONTH, YEAR = 60, 1440, 10080, 43800, 525600
"""Minutes."""

ONE_DOLLAR = 1.5
"""A sum that is rounded to 1 dollar or to none lies below this."""

TIMES = ((YEAR, "year"), (MONTH, "month"), (WEEK, "week"), (DAY, "day"), (HOUR, "hour"))


def rounded(value: float, digits: int = 2) -> float:
    """Return the value with so many significant digits."""
    if value == 0:
        return 0.0
    return round(value, digits - 1 - floor(log10(abs(value))))


def figure(value: float, digits: int = 2) -> str:
    """Return the value in words: 0.45, 7, 8,800, 2.6 million."""
    value = rounded(value, digits)
    for size, name in LARGE:
        if value >= size:
            return f"{_short(value / size)} {name}"
    return _short(value)


def money(dollars: float) -> str:
    """Return dollars in words, without cents."""
    return figure(round(dollars))


def count(value: float) -> str:
    """Return a number of things that are whole: at least 1."""
    return figure(max(round(value), 1))


def span(range: Range) -> str:
    """Return "4,400 to 25,000": low and high end of a range."""
    return between(figure(range.low), figure(range.high))


def money_span(range: Range) -> str:
    """Return low and high end in dollars; below 1, no figure is right."""
    if range.high < ONE_DOLLAR:
        return "0 to 1"
    return between(money(range.low), money(max(range.high, 1)))


def count_span(range: Range) -> str:
    """Return low and high end of a number of whole things."""
    return between(count(range.low), count(range.high))


def between(low: str, high: str) -> str:
    """Return "1.2 to 2.6 million" and the like: a word that both ends share is said once."""
    number, _, name = low.partition(" ")
    if name and high.endswith(f" {name}"):
        return f"{number} to {high}"
    return f"{low} to {high}"


def size(data: float) -> str:
    """Return an amount of data, such as 500 GB or 2.15 GB."""
    for least, name in SIZES:
        if data >= least:
            return f"{_short(rounded(data / least, 3))} {name}"
    return f"{_short(data)} bytes"


def time(minutes: float) -> str:
    """Return a time in the largest unit that fits, such as 3 weeks or 10 days."""
    for length, name in TIMES:
        if minutes >= length and (minutes % length == 0 or minutes >= 10 * length):
            return _things(minutes / length, name)
    length, name = next((t for t in TIMES if minutes >= 1.5 * t[0]), (HOUR, "hour"))
    return _things(minutes / length, name)


def _things(value: float, name: str) -> str:
    number = _short(value if round(value, 1) == value else rounded(value))
    return f"{number} {name}" if number == "1" else f"{number} {name}s"


def _short(value: float) -> str:
    """Return a number without needless zeros, with commas from 1,000 on."""
    if value >= 100 or value == round(value):
        return f"{value:,.0f}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")
