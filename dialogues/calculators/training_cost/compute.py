"""How long the chips work: accelerator-hours, from the size of the model and the tokens."""

from __future__ import annotations

from math import log

import msgspec

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, between, product, quotient, total
from dialogues.calculators.training_cost.inputs import Architecture, Method
from dialogues.calculators.training_cost.units import SECONDS, TERA


class Work(msgspec.Struct, frozen=True):
    """What is computed, and on what. `method` is None for a model from scratch.

    `active` counts the parameters that each token passes, `tokens` those of all passes.
    """

    chip: str
    active: float
    tokens: Range
    architecture: Architecture
    method: Method | None


def accelerator_hours(ledger: Ledger, work: Work) -> Range:
    """Return the hours of one chip that the whole bill holds, stalls and restarts included."""
    hours = quotient(flop(ledger, work), _flop_per_hour(ledger, work))
    return total(hours, ledger["finetune.fixed"]) if work.method else hours


def flop(ledger: Ledger, work: Work) -> Range:
    """Return the floating-point operations of the training."""
    return product(flop_per_token(ledger, work), work.active, work.tokens)


def flop_per_token(ledger: Ledger, work: Work) -> Range:
    """Return the operations for each parameter that a token passes."""
    return ledger["flop.lora" if work.method == "lora" else "flop.train"]


def flop_of_hours(ledger: Ledger, work: Work, hours: Range) -> Range:
    """Return the operations that get done in so many hours of the chip."""
    return product(hours, _flop_per_hour(ledger, work))


def utilisation(ledger: Ledger, work: Work) -> Range:
    """Return the share of the chip's peak that training gets out of it over the whole bill."""
    if work.method is not None:
        small, large = ledger["util.finetune.small"], ledger["util.finetune.large"]
        return between(small, large, scale(ledger, work.tokens.central))
    return ledger[f"util.pretrain.{kind_of(work)}"]


def scale(ledger: Ledger, tokens: float) -> float:
    """Return where a fine-tuning stands between a small one (0) and a large one (1)."""
    small, large = ledger.value("finetune.small_tokens"), ledger.value("finetune.large_tokens")
    return min(max(log(tokens / small) / log(large / small), 0.0), 1.0)


def kind_of(work: Work) -> str:
    """Return which training from scratch it is: of experts, on old chips, or the usual one."""
    if work.architecture == "moe":
        return "moe"
    return "old" if work.chip == "V100" else "modern"


def _flop_per_hour(ledger: Ledger, work: Work) -> Range:
    """Return the operations that the chip really does in an hour."""
    peak = product(ledger[f"peak.{work.chip}"], TERA * SECONDS)
    real = product(peak, utilisation(ledger, work))
    untested = f"untested.{work.chip}"
    return product(real, ledger[untested]) if untested in ledger.constants else real
