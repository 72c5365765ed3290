"""Greenhouse gas, in kilograms of CO2e. Location-based: bought certificates do not count."""

from __future__ import annotations

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, product, total
from dialogues.calculators.training_cost.units import KILO


def operational(ledger: Ledger, energy: Range, country: str) -> Range:
    """Return what making the electricity causes in the country (the code of a row)."""
    return product(energy, ledger[f"grid.{country}"], 1 / KILO, ledger["grid_spread"])


def with_making(ledger: Ledger, operational: Range, hours: Range) -> Range:
    """Return the same with a share of what making the machines caused."""
    return total(operational, product(hours, ledger["embodied"]))
