"""Disk space, in gigabytes, and its price."""

from __future__ import annotations

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, product, total
from dialogues.calculators.training_cost.units import GIGA, MONTH


def storage(ledger: Ledger, material: float, parameters: float) -> Range:
    """Return the space for `material` bytes in all their copies, and for saved models."""
    saved = product(parameters / GIGA, ledger["checkpoint_bytes"], ledger["checkpoints_kept"])
    if not material:
        return saved
    return total(product(material / GIGA, ledger["storage_copies"]), saved)


def storage_cost(ledger: Ledger, space: Range, time: float) -> Range:
    """Return the rent of the space for `time` hours, in US dollars."""
    return product(space, time / MONTH, ledger["storage_price"])
