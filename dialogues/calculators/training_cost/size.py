"""The size of the model, in parameters."""

from __future__ import annotations

from math import sqrt

import msgspec

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range
from dialogues.calculators.training_cost.inputs import Inputs


class Size(msgspec.Struct, frozen=True):
    """All parameters of a model, which fill memory, and those that each token passes."""

    stored: float
    active: float


def chosen_size(inputs: Inputs) -> Size | None:
    """Return the size that was asked for."""
    stored = inputs.parameters or inputs.active_parameters
    return None if stored is None else sized(inputs, stored)


def sized(inputs: Inputs, stored: float) -> Size:
    """Return the size of a model of so many parameters; an encoder-decoder uses half a token."""
    halves = 2 if inputs.architecture == "encoder-decoder" else 1
    return Size(stored, inputs.active_parameters or stored / halves)


def size_for_tokens(ledger: Ledger, tokens: Range) -> float:
    """Return the parameters that make the best of so many tokens, from scratch."""
    return tokens.central / ledger["tokens_per_param"].central


def size_for_work(ledger: Ledger, flop: Range) -> float:
    """Return the parameters that make the best of so many operations, from scratch."""
    each = ledger["flop.train"].central * ledger["tokens_per_param"].central
    return sqrt(flop.central / each)
