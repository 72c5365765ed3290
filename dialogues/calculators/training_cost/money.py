"""Money for machines, in US dollars."""

from __future__ import annotations

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, product
from dialogues.calculators.training_cost.chips import price_row
from dialogues.calculators.training_cost.units import MILLION


def run_cost(ledger: Ledger, hours: Range, chip: str, year: int | None) -> Range:
    """Return the rent of the machines for the final run."""
    return product(hours, ledger[price_row(ledger.constants, chip, year).name])


def project_cost(ledger: Ledger, run: Range, *, fine_tune: bool) -> Range:
    """Return the rent of the machines for the whole project: extras, and tries that failed."""
    tries = ledger["rnd.finetune" if fine_tune else "rnd.scratch"]
    return product(run, ledger["cloud_extras"], tries)


def managed_cost(ledger: Ledger, tokens: Range) -> Range:
    """Return what a seller of models takes to fine-tune one of its own on so many tokens."""
    return product(tokens, 1 / MILLION, ledger["api.finetune"])
