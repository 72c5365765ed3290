"""The beginning: a worked example, and a guess before the learner's own numbers."""

from __future__ import annotations

from dialogues.calculators.training_cost.conversation.case import Case
from dialogues.calculators.training_cost.conversation.dates import priced
from dialogues.calculators.training_cost.conversation.figures import money_span
from dialogues.calculators.training_cost.conversation.naming import dollars, material, time


def intro(case: Case) -> str:
    """Return the example, computed like any other, and the question for a guess."""
    slots, words = case.words.example.slots, case.words
    estimate = case.estimate_of(slots)
    cost = estimate.results.cost_run
    return words.start.intro.format(
        material=material(case, slots),
        time=words.names.time.format(time=time(slots)),
        about=dollars(case, cost.central),
        span=money_span(cost),
        prices=priced(case, estimate),
    )
