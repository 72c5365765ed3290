"""The table while one estimate is made: it notes what was taken from it."""

from __future__ import annotations

from dialogues.calculators.constants import Constant, Constants
from dialogues.calculators.ranges import Range


class Ledger:
    """Gives constants by name and remembers them in the order of their first use."""

    def __init__(self, constants: Constants) -> None:
        self.constants = constants
        self._used: dict[str, Constant] = {}

    def __getitem__(self, name: str) -> Range:
        row = self.constants[name]
        self._used[name] = row
        return row.range

    def value(self, name: str) -> float:
        """Return the central value of a row that is no range: a limit, a choice, a default."""
        return self[name].central

    @property
    def used(self) -> tuple[Constant, ...]:
        return tuple(self._used.values())
