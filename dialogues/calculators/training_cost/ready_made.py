"""A ready-made model: what it takes a month."""

from __future__ import annotations

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, product
from dialogues.calculators.training_cost.units import KILO, MILLION


def monthly_tokens(ledger: Ledger, uses: float) -> Range:
    """Return the tokens of so many uses a month, question and answer together."""
    return product(uses, ledger["api.tokens_per_request"])


def monthly_cost(ledger: Ledger, tokens: Range) -> Range:
    """Return the fee for so many tokens a month, in US dollars."""
    return product(tokens, 1 / MILLION, ledger["api.price"])


def monthly_energy(ledger: Ledger, uses: float) -> Range:
    """Return the electricity of so many uses a month, in kilowatt-hours."""
    return product(uses / KILO, ledger["api.energy"])
