"""Results that the learner kept: shown again with the prices of that day."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.calculators.ranges import Range
from dialogues.calculators.training_cost.conversation.answers import Kept, answers, inputs_of
from dialogues.calculators.training_cost.conversation.case import NAME, Case, show, show_result
from dialogues.calculators.training_cost.conversation.dates import day, month
from dialogues.calculators.training_cost.conversation.figures import rounded
from dialogues.calculators.training_cost.conversation.lines import line
from dialogues.calculators.training_cost.conversation.naming import dollars, summary
from dialogues.record import Calculated
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard, Stay
from dialogues.state import Calculation

RESULTS = (
    "cost_run",
    "cost_project",
    "accelerator_hours",
    "machines",
    "energy",
    "co2e",
    "storage",
    "people",
)
"""The results that are kept, by their names in the estimate and in the table."""

LONGEST_LABEL = 72
A_PAGE = 4
"""So many kept results stand on buttons beside each other."""


def keep(case: Case) -> Heard:
    """Keep the result: in the conversation, and as a record in its table."""
    kept = answers(case.slots)
    move = Stay({**kept, "kept": 1, "last": "keep"})
    return Heard(move, (), (_record(case),), calculation=_calculation(case, kept))


def _calculation(case: Case, kept: Kept) -> Calculation:
    assert case.now  # it is heard, not shown
    figures = {name: _ends(range) for name, range in _results(case)}
    return Calculation(NAME, case.now, kept, figures, case.estimate.results.prices)


def _results(case: Case) -> Iterator[tuple[str, Range]]:
    for name in RESULTS:
        if range := getattr(case.estimate.results, name):
            yield name, range


def _ends(range: Range) -> tuple[float, float, float]:
    """Return the range as it is kept: four digits are more than are ever shown."""
    return rounded(range.low, 4), rounded(range.central, 4), rounded(range.high, 4)


def _record(case: Case) -> Calculated:
    slots, given = case.slots, inputs_of(case.slots)
    ends = dict(_results(case))
    results = {
        f"{name}_{end}": getattr(ends[name], end) if name in ends else None
        for name in RESULTS
        for end in ("low", "central", "high")
    }
    minutes = slots.get("minutes")
    return Calculated(
        calculator=NAME,
        guess=_text(slots.get("guess")),
        goal=given.goal,
        data_bytes=_number(slots.get("data")),
        tokens=_number(slots.get("tokens")),
        material=given.material,
        hours=None if minutes is None else int(minutes) / 60,
        country=_text(slots.get("country")),
        script=_text(slots.get("script")),
        parameters=_number(slots.get("parameters")),
        method=given.method,
        chip=_text(slots.get("chip")),
        passes=_number(slots.get("passes")),
        machines_given=_number(slots.get("machines")),
        uses_per_month=_number(slots.get("uses")),
        **results,
        prices=case.estimate.results.prices,
        revision=case.course.revision,
    )


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def _number(value: str | int | None) -> int | None:
    return None if value is None else int(value)


# Shown again


def kept_of(case: Case) -> list[Calculation]:
    """Return the results that were kept, the newest first."""
    return [c for c in reversed(case.calculations) if c.calculator == NAME]


def open_home(case: Case) -> Reply:
    """List the kept results, a few at a time; offer a new calculation."""
    words, button, kept = case.words, case.words.button, kept_of(case)
    first = int(case.slots.get("page", 0))
    shown = list(enumerate(kept))[first : first + A_PAGE]
    choices = [Choice(f"kept.{index}", _label(case, c)) for index, c in shown]
    if first + A_PAGE < len(kept):
        choices.append(Choice("older", button.older))
    under_way = "goal" in case.slots
    way_out = case.to_result() if under_way else Choice("close", button.close)
    count = words.start.more_kept.format(count=len(kept))
    text = words.start.home.format(count=words.start.one_kept if len(kept) == 1 else count)
    new = () if under_way else (Choice("begin", button.begin, also=("new",)),)
    return Reply(text, (*new, *choices, way_out))


def hear_home(case: Case, answer: Answer) -> Heard | None:
    """Show one that was kept, or begin."""
    match answer:
        case Chosen("begin"):
            return show(case, "guess")
        case Chosen("result"):
            return show_result(case)
        case Chosen("older"):
            return show(case, "home", page=int(case.slots.get("page", 0)) + A_PAGE)
        case Chosen("close" | "continue"):
            return Heard(case.way_out)
        case Chosen(choice) if choice.startswith("kept."):
            return show(case, "again", what=choice.partition(".")[2])
        case _:
            return None


def open_again(case: Case) -> Reply:
    """Show a kept result as it was."""
    one, button = _picked(case), case.words.button
    choices = (Choice("use", button.use), Choice("home", button.kept), case.leave())
    if one is None:
        return Reply(case.words.kept.none, choices[1:])
    return Reply("\n\n".join(_said(case, one)), choices)


def hear_again(case: Case, answer: Answer) -> Heard | None:
    """Take its answers over, or go back."""
    one = _picked(case)
    match answer:
        case Chosen("use") if one:
            return Heard(Stay(dict(one.slots)))
        case Chosen("home"):
            return show(case, "home")
        case Chosen("close" | "continue"):
            return Heard(case.way_out)
        case _:
            return None


def _picked(case: Case) -> Calculation | None:
    index, kept = int(case.slots.get("what", 0)), kept_of(case)
    return kept[index] if index < len(kept) else None


def _said(case: Case, one: Calculation) -> Iterator[str]:
    words = case.words.kept
    yield words.head.format(date=day(case, one.at), summary=summary(case, one.slots))
    known = {name: Range(*ends) for name, ends in one.figures.items() if name in RESULTS}
    yield "\n".join(line(case, one.slots, name, range) for name, range in known.items())
    yield words.prices.format(prices=month(case, one.prices))


def _label(case: Case, one: Calculation) -> str:
    """Return the words of its button: as much of the summary as fits."""
    about = dollars(case, one.figures["cost_run"][1])
    parts = summary(case, one.slots).split("; ")
    for last in range(len(parts), 0, -1):
        said = case.words.kept.label.format(about=about, summary="; ".join(parts[:last]))
        if len(said) <= LONGEST_LABEL:
            break
    return (said[0].upper() + said[1:])[:LONGEST_LABEL]
