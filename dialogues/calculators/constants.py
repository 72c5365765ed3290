"""The numbers that a calculator works with: each with its unit, its year and its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import msgspec

from dialogues.calculators.ranges import Range


class Constant(msgspec.Struct, frozen=True):
    """One row of the table. `checked` is the month in which it was last looked up: "2026-05"."""

    name: str
    unit: str
    low: float
    central: float
    high: float
    year: int | None
    source: str
    checked: str = ""

    @property
    def range(self) -> Range:
        return Range(self.low, self.central, self.high)

    @property
    def date(self) -> str:
        """The month or the year that the number is of; "" when it has none."""
        return self.checked or str(self.year or "")


class Constants(msgspec.Struct, frozen=True, dict=True):
    """The table, by the names of its rows."""

    rows: dict[str, Constant]

    def __getitem__(self, name: str) -> Constant:
        return self.rows[name]

    def __contains__(self, name: str) -> bool:
        return name in self.rows

    def starting(self, prefix: str) -> Sequence[Constant]:
        """Return the rows whose names begin with a prefix such as "price.A100.", in their order."""
        return self._groups.get(prefix, ())

    @cached_property
    def _groups(self) -> Mapping[str, Sequence[Constant]]:
        groups: defaultdict[str, list[Constant]] = defaultdict(list)
        for name, row in self.rows.items():
            words = name.split(".")
            for count in range(1, len(words)):
                groups[".".join(words[:count]) + "."].append(row)
        return groups


def table(rows: Iterable[Constant]) -> Constants:
    """Return the table of these rows."""
    return Constants({row.name: row for row in rows})


def replaced(constants: Constants, rows: Iterable[Constant]) -> Constants:
    """Return the table with these rows in place of those of the same names."""
    return Constants(constants.rows | {row.name: row for row in rows})
