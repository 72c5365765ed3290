"""One line for each result: its most likely value and its range."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dialogues.calculators.ranges import Range, product
from dialogues.calculators.training_cost.conversation.answers import Slots
from dialogues.calculators.training_cost.conversation.case import Case
from dialogues.calculators.training_cost.conversation.figures import (
    between,
    count,
    count_span,
    figure,
    money_span,
    rounded,
    size,
    span,
)
from dialogues.calculators.training_cost.conversation.naming import at_world, dollars

GB = 1e9


def line(case: Case, slots: Slots, name: str, range: Range) -> str:
    """Return the line of a result of these answers, by its name in the estimate."""
    if name in TINY and range.high < TINIEST:
        return getattr(case.words.kept, TINY[name]) if TINY[name] else ""
    if name == "homes" and range.central < 1:
        name, range = "home_share", product(range, 100)
    form: str = getattr(case.words.kept, _form(slots, name))
    about, ends = SAID.get(name, _plain)(case, range)
    world = {"world": at_world(case, slots)} if name == "co2e" else {}
    said = form.format(about=about, span=ends, **world)
    return said.replace(f" ({between(about, about)})", "")  # 1 to 1 is no range


def _form(slots: Slots, name: str) -> str:
    monthly = slots.get("goal") == "ready-made"
    return MONTHLY[name] if monthly and name in MONTHLY else name


def _money(case: Case, range: Range) -> tuple[str, str]:
    return dollars(case, range.central), money_span(range)


def _things(case: Case, range: Range) -> tuple[str, str]:
    return count(range.central), count_span(range)


def _size(case: Case, range: Range) -> tuple[str, str]:
    low, central, high = (rounded(GB * end) for end in (range.low, range.central, range.high))
    return size(central), between(size(low), size(high))


def _plain(case: Case, range: Range) -> tuple[str, str]:
    return figure(range.central), span(range)


TINIEST = 0.01
TINY = {"energy": "no_energy", "co2e": "no_co2e", "homes": "", "car_km": ""}
"""The words for what is next to nothing; of some, nothing is said then."""

MONTHLY: Mapping[str, str] = {"cost_run": "month", "energy": "energy_month", "co2e": "co2e_month"}
"""The words for results that are of a month with a ready-made model."""

SAID: Mapping[str, Callable[[Case, Range], tuple[str, str]]] = {
    "cost_run": _money,
    "cost_project": _money,
    "people_cost": _money,
    "storage_cost": _money,
    "accelerator_hours": _things,
    "machines": _things,
    "storage": _size,
}
"""How the value and the range of a result are said; the others are plain figures."""
