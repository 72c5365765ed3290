"""The result: one message that the owner of a shop understands."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.calculators.training_cost.conversation.answers import NO_GUESS
from dialogues.calculators.training_cost.conversation.case import Case
from dialogues.calculators.training_cost.conversation.dates import priced
from dialogues.calculators.training_cost.conversation.figures import (
    DAY,
    HOUR,
    MONTH,
    WEEK,
    count,
    count_span,
    figure,
    money_span,
    time,
)
from dialogues.calculators.training_cost.conversation.naming import (
    at_world,
    dollars,
    machines,
    summary,
)
from dialogues.calculators.training_cost.conversation.naming import time as within
from dialogues.calculators.training_cost.estimate import Estimate
from dialogues.reply import Choice, Reply

LITTLE = 0.05
"""Kilowatt-hours: less than this is said to be next to nothing."""

FIRMS = (10, 250)
"""People in the firms that the money is compared with: micro and medium ones end there."""


def open_result(case: Case) -> Reply:
    """Say what it most likely costs, the range, what that means, and what is not in it."""
    text = _again(case) if "brief" in case.slots else "\n\n".join(paragraphs(case))
    if case.slots.get("last") == "keep":
        text = case.words.result.kept
    return Reply(text, _choices(case))


def _again(case: Case) -> str:
    """Return the result in one sentence: it stands above in full."""
    words, cost = case.words.result, case.estimate.results.cost_run
    monthly = case.estimate.inputs.goal == "ready-made"
    return words.again.format(
        summary=summary(case, case.slots),
        about=dollars(case, cost.central),
        span=money_span(cost),
        what=words.again_month if monthly else words.again_run,
        prices=priced(case, case.estimate),
    )


def _choices(case: Case) -> tuple[Choice, ...]:
    button = case.words.button
    kept = "kept" in case.slots
    return (
        case.leave(),
        Choice("whatif", button.what_if, also=("what if",)),
        Choice("ways", button.ways, also=("compare",)),
        Choice("how", button.how, also=("how",)),
        *(() if kept else (Choice("keep", button.keep, also=("keep", "save")),)),
        Choice("more", button.more),
    )


def paragraphs(case: Case) -> Iterator[str]:
    """Give the paragraphs of the result."""
    words = case.words.result
    yield words.head.format(summary=summary(case, case.slots))
    yield from _cautions(case)
    yield _bill(case)
    yield from _machines(case)
    yield from _power(case)
    yield _project(case)
    if meant := " ".join([*_meaning(case), *_guessed(case)]):
        yield meant
    yield _outside(case)


def _cautions(case: Case) -> Iterator[str]:
    """Give what speaks against the plan: too many machines, or too few for the model."""
    words, found = case.words.result, case.estimate.results
    kinds = {warning.kind for warning in case.estimate.warnings}
    if found.least_time and found.machines:
        yield words.unreal.format(
            machines=count(found.machines.central),
            most=figure(case.calculator.constants["machines.largest"].central, 5),
            time=time(found.least_time.central * HOUR),
        )
    if "does_not_fit" in kinds:
        yield words.does_not_fit
    if "not_enough_time" in kinds and found.hours_needed and found.accelerator_hours:
        yield words.too_short.format(
            hours=count(found.accelerator_hours.central), needed=count(found.hours_needed.central)
        )
    if toy := toy_parameters(case, case.estimate):
        yield words.toy.format(parameters=toy)
    if "untested_chip" in kinds:
        yield words.untested


def toy_parameters(case: Case, estimate: Estimate) -> str:
    """Return the size of a model from scratch that is too small to be of use, else ""."""
    least = case.calculator.constants["people.small_model"].central
    size = estimate.results.parameters
    if estimate.inputs.goal != "scratch" or size is None or size >= least:
        return ""
    return figure(size)


def _bill(case: Case) -> str:
    words, results = case.words.result, case.estimate.results
    cost, hours = results.cost_run, results.accelerator_hours
    said = {"about": dollars(case, cost.central), "span": money_span(cost)}
    match case.estimate.inputs.goal:
        case "ready-made":
            return words.month.format(**said)
        case "own-machines" if hours:
            own = machines(case, int(case.slots["machines"]))
            during = within(case.slots)
            return words.own.format(machines=own, time=during, hours=count(hours.central), **said)
        case _:
            form = words.run_anyway if results.least_time else words.run
            return form.format(**said)


def _machines(case: Case) -> Iterator[str]:
    """Teach that the time sets the machines, not the bill."""
    words, found = case.words.result, case.estimate.results
    needed = found.machines
    own = case.estimate.inputs.goal == "own-machines"
    if needed is None or found.least_time or own or toy_parameters(case, case.estimate):
        return
    until = case.words.names.time.format(time=within(case.slots))
    if needed.central <= 1:
        yield words.enough.format(time=until)
        return
    form = words.machines if half_the_time_takes_more(case) else words.memory
    number = machines(case, round(needed.central))
    yield form.format(time=until, machines=number, span=count_span(needed))


def half_the_time_takes_more(case: Case) -> bool:
    """Return whether the time sets the number of machines, and not the memory of the model."""
    slots = case.slots
    halved = case.estimate_of({**slots, "minutes": max(int(slots["minutes"]) // 2, 1)})
    one, other = case.estimate.results.machines, halved.results.machines
    return bool(one and other and other.central > one.central)


def _power(case: Case) -> Iterator[str]:
    """Say what it burns; that of a toy, or of what cannot be done, means nothing."""
    words, found = case.words.result, case.estimate.results
    if found.least_time or toy_parameters(case, case.estimate):
        return
    if found.energy.central < LITTLE:
        yield words.power_little
        return
    monthly = case.estimate.inputs.goal == "ready-made"
    yield (words.power_month if monthly else words.power).format(
        energy=figure(found.energy.central),
        gas=figure(found.co2e.central),
        world=at_world(case, case.slots),
    )


def _project(case: Case) -> str:
    words, results = case.words.result, case.estimate.results
    people, project = results.people_cost, results.cost_project
    if case.estimate.inputs.goal == "own-machines":
        project = None
    of_people = {"people": dollars(case, people.central), "people_span": money_span(people)}
    if project is None:
        return words.people.format(**of_people)
    of_tries = {"about": dollars(case, project.central), "span": money_span(project)}
    return words.project.format(**of_tries, **of_people)


def _meaning(case: Case) -> Iterator[str]:
    """Say what it means for a small firm: by a month's bill, or by computers and people.

    The bill for a toy means nothing.
    """
    words, results = case.words.result, case.estimate.results
    if toy_parameters(case, case.estimate):
        return
    costs, meanings = results.cost_run.central, words.meaning_month
    if case.estimate.inputs.goal != "ready-made":
        computers = results.cost_project or results.cost_run
        costs, meanings = computers.central + results.people_cost.central, words.meaning
    yield next((m.text for m in meanings if costs < m.below), meanings[-1].text)
    if case.estimate.inputs.goal != "ready-made" and costs < meanings[-3].below:
        yield _in_pay(case, costs)


def _in_pay(case: Case, costs: float) -> str:
    """Say for how long firms of several sizes could pay everyone for the same money."""
    month = case.calculator.constants["person_month"].central
    few, many = (_worked(costs / month / people) for people in FIRMS)
    return case.words.result.pay.format(pay=figure(month), few=few, many=many)


def _worked(months: float) -> str:
    """Return the time in one whole number: 6 months, 2 weeks, 3 days."""
    minutes = months * MONTH
    unit = next((unit for unit in (MONTH, WEEK, DAY) if minutes >= 1.5 * unit), HOUR)
    return time(max(round(minutes / unit), 1) * unit)


def _guessed(case: Case) -> Iterator[str]:
    """Put the guess beside the most likely bill."""
    words, cost = case.words.result, case.estimate.results.cost_run.central
    chosen = case.slots.get("guess", NO_GUESS)
    for magnitude in case.words.start.guesses:
        if magnitude.id == chosen:
            form = words.hit if magnitude.low <= cost < magnitude.high else words.low
            form = words.high if cost < magnitude.low else form
            yield form.format(guess=_begun_small(magnitude.label))


def _begun_small(label: str) -> str:
    return label[0].lower() + label[1:]


def _outside(case: Case) -> str:
    words = case.words.result
    form = words.outside_month if case.estimate.inputs.goal == "ready-made" else words.outside
    return form.format(prices=priced(case, case.estimate))
