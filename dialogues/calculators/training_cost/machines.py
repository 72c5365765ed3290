"""How many chips must work side by side."""

from __future__ import annotations

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, larger, product, quotient, whole
from dialogues.calculators.training_cost.inputs import Method


def machines(ledger: Ledger, hours: Range, time: float, least: Range) -> Range:
    """Return the chips that do so many accelerator-hours in `time` hours, and hold the model."""
    return whole(larger(least, quotient(hours, product(time, ledger["availability"]))))


def machines_for_memory(ledger: Ledger, parameters: float, method: Method | None) -> Range:
    """Return the chips whose memory holds the model while it is trained."""
    each = ledger["memory_bytes.qlora" if method == "lora" else "memory_bytes.full"]
    room = ledger.value("memory.chip") * ledger.value("memory.usable")
    return product(each, parameters / room)


def least_time(ledger: Ledger, hours: Range) -> Range:
    """Return the hours that the work takes on as many chips as ever worked on one model."""
    return quotient(hours, product(ledger["machines.largest"], ledger["availability"]))
