"""Reads the fields of a table's row as values, and says in plain words what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from bot.content.table import Row

LONGEST = 40
"""So much of a wrong value is shown."""


class WrongValue(Exception):
    """A field does not hold what its column needs. The message says what, and what to do."""


def text(row: Row, column: str) -> str:
    """Return the text, which must be there."""
    if not row.fields[column]:
        raise WrongValue(f"{column} is empty: write it")
    return row.fields[column]


def number(row: Row, column: str) -> float:
    """Return the number, which must be above 0."""
    try:
        value = float(row.fields[column])
    except ValueError:
        raise _wrong(row, column, "a number such as 0.29 or 1300") from None
    if not (isfinite(value) and value > 0):
        raise _wrong(row, column, "a number above 0")
    return value


def number_or_none(row: Row, column: str) -> float | None:
    """Return the number, or None for an empty field."""
    return number(row, column) if row.fields[column] else None


def year_or_none(row: Row, column: str) -> int | None:
    """Return the year, or None for an empty field."""
    written = row.fields[column]
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and 1950 <= int(written) <= 2099):
        raise _wrong(row, column, "a year such as 2026")
    return int(written)


def one_of(row: Row, column: str, known: Iterable[str]) -> str:
    """Return the text, which must be one of those."""
    names = tuple(known)
    if row.fields[column] not in names:
        raise _wrong(row, column, f"one of {', '.join(names)}")
    return row.fields[column]


def _wrong(row: Row, column: str, what: str) -> WrongValue:
    written = row.fields[column]
    shown = written if len(written) <= LONGEST else written[:LONGEST] + "..."
    return WrongValue(f"{column} must be {what}, not {shown!r}")
