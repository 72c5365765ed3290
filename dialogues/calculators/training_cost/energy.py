"""Electricity, in kilowatt-hours."""

from __future__ import annotations

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, product
from dialogues.calculators.training_cost.chips import row_of
from dialogues.calculators.training_cost.units import KILO


def energy(ledger: Ledger, hours: Range, chip: str) -> Range:
    """Return what the machines take at the meter of the building, cooling included."""
    row = row_of(ledger.constants, "power", chip)
    assert row is not None, f"the table has no power of {chip}"
    return product(hours, ledger[row], 1 / KILO, ledger["pue"])
