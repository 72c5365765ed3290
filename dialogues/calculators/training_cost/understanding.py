"""What an estimate starts from: the answers, with the usual ones where nothing was said."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.training_cost.cautions import Caution, InputError
from dialogues.calculators.training_cost.chips import USUAL, chips, covers, price_row
from dialogues.calculators.training_cost.countries import WORLD, country_names
from dialogues.calculators.training_cost.inputs import Inputs
from dialogues.quantities.countries import Country, read_country

DISAGREE = 0.02
"""Hours that differ from machines x time by more than this share are no rounding."""

NUMBERS = (
    "data",
    "tokens",
    "time",
    "parameters",
    "active_parameters",
    "machines",
    "accelerator_hours",
    "passes",
    "uses_per_month",
)
"""The inputs that must be above 0 where they are given."""


def completed(ledger: Ledger, inputs: Inputs) -> Inputs:
    """Return the inputs with every usual value that this goal needs filled in.

    Raises InputError when something is missing that has no usual value, or means nothing.
    """
    _refuse_nonsense(ledger, inputs)
    usual: dict[str, object] = {"country": inputs.country or WORLD}
    if f"grid.{usual['country']}" not in ledger.constants:
        usual["country"] = WORLD
    if inputs.goal == "ready-made":
        usual["uses_per_month"] = inputs.uses_per_month or ledger.value("usual.uses")
        return msgspec.structs.replace(inputs, **usual)
    usual |= {"chip": inputs.chip or USUAL, "architecture": inputs.architecture or "dense"}
    usual["script"] = inputs.script or "latin"
    if inputs.goal == "fine-tune":
        usual["method"] = inputs.method or "lora"
    if inputs.goal == "scratch":
        usual["method"] = None
    return msgspec.structs.replace(inputs, **usual, **_amounts(ledger, inputs))


def _amounts(ledger: Ledger, inputs: Inputs) -> dict[str, object]:
    """Return the amount of material and the time, usual ones where they are asked for."""
    if inputs.goal == "own-machines":
        return {"material": inputs.material or "documents"}
    amounts: dict[str, object] = {"time": inputs.time or ledger.value("usual.time")}
    if inputs.data is None and inputs.tokens is None:
        amounts["data"] = ledger.value("usual.data")
    amounts["material"] = inputs.material or "documents"
    return amounts


def _refuse_nonsense(ledger: Ledger, inputs: Inputs) -> None:
    for name in NUMBERS:
        value = getattr(inputs, name)
        if value is not None and not 0 < value < float("inf"):
            raise InputError(name, f"{name} must be a number above 0, such as 8")
    known = chips(ledger.constants)
    if inputs.chip is not None and inputs.chip not in known:
        raise InputError("chip", f"this chip is not known; give one of {', '.join(known)}")
    if inputs.active_parameters is None and inputs.architecture == "moe" and inputs.parameters:
        wrong = "a mixture of experts also needs active_parameters: those that each token passes"
        raise InputError("active_parameters", wrong + ', such as "13 billion"')
    if (inputs.active_parameters or 0) > (inputs.parameters or float("inf")):
        wrong = "more parameters are active than the model has: give at most as many"
        raise InputError("active_parameters", wrong)
    if inputs.goal == "own-machines" and inputs.accelerator_hours is None:
        _refuse_without(inputs, "machines", "how many machines you have, such as 8")
        _refuse_without(inputs, "time", 'how long you have them, such as "2 weeks"')


def _refuse_without(inputs: Inputs, name: str, what: str) -> None:
    if getattr(inputs, name) is None:
        raise InputError(name, f"{name} is missing: say {what}")


def taken_for_granted(ledger: Ledger, asked: Inputs, used: Inputs) -> Iterator[Caution]:
    """Give what was not said, or not as the table has it, and what was taken instead."""
    if asked.country in (None, WORLD):
        yield Caution("no_country", "No country was named: the average of the world is used.")
    elif used.country == WORLD:
        near = read_country(asked.country or "", country_names(ledger.constants))
        names = [] if isinstance(near, Country) else [country.name for country in near.nearest]
        meant = f" Do you mean {' or '.join(names)}?" if names else ""
        world = "the average of the world is used."
        wrong = f"The table has no figures for that country: {world}{meant}"
        yield Caution("unknown_country", wrong)
    if used.goal == "ready-made":
        if asked.uses_per_month is None:
            words = f"Uses a month were not given: {used.uses_per_month:,.0f} are taken."
            yield Caution("usual_uses", words)
        return
    yield from _usual_amounts(asked, used)
    yield from _about_chip(ledger, used)
    yield from _disagreement(asked, used)
    if asked.machines is not None and used.goal != "own-machines":
        words = "The number of machines is used only with the goal own-machines."
        yield Caution("machines_not_used", words)


def _disagreement(asked: Inputs, used: Inputs) -> Iterator[Caution]:
    """Say so where the hours that are given are not machines x time."""
    if used.goal != "own-machines" or not (asked.machines and asked.time):
        return
    hours, product = asked.accelerator_hours, asked.machines * asked.time
    if hours and abs(hours - product) > DISAGREE * product:
        words = f"accelerator_hours is {hours:,.0f}, but machines x time is {product:,.0f}: "
        yield Caution("hours_disagree", words + "accelerator_hours counts.")


def _usual_amounts(asked: Inputs, used: Inputs) -> Iterator[Caution]:
    if used.data is not None and asked.data is None:
        words = f"No amount of material was given: {used.data / 1e9:g} GB are taken."
        yield Caution("usual_data", words)
    if used.data is not None and asked.material is None:
        words = f"The kind of material was not given: {used.material} is taken."
        yield Caution("usual_material", words)
    if used.time is not None and asked.time is None:
        words = f"No time was given: {used.time:g} hours are taken."
        yield Caution("usual_time", words)


def _about_chip(ledger: Ledger, used: Inputs) -> Iterator[Caution]:
    assert used.chip is not None
    row = price_row(ledger.constants, used.chip, used.price_year)
    if used.price_year is not None and not covers(row, used.price_year):
        wrong = f"The table has no price of {used.chip} in {used.price_year}:"
        words = f"{wrong} that of {row.date} is used."
        yield Caution("no_prices_of_year", words)
    if f"untested.{used.chip}" in ledger.constants:
        words = f"No published run on {used.chip} was checked: its range is wider for that."
        yield Caution("untested_chip", words)
