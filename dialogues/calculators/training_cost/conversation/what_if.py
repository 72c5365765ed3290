"""What if: one answer changed, what would change with it, and why. The answers themselves stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from dialogues.calculators.training_cost.conversation.answers import (
    Kept,
    is_answered,
    missing,
)
from dialogues.calculators.training_cost.conversation.asking import READING, meant
from dialogues.calculators.training_cost.conversation.case import Case, show, show_result
from dialogues.calculators.training_cost.conversation.changes import changed, offered, usual
from dialogues.calculators.training_cost.conversation.dates import priced
from dialogues.calculators.training_cost.conversation.figures import (
    count,
    figure,
    money_span,
)
from dialogues.calculators.training_cost.conversation.naming import (
    at_world,
    country,
    dollars,
    material,
    name_of,
)
from dialogues.calculators.training_cost.conversation.result import (
    half_the_time_takes_more,
    toy_parameters,
)
from dialogues.calculators.training_cost.conversation.typed import (
    Trouble,
    understood,
)
from dialogues.calculators.training_cost.estimate import Estimate
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard, Stay, Typed

ABOUT_THE_SAME = 1.03
"""A bill that changes by less than this factor is said to stay about the same."""

ALSO: Mapping[str, tuple[str, ...]] = {
    "half_data": ("half the data",),
    "fine_tune": ("fine-tune", "fine tune"),
    "country": ("country",),
    "ready_made": ("ready-made", "ready made"),
}
"""What may be typed for a change beside the words of its button."""


def open_what_if(case: Case) -> Reply:
    """Offer the changes."""
    labels = case.words.button
    choices = tuple(
        Choice(name, getattr(labels, name), also=ALSO.get(name, ())) for name in offered(case)
    )
    return Reply(case.words.what_if.ask, (*choices, case.to_result()))


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
    return Reply(case.words.what_if.country, (*(meant(case) or others), case.to_result()))


def hear_country(case: Case, answer: Answer) -> Heard | None:
    """Compare with the country that was named."""
    match answer:
        case Chosen("result"):
            return show_result(case)
        case Chosen(choice):
            options = case.words.questions.country.choices
            if near := next((m for m in meant(case) if m.id == choice), None):
                return _compared(case, near.label)
            option = next((o for o in options if o.id == choice), None)
            return show(case, "changed", what=f"country.{option.country}") if option else None
        case Typed(text):
            return _compared(case, text)


def _compared(case: Case, text: str) -> Heard:
    """Compare with the country of this name, or offer those that it is near to."""
    given = understood(case, "country", text)
    if not isinstance(given, Trouble):
        if given["country"] == case.slots.get("country"):
            same = case.words.what_if.same_country.format(country=country(case, case.slots))
            return msgspec.structs.replace(show(case, "whatif-country"), replies=(Reply(same),))
        return show(case, "changed", what=f"country.{given['country']}")
    view = {"meant": READING.join(given.readings)} if given.readings else {}
    again = show(case, "whatif-country", **view)
    return msgspec.structs.replace(again, replies=(Reply(given.words),))


def open_changed(case: Case) -> Reply:
    """Say what changes, and why."""
    words, button = case.words.what_if, case.words.button
    what, slots = _what(case), changed(case, _what(case))
    head = words.head.format(what=_name(case, what, slots))
    prices = words.prices.format(prices=priced(case, case.estimate_of(slots)))
    text = "\n\n".join([head, "\n".join(_lines(case, slots)), f"{_why(case, what)} {prices}"])
    choices = (
        Choice("other", button.other, also=("what if", "another")),
        *((Choice("use", button.use),) if missing(slots) is None else ()),
        case.to_result(),
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
            return Heard(Stay(changed(case, _what(case))))
        case _:
            return None


def _what(case: Case) -> str:
    return str(case.slots.get("what", ""))


def _name(case: Case, what: str, slots: Kept) -> str:
    if what.startswith("country."):
        return country(case, slots)
    label: str = getattr(case.words.button, what)
    if what in ("fine_tune", "scratch") and usual(case, what):
        return f"{label} ({material(case, slots)})"
    said = {"half_data": "amount", "half_time": "time", "double_uses": "uses"}.get(what)
    return f"{label} ({name_of(case, slots, said)})" if said else label


def _lines(case: Case, slots: Kept) -> Iterator[str]:
    """Give a line for each figure that can be compared."""
    before, after = case.estimate, case.estimate_of(slots)
    yield _bill(case, before, after)
    words, what = case.words.what_if, _what(case)
    one, other = before.results.machines, after.results.machines
    if one and other and round(one.central) != round(other.central):
        yield words.machines.format(machines=count(other.central), before=count(one.central))
    if what.startswith("country."):
        yield words.gas.format(
            about=figure(after.results.co2e.central),
            before=figure(before.results.co2e.central),
            world=at_world(case, case.slots),
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
    if what == "half_time" and not half_the_time_takes_more(case):
        return why.half_time_fits
    if what == "half_data" and case.estimate.inputs.goal == "scratch" and _size_follows(case):
        return why.half_data_size
    if what in ("fine_tune", "scratch") and (surprising := _why_not_as_expected(case, what)):
        return surprising
    reason: str = getattr(why, what)
    return reason


def _why_not_as_expected(case: Case, what: str) -> str:
    """Return why fine-tuning costs more than building, or building next to nothing."""
    why = case.words.what_if.why
    before, after = case.estimate, case.estimate_of(changed(case, _what(case)))
    if what == "scratch" and (toy := toy_parameters(case, after)):
        return why.scratch_toy.format(built=toy)
    tuned, built = after.results.parameters, before.results.parameters
    dearer = after.results.cost_run.central > before.results.cost_run.central
    if what == "fine_tune" and case.slots["goal"] == "scratch" and dearer and tuned and built:
        form = why.fine_tune_more if tuned > built else why.fine_tune_passes
        return form.format(tuned=figure(tuned), built=figure(built))
    return ""


def _size_follows(case: Case) -> bool:
    return not is_answered(case.slots, "size")
