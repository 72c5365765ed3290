"""What if: one answer changed, what would change with it, and why. The answers themselves stay."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.calculators.training_cost.asked import TIME
from dialogues.calculators.training_cost.conversation.answers import (
    Kept,
    answers,
    is_answered,
    missing,
    without,
)
from dialogues.calculators.training_cost.conversation.case import Case, show, show_result
from dialogues.calculators.training_cost.conversation.figures import (
    HOUR,
    count,
    figure,
    money_span,
)
from dialogues.calculators.training_cost.conversation.naming import (
    country,
    dollars,
    material,
    name_of,
)
from dialogues.calculators.training_cost.conversation.result import toy_parameters
from dialogues.calculators.training_cost.conversation.typed import (
    Trouble,
    amount_limits,
    understood,
)
from dialogues.calculators.training_cost.estimate import Estimate
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Ask, Chosen, Heard, Stay, Typed

ABOUT_THE_SAME = 1.03
"""A bill that changes by less than this factor is said to stay about the same."""


def offered(case: Case) -> tuple[str, ...]:
    """Return the changes that make sense for these answers."""
    changes: tuple[str, ...]
    match case.estimate.inputs.goal:
        case "ready-made":
            changes = ("double_uses", "country", "fine_tune")
        case "own-machines":
            changes = ("half_time", "country", "ready_made")
        case "fine-tune":
            changes = ("half_data", "half_time", "country", "scratch", "ready_made")
        case "scratch":
            changes = ("half_data", "half_time", "fine_tune", "country", "ready_made")
    return tuple(change for change in changes if change not in _too_small_to_halve(case))


def _too_small_to_halve(case: Case) -> Iterator[str]:
    """Give the changes after which an answer would be less than is taken."""
    slots, limits = case.slots, amount_limits(case)
    given = ((slots.get("data"), limits["bytes"]), (slots.get("tokens"), limits["tokens"]))
    if any(value and int(value) / 2 < limit.lowest for value, limit in given):
        yield "half_data"
    if int(slots.get("minutes", 0)) / 2 < TIME.lowest * HOUR:
        yield "half_time"


def open_what_if(case: Case) -> Reply:
    """Offer the changes."""
    labels = case.words.button
    choices = tuple(Choice(name, getattr(labels, name)) for name in offered(case))
    return Reply(case.words.what_if.ask, (*choices, _to_result(case)))


def hear_what_if(case: Case, answer: Answer) -> Heard | None:
    """Show what was picked; for another country, ask which."""
    match answer:
        case Chosen("result"):
            return show_result(case)
        case Chosen("country"):
            return show(case, "whatif-country")
        case Chosen(choice) if choice in offered(case):
            return show(case, "changed", what=choice)
        case _:
            return None


def open_country(case: Case) -> Reply:
    """Ask which country to compare with."""
    options = case.words.questions.country.choices
    others = tuple(
        Choice(o.id, o.label, also=o.also)
        for o in options
        if o.country != case.slots.get("country")
    )
    return Reply(case.words.what_if.country, (*others, _to_result(case)))


def hear_country(case: Case, answer: Answer) -> Heard | None:
    """Compare with the country that was named."""
    match answer:
        case Chosen("result"):
            return show_result(case)
        case Chosen(choice):
            options = case.words.questions.country.choices
            option = next((o for o in options if o.id == choice), None)
            return show(case, "changed", what=f"country.{option.country}") if option else None
        case Typed(text):
            given = understood(case, "country", text)
            if isinstance(given, Trouble):
                return Heard(Ask(), (Reply(given.words),))
            return show(case, "changed", what=f"country.{given['country']}")


def open_changed(case: Case) -> Reply:
    """Say what changes, and why."""
    words, button = case.words.what_if, case.words.button
    what, changed = _what(case), changed_slots(case)
    head = words.head.format(what=_name(case, what, changed))
    text = "\n\n".join([head, "\n".join(_lines(case, changed)), _why(case, what)])
    choices = (
        Choice("other", button.other),
        *((Choice("use", button.use),) if missing(changed) is None else ()),
        _to_result(case),
    )
    return Reply(text, choices)


def hear_changed(case: Case, answer: Answer) -> Heard | None:
    """Look at another change, take this one over, or go back."""
    match answer:
        case Chosen("result"):
            return show_result(case)
        case Chosen("other"):
            return show(case, "whatif")
        case Chosen("use"):
            return Heard(Stay(changed_slots(case)))
        case _:
            return None


def changed_slots(case: Case) -> Kept:
    """Return the answers with the change that is looked at."""
    slots, what = answers(case.slots), _what(case)
    match what:
        case "half_data":
            return _halved(slots)
        case "half_time":
            minutes = max(int(slots["minutes"]) // 2, 1)
            return {**without(slots, ["time"]), "minutes": minutes}
        case "double_uses":
            return {**slots, "uses": 2 * int(slots["uses"])}
        case "ready_made" | "fine_tune" | "scratch":
            goal = what.replace("_", "-")
            folded = ("size", "method", "passes", "machines")
            return {**usual(case, goal), **without(slots, folded), "goal": goal}
        case _:
            return {**slots, "country": what.partition(".")[2]}


def usual(case: Case, goal: str) -> Kept:
    """Return the answers that are taken for a goal that was not asked for, where there are none."""
    constants = case.calculator.constants
    if goal == "ready-made":
        return {"uses": round(constants["usual.uses"].central)}
    if "data" in case.slots or "tokens" in case.slots:
        return {}
    minutes = round(constants["usual.time"].central * HOUR)
    return {
        "data": round(constants["usual.data"].central),
        "material": "documents",
        "minutes": minutes,
    }


def _halved(slots: Kept) -> Kept:
    half = without(slots, ["amount"])
    for name in ("data", "tokens"):
        if name in slots:
            half[name] = max(int(slots[name]) // 2, 1)
    if "pages" in slots:  # it is said in bytes from here on
        half["material"] = "text"
    return half


def _what(case: Case) -> str:
    return str(case.slots.get("what", ""))


def _name(case: Case, what: str, changed: Kept) -> str:
    if what.startswith("country."):
        return country(case, changed)
    label: str = getattr(case.words.button, what)
    if what in ("fine_tune", "scratch") and usual(case, what):
        return f"{label} ({material(case, changed)})"
    said = {"half_data": "amount", "half_time": "time", "double_uses": "uses"}.get(what)
    return f"{label} ({name_of(case, changed, said)})" if said else label


def _lines(case: Case, changed: Kept) -> Iterator[str]:
    """Give a line for each figure that can be compared."""
    before, after = case.estimate, case.estimate_of(changed)
    yield _bill(case, before, after)
    words, what = case.words.what_if, _what(case)
    one, other = before.results.machines, after.results.machines
    if one and other and round(one.central) != round(other.central):
        yield words.machines.format(machines=count(other.central), before=count(one.central))
    if what.startswith("country."):
        yield words.gas.format(
            about=figure(after.results.co2e.central), before=figure(before.results.co2e.central)
        )
    if what in ("ready_made", "fine_tune", "scratch"):
        yield words.people.format(people=dollars(case, after.results.people_cost.central))


def _bill(case: Case, before: Estimate, after: Estimate) -> str:
    words = case.words.what_if
    old, new = before.results.cost_run, after.results.cost_run
    said = {"about": dollars(case, new.central), "span": money_span(new)}
    monthly = after.inputs.goal == "ready-made"
    if monthly and before.inputs.goal != "ready-made":
        return words.month.format(**said)
    if 1 / ABOUT_THE_SAME < new.central / old.central < ABOUT_THE_SAME:
        return (words.same_month if monthly else words.same_cost).format(**said)
    form = words.month_before if monthly else words.cost
    if before.inputs.goal == "ready-made" and not monthly:
        form = words.cost_new
    return form.format(before=dollars(case, old.central), **said)


def _why(case: Case, what: str) -> str:
    why = case.words.what_if.why
    if what.startswith("country."):
        return why.country
    if what == "half_time" and case.estimate.inputs.goal == "own-machines":
        return why.half_time_own
    if what == "half_data" and case.estimate.inputs.goal == "scratch" and _size_follows(case):
        return why.half_data_size
    if what in ("fine_tune", "scratch") and (surprising := _why_not_as_expected(case, what)):
        return surprising
    reason: str = getattr(why, what)
    return reason


def _why_not_as_expected(case: Case, what: str) -> str:
    """Return why fine-tuning costs more than building, or building next to nothing."""
    why = case.words.what_if.why
    before, after = case.estimate, case.estimate_of(changed_slots(case))
    if what == "scratch" and (toy := toy_parameters(case, after)):
        return why.scratch_toy.format(built=toy)
    tuned, built = after.results.parameters, before.results.parameters
    dearer = after.results.cost_run.central > before.results.cost_run.central
    if what == "fine_tune" and case.slots["goal"] == "scratch" and dearer and tuned and built:
        return why.fine_tune_more.format(tuned=figure(tuned), built=figure(built))
    return ""


def _size_follows(case: Case) -> bool:
    return not is_answered(case.slots, "size")


def _to_result(case: Case) -> Choice:
    return Choice("result", case.words.button.result)
