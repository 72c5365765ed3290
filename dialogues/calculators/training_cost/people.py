"""People, in person-months. A rule of thumb: judgement, not validated."""

from __future__ import annotations

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, between, product
from dialogues.calculators.training_cost.compute import scale


def people_to_fine_tune(ledger: Ledger, tokens: float | None) -> Range:
    """Return the work of people on a fine-tuning with so many tokens, those of all passes."""
    small, large = ledger["people.finetune_small"], ledger["people.finetune_large"]
    return between(small, large, scale(ledger, tokens) if tokens else 0)


def people_from_scratch(ledger: Ledger, parameters: float) -> Range:
    """Return the work of people on a model of their own."""
    if parameters < ledger.value("people.small_model"):
        return ledger["people.scratch_under_1B"]
    if parameters <= ledger.value("people.large_model"):
        return ledger["people.scratch_1_10B"]
    return ledger["people.scratch_over_10B"]


def people_cost(ledger: Ledger, people: Range) -> Range:
    """Return what the people cost, in US dollars."""
    return product(people, ledger["person_month"])
