"""The chips: their rows of the table, and those of another chip where one has no own."""

from __future__ import annotations

from collections.abc import Mapping

from dialogues.calculators.constants import Constant, Constants

USUAL = "H100"
"""The chip that is taken when none is named."""

STANDS_IN: Mapping[str, str] = {"A800": "A100", "H800": "H100", "H200": "H100", "TPUv3": "TPUv4"}
"""The chip whose row counts where the table has none: the same chip with a slower network, the
same chip with less memory, or the next one that can be rented."""


def chips(constants: Constants) -> tuple[str, ...]:
    """Return the names of all chips that the model can compute with."""
    names = (row.name.partition(".")[2] for row in constants.starting("peak."))
    return tuple(name for name in names if knows(constants, name))


def knows(constants: Constants, chip: str) -> bool:
    """Return whether the model can compute with the chip."""
    has_power = row_of(constants, "power", chip) is not None
    return f"peak.{chip}" in constants and has_power and bool(_prices(constants, chip))


def row_of(constants: Constants, what: str, chip: str) -> str | None:
    """Return the name of the row that says this of the chip, or of its stand-in."""
    names = (f"{what}.{name}" for name in (chip, STANDS_IN.get(chip)))
    return next((name for name in names if name in constants), None)


def price_row(constants: Constants, chip: str, year: int | None) -> Constant:
    """Return the newest row of the price an hour that covers the year.

    Where none does, and without a year, it is the newest of all.
    """
    rows = sorted(_prices(constants, chip), key=lambda row: period(row.name))
    covering = [row for row in rows if covers(row, year)]
    return (covering or rows)[-1]


def covers(row: Constant, year: int | None) -> bool:
    """Return whether a row of prices is about this year."""
    first, last = period(row.name)
    return year is not None and first <= year <= last


def period(name: str) -> tuple[int, int]:
    """Return the first and last year of a row such as price.A100.2021-24 or price.A100.2026.

    Raises ValueError when the name ends in something else.
    """
    start, _, end = name.rpartition(".")[2].partition("-")
    first, last = int(start), int(start[:-2] + end) if end else int(start)
    if not 2000 <= first <= last <= 2099:
        raise ValueError(f"{name!r} does not end in years such as 2026 or 2021-24")
    return first, last


def _prices(constants: Constants, chip: str) -> list[Constant]:
    """Return the rows of the chip's prices, or of its stand-in's where it has none."""
    own = list(constants.starting(f"price.{chip}."))
    return own or list(constants.starting(f"price.{STANDS_IN.get(chip, chip)}."))
