"""Check it yourself: a real run, what the calculator says of it, and what was reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp

from dialogues.calculators.training_cost.backtest import Comparison, compared
from dialogues.calculators.training_cost.conversation.case import Case, show, show_result
from dialogues.calculators.training_cost.conversation.figures import between, figure
from dialogues.calculators.training_cost.runs import PublishedRun
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Ask, Chosen, Heard, Typed
from dialogues.text import plain

LINES: Mapping[str, tuple[str, ...]] = {
    "hours": ("hours",),
    "energy": ("energy_end_to_end", "energy_given_hours"),
    "co2e": ("co2e_end_to_end", "co2e_given_hours"),
    "cost": ("cost_end_to_end", "cost_given_hours"),
}
"""What is compared, and the tests that can do it: the first that the run takes part in."""

A_PAGE = 4
SEVERAL = 5
"""At most so many runs are named when a text means more than one."""


def open_runs(case: Case) -> Reply:
    """Offer a few runs; the others by name, or page by page."""
    button, page = case.words.button, int(case.slots.get("page", 0))
    runs = _in_order(case)[page : page + A_PAGE]
    choices = [Choice(f"run.{run.id}", run.model[:72]) for run in runs]
    if page + A_PAGE < len(_in_order(case)):
        choices.append(Choice("next", button.more_runs, also=("more",)))
    return Reply(case.words.runs.ask, (*choices, case.to_result()))


def hear_runs(case: Case, answer: Answer) -> Heard | None:
    """Show the run that was picked or named."""
    match answer:
        case Chosen("result"):
            return show_result(case)
        case Chosen("next"):
            return show(case, "runs", page=int(case.slots.get("page", 0)) + A_PAGE)
        case Chosen(choice):
            return show(case, "run", what=choice.removeprefix("run."))
        case Typed(text):
            return _named(case, text)


def open_run(case: Case) -> Reply:
    """Show prediction beside truth, misses included, and how it goes over all runs."""
    words, button = case.words.runs, case.words.button
    run = next((r for r in case.calculator.runs if r.id == case.slots.get("what")), None)
    choices = (Choice("runs", button.other_run), case.to_result())
    if run is None:  # the table may have changed since
        return Reply(words.ask, choices)
    lines = [_line(case, what, one) for what, one in _comparisons(case, run)]
    head = words.head.format(model=run.model, organisation=run.organisation, year=run.year)
    source = words.source.format(source=run.source)
    parts = [head, "\n".join(lines) or words.untested, _overall(case), source]
    return Reply("\n\n".join(filter(None, parts)), choices)


def hear_run(case: Case, answer: Answer) -> Heard | None:
    """Pick another run, or go back."""
    match answer:
        case Chosen("result"):
            return show_result(case)
        case Chosen("runs"):
            return show(case, "runs")
        case Typed(text):
            return _named(case, text)
        case _:
            return None


def _named(case: Case, text: str) -> Heard | None:
    """Find the run of this name; say so when there is none, or more than one."""
    words, said = case.words.runs, _folded(text)
    found = [run for run in case.calculator.runs if said and said in _folded(run.model)]
    same = [run for run in found if _folded(run.model).startswith(said)] or found
    if len(same) == 1:
        return show(case, "run", what=same[0].id)
    if not same:
        return Heard(Ask(), (Reply(words.unknown.format(example=words.example)),))
    names = ", ".join(run.model for run in same[:SEVERAL])
    return Heard(Ask(), (Reply(words.many.format(names=names)),))


def _folded(name: str) -> str:
    return "".join(c for c in plain(name) if c.isalnum())


def _in_order(case: Case) -> list[PublishedRun]:
    """Return the runs that can be compared: well-known ones first."""
    runs = {run.id: run for run in case.calculator.runs if run.tests}
    first = [runs.pop(id) for id in case.words.runs.first if id in runs]
    return [*first, *runs.values()]


def _comparisons(case: Case, run: PublishedRun) -> Iterator[tuple[str, Comparison]]:
    """Give what can be compared of a run, each from as little as possible."""
    found = {one.test: one for one in compared(case.calculator.constants, run)}
    for what, tests in LINES.items():
        one = next((found[test] for test in tests if test in found), None)
        if one:
            yield what, one


def _line(case: Case, what: str, one: Comparison) -> str:
    words = case.words.runs
    scale = 1000 if one.unit == "t" else 1  # tonnes are said as kilograms
    label: str = getattr(words, what)
    if one.test.endswith("given_hours"):
        label = words.given.format(what=label)
    low, high = (figure(scale * end) for end in (one.predicted.low, one.predicted.high))
    return words.line.format(
        what=label,
        about=figure(scale * one.predicted.central),
        span=between(low, high),
        actual=figure(scale * one.actual),
        verdict=words.inside if one.inside else words.outside,
    )


def _overall(case: Case) -> str:
    """Return how the hours go over all runs: computed, never written down."""
    score = case.calculator.hours
    if score.median_abs_ln is None or score.inside is None:
        return ""
    return case.words.runs.end.format(
        n=score.n, factor=figure(exp(score.median_abs_ln)), inside=round(100 * score.inside)
    )
