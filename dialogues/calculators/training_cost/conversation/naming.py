"""Says answers in a few words, as they are repeated to the learner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dialogues.calculators.training_cost.conversation import figures
from dialogues.calculators.training_cost.conversation.answers import (
    GIVES,
    NO_GUESS,
    NOWHERE,
    Slots,
    asked,
)
from dialogues.calculators.training_cost.conversation.case import Case
from dialogues.calculators.training_cost.inputs import Goal, Material, Method, Script

NAMED: Mapping[str, object] = {
    "goal": Goal,
    "material": Material,
    "script": Script,
    "method": Method,
}
"""The groups of names, and what each must have a name for."""


def name_of(case: Case, slots: Slots, question: str) -> str:
    """Return the answer to a question; "" where there is none."""
    answered = any(name in slots for name in GIVES[question])
    return NAMERS[question](case, slots) if answered else ""


def guess(case: Case, slots: Slots) -> str:
    """Return the guess in the words of its button."""
    id, names = slots.get("guess", NO_GUESS), case.words.names
    band = next((g.label for g in case.words.start.guesses if g.id == id), names.none)
    if "guess.dollars" not in slots:
        return band
    amount = figures.figure(int(slots["guess.dollars"]), 3)
    return names.guess.format(amount=amount, band=band[0].lower() + band[1:])


def amount(case: Case, slots: Slots) -> str:
    """Return the amount of material: as it was said, or by its value."""
    said = str(slots.get("amount.words", ""))
    if "tokens" in slots:
        count = figures.figure(int(slots["tokens"]), 3)
        return said or case.words.names.count.format(count=count)
    if "pages" not in slots:
        return said or figures.size(int(slots["data"]))
    return case.words.names.pages.format(amount=said, size=figures.size(int(slots["data"])))


def time(slots: Slots) -> str:
    """Return the time to finish within."""
    return str(slots.get("time.words") or figures.time(int(slots["minutes"])))


def material(case: Case, slots: Slots) -> str:
    """Return "2 GB of documents"."""
    names = case.words.names
    if "pages" in slots:
        return amount(case, slots)
    if "tokens" in slots:
        return names.tokens.format(amount=amount(case, slots))
    kind = _of(names.material, slots.get("material", "text"))
    return names.amount.format(amount=amount(case, slots), material=kind)


def country(case: Case, slots: Slots) -> str:
    """Return "computers in Norway"."""
    names, code = case.words.names, str(slots["country"])
    if code == NOWHERE:
        return names.country.format(country=names.world)
    return names.country.format(country=case.countries.get(code, code))


def at_world(case: Case, slots: Slots) -> str:
    """Return what follows a figure of CO2 where the country is not known, else ""."""
    return f" {case.words.names.at_world}" if slots.get("country") == NOWHERE else ""


def dollars(case: Case, value: float) -> str:
    """Return "about 33 dollars"; below 1, no figure is right."""
    names, amount = case.words.names, figures.money(value)
    if amount in ("0", "1"):
        return names.one_dollar if amount == "1" else names.no_dollar
    return names.dollars.format(amount=amount)


def machines(case: Case, number: int) -> str:
    """Return "8 machines"."""
    names = case.words.names
    return _number(number, names.one_machine, names.machines, "machines")


def summary(case: Case, slots: Slots) -> str:
    """Return all that was answered in one line."""
    needed = asked(slots)
    parts = [name_of(case, slots, "goal")]
    if "amount" in needed:
        parts += [material(case, slots), name_of(case, slots, "time")]
    parts += [name_of(case, slots, q) for q in ("uses", "country") if q in needed]
    return "; ".join(filter(None, [*parts, *(name_of(case, slots, q) for q in FOLDED)]))


FOLDED = ("size", "script", "method", "chip", "passes", "machines")
"""The questions behind "More options"."""

NAMERS: Mapping[str, Callable[[Case, Slots], str]] = {
    "guess": guess,
    "goal": lambda case, slots: _of(case.words.names.goal, slots["goal"]),
    "amount": amount,
    "kind": lambda case, slots: _of(case.words.names.material, slots["material"]),
    "time": lambda case, slots: case.words.names.time.format(time=time(slots)),
    "country": country,
    "uses": lambda case, slots: _number(
        int(slots["uses"]), case.words.names.one_use, case.words.names.uses, "uses"
    ),
    "size": lambda case, slots: case.words.names.size.format(
        parameters=figures.figure(int(slots["parameters"]), 3)
    ),
    "script": lambda case, slots: _of(case.words.names.script, slots["script"]),
    "method": lambda case, slots: _of(case.words.names.method, slots["method"]),
    "chip": lambda case, slots: str(slots["chip"]),
    "passes": lambda case, slots: _number(
        int(slots["passes"]), case.words.names.one_pass, case.words.names.passes, "passes"
    ),
    "machines": lambda case, slots: machines(case, int(slots["machines"])),
}
"""How the answer to each question is said."""


def _of(names: Mapping[Any, str], key: str | int) -> str:
    return names.get(key, str(key))


def _number(number: int, one: str, many: str, field: str) -> str:
    return one if number == 1 else many.format(**{field: figures.count(number)})
