"""The training itself: how large a model, on how many tokens, in how many hours of one chip."""

from __future__ import annotations

import msgspec

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, exact, product, quotient
from dialogues.calculators.training_cost.compute import (
    Work,
    accelerator_hours,
    flop,
    flop_of_hours,
    flop_per_token,
)
from dialogues.calculators.training_cost.inputs import Inputs
from dialogues.calculators.training_cost.material import material_tokens, passes
from dialogues.calculators.training_cost.size import (
    Size,
    chosen_size,
    size_for_tokens,
    size_for_work,
    sized,
)


class Plan(msgspec.Struct, frozen=True):
    """`tokens` of all passes and `flop` are None where nothing says what is trained on.

    `needed` are the hours that the stated material takes, where the hours are given.
    """

    hours: Range
    size: Size
    tokens: Range | None
    flop: Range | None
    needed: Range | None = None


def plan(ledger: Ledger, used: Inputs) -> Plan:
    """Return the plan for completed inputs."""
    once = material_tokens(ledger, used)
    known = _known_hours(used)
    if once is None or (used.goal == "own-machines" and used.method is None):
        assert known is not None
        return _plan_for_hours(ledger, used, once, known)
    size = chosen_size(used) or sized(used, _usual(ledger, used, once))
    tokens = product(once, passes(ledger, used))
    work = _work(used, size, tokens)
    needed = accelerator_hours(ledger, work)
    return Plan(known or needed, size, tokens, flop(ledger, work), needed if known else None)


def _known_hours(used: Inputs) -> Range | None:
    """Return the accelerator-hours where they are given, exactly."""
    if used.accelerator_hours is not None:
        return exact(used.accelerator_hours)
    if used.goal == "own-machines" and used.machines and used.time:
        return exact(used.machines * used.time)
    return None


def _plan_for_hours(ledger: Ledger, used: Inputs, once: Range | None, hours: Range) -> Plan:
    """Return what so many hours are good for: for a model from scratch, how many tokens."""
    size = chosen_size(used)
    if used.method is not None:
        size = size or sized(used, ledger.value("size.small"))
        return Plan(hours, size, None, None)
    work = _work(used, size or Size(1, 1), exact(1))
    able = flop_of_hours(ledger, work, hours)
    if size is None:
        best = size_for_tokens(ledger, once) if once else size_for_work(ledger, able)
        size = sized(used, best)
    tokens = quotient(able, product(flop_per_token(ledger, work), size.active))
    return Plan(hours, size, tokens, able, _needed(ledger, used, once, size))


def _needed(ledger: Ledger, used: Inputs, once: Range | None, size: Size) -> Range | None:
    """Return the hours that all of the material takes; None where nothing was said of it."""
    if once is None:
        return None
    apart = Ledger(ledger.constants)  # the result itself does not rest on these rows
    tokens = product(once, passes(apart, used))
    return accelerator_hours(apart, _work(used, size, tokens))


def _usual(ledger: Ledger, used: Inputs, once: Range) -> float:
    return ledger.value("size.small") if used.method else size_for_tokens(ledger, once)


def _work(used: Inputs, size: Size, tokens: Range) -> Work:
    assert used.chip is not None
    return Work(used.chip, size.active, tokens, used.architecture or "dense", used.method)
