"""Energy and emissions in everyday terms."""

from __future__ import annotations

from collections.abc import Mapping

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, quotient

HOMES: Mapping[str, str] = {"GBR": "home.uk", "USA": "home.us"}
CARS: Mapping[str, str] = {"USA": "car.us"}
"""The row of the table that fits a country; for all others it is that of Europe."""


def homes(ledger: Ledger, energy: Range, country: str) -> Range:
    """Return how many homes use so much electricity in a year."""
    return quotient(energy, ledger[HOMES.get(country, "home.eu")])


def car_distance(ledger: Ledger, emissions: Range, country: str) -> Range:
    """Return how far an average car drives for so much CO2e, in kilometers."""
    return quotient(emissions, ledger[CARS.get(country, "car.eu")])
