"""All results of the calculator on one page."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.calculators.ranges import Range
from dialogues.calculators.training_cost.conversation.case import Case, show_result
from dialogues.calculators.training_cost.conversation.dates import priced
from dialogues.calculators.training_cost.conversation.lines import line
from dialogues.calculators.training_cost.conversation.naming import summary
from dialogues.reply import Reply
from dialogues.scene import Answer, Chosen, Heard

GROUPS = (
    ("accelerator_hours", "machines"),
    ("cost_run", "cost_project", "storage", "storage_cost"),
    ("people", "people_cost"),
    ("energy", "homes", "co2e", "car_km"),
)
"""What is shown, by the names of the results: work, machines' money, people, what it burns."""


def open_overview(case: Case) -> Reply:
    """Show every result with its range."""
    words = case.words.kept
    head = words.all.format(summary=summary(case, case.slots))
    groups = ("\n".join(filter(None, _lines(case, names))) for names in GROUPS)
    prices = words.prices.format(prices=priced(case, case.estimate))
    text = "\n\n".join(filter(None, (head, *groups, prices)))
    return Reply(text, (case.to_result(),))


def hear_overview(case: Case, answer: Answer) -> Heard | None:
    """Go back."""
    return show_result(case) if answer == Chosen("result") else None


def _lines(case: Case, names: tuple[str, ...]) -> Iterator[str]:
    own = case.estimate.inputs.goal == "own-machines"
    for name in names:
        found: Range | None = getattr(case.estimate.results, name)
        if found and not (own and name == "cost_project"):  # nobody rents them
            yield line(case, case.slots, name, found)
