"""The three ways side by side, for the same material: what the lesson is about."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.calculators.training_cost.conversation.answers import Kept, without
from dialogues.calculators.training_cost.conversation.case import Case, show_result
from dialogues.calculators.training_cost.conversation.changes import usual
from dialogues.calculators.training_cost.conversation.dates import priced
from dialogues.calculators.training_cost.conversation.figures import count, figure, money_span
from dialogues.calculators.training_cost.conversation.naming import dollars, material
from dialogues.calculators.training_cost.conversation.result import toy_parameters
from dialogues.calculators.training_cost.estimate import Estimate
from dialogues.reply import Reply
from dialogues.scene import Answer, Chosen, Heard

GOALS = ("ready-made", "fine-tune", "scratch")
FOLDED = ("size", "method", "passes", "machines")


def open_ways(case: Case) -> Reply:
    """Show each way with its bill and its people."""
    words = case.words.ways
    about = words.usual if usual(case, "fine-tune") else material(case, case.slots)
    estimates = {goal: case.estimate_of(slots_for(case, goal)) for goal in GOALS}
    lines = [_line(case, goal, estimate) for goal, estimate in estimates.items()]
    lines += _remark(case, estimates["fine-tune"], estimates["scratch"])
    end = words.end.format(prices=priced(case, case.estimate))
    text = "\n\n".join([words.head.format(material=about), *lines, end])
    return Reply(text, (case.to_result(),))


def _remark(case: Case, tuned: Estimate, built: Estimate) -> Iterator[str]:
    """Say what is odd about the figures: a toy, or a fine-tuning dearer than building."""
    words = case.words.ways
    if toy := toy_parameters(case, built):
        yield words.toy.format(parameters=toy)
    elif tuned.results.cost_run.central > built.results.cost_run.central:
        taught, made = tuned.results.parameters or 0, built.results.parameters or 0
        form = words.large if taught > made else words.passes
        yield form.format(tuned=figure(taught), built=figure(made))


def hear_ways(case: Case, answer: Answer) -> Heard | None:
    """Go back."""
    return show_result(case) if answer == Chosen("result") else None


def slots_for(case: Case, goal: str) -> Kept:
    """Return the answers with this goal; of what only the own goal was asked, the rest is usual.

    Each way is counted by the work that it takes, also where machines of one's own are named.
    """
    own = goal == case.slots.get("goal")
    kept = without(case.slots, ("machines",) if own else FOLDED)
    return {**usual(case, goal), **kept, "goal": goal}


def _line(case: Case, goal: str, estimate: Estimate) -> str:
    cost, people = estimate.results.cost_run, estimate.results.people_cost
    said = {"about": dollars(case, cost.central), "span": money_span(cost)}
    said["people"] = dollars(case, people.central)
    if goal == "ready-made":
        said["uses"] = count(estimate.inputs.uses_per_month or 1)
    form: str = getattr(case.words.ways, goal.replace("-", "_"))
    return form.format(**said)
