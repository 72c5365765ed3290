"""The estimate: every result as a range, what it rests on, and what to be careful about."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dialogues.calculators.constants import Constant, Constants
from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, exact
from dialogues.calculators.training_cost import emissions, equivalents, material, money
from dialogues.calculators.training_cost import machines as side_by_side
from dialogues.calculators.training_cost import people as staff
from dialogues.calculators.training_cost import ready_made as month
from dialogues.calculators.training_cost import storage as disk
from dialogues.calculators.training_cost.cautions import Caution
from dialogues.calculators.training_cost.chips import price_row
from dialogues.calculators.training_cost.energy import energy
from dialogues.calculators.training_cost.inputs import Inputs
from dialogues.calculators.training_cost.plan import Plan, plan
from dialogues.calculators.training_cost.understanding import completed, taken_for_granted


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of it; None where it does not apply.

    Of the final run are: `accelerator_hours`, `machines` (how many accelerators work side by
    side), `cost_run` (their rent, USD), `energy` (kWh), `co2e` (kg, with a share of making the
    machines). Of the whole project are: `cost_project` (the rent of the machines, USD), `storage`
    (GB) and `storage_cost` (USD), `people` (person-months) and `people_cost` (USD). With the goal
    "ready-made", `cost_run`, `energy`, `co2e`, `tokens`, `homes` and `car_km` are of a month.

    `tokens` counts those of all passes, `parameters` the whole model, `flop` the operations.
    `cost_managed` (USD) is the fee of a seller who fine-tunes a model of its own. `homes` are
    those that use the energy in a year, `car_km` is the drive that causes the CO2e. Where more
    machines are needed than ever worked on one model, `least_time` is the time (hours) with that
    many. `hours_needed` are those that the stated material takes, where the hours are given.
    `prices` is the month or year of the prices: "2026-05".
    """

    accelerator_hours: Range | None = None
    machines: Range | None = None
    cost_run: Range
    cost_project: Range | None = None
    energy: Range
    co2e: Range
    storage: Range | None = None
    people: Range
    tokens: Range | None = None
    parameters: float | None = None
    flop: Range | None = None
    storage_cost: Range | None = None
    people_cost: Range
    cost_managed: Range | None = None
    homes: Range
    car_km: Range
    least_time: Range | None = None
    hours_needed: Range | None = None
    prices: str


class Estimate(msgspec.Struct, frozen=True):
    """What was asked, as it was understood, and what comes of it.

    `assumptions` are the rows of the table that were used, in the order of use.
    """

    inputs: Inputs
    results: Results
    assumptions: tuple[Constant, ...]
    warnings: tuple[Caution, ...]


def estimate(constants: Constants, inputs: Inputs) -> Estimate:
    """Return the estimate for these inputs.

    Raises InputError when an input is missing that has no usual value, or makes no sense.
    """
    ledger = Ledger(constants)
    used = completed(ledger, inputs)
    granted = tuple(taken_for_granted(ledger, inputs, used))
    if used.goal == "ready-made":
        found = _monthly(ledger, used)
    else:
        found = _project(ledger, used, _run(ledger, used, plan(ledger, used)))
    warnings = (*granted, *_limits(ledger, used, found))
    return Estimate(used, found, ledger.used, warnings)


def _monthly(ledger: Ledger, used: Inputs) -> Results:
    """Return what a ready-made model takes a month."""
    assert used.uses_per_month is not None
    assert used.country is not None
    tokens = month.monthly_tokens(ledger, used.uses_per_month)
    power = month.monthly_energy(ledger, used.uses_per_month)
    gas = emissions.operational(ledger, power, used.country)
    people = ledger["people.ready_made"]
    return Results(
        tokens=tokens,
        cost_run=month.monthly_cost(ledger, tokens),
        energy=power,
        co2e=gas,
        people=people,
        people_cost=staff.people_cost(ledger, people),
        homes=equivalents.homes(ledger, power, used.country),
        car_km=equivalents.car_distance(ledger, gas, used.country),
        prices=ledger.constants["api.price"].date,
    )


def _run(ledger: Ledger, used: Inputs, plan: Plan) -> Results:
    """Return what the final run takes, and the people."""
    assert used.chip is not None
    assert used.country is not None
    power = energy(ledger, plan.hours, used.chip)
    burnt = emissions.operational(ledger, power, used.country)
    gas = emissions.with_making(ledger, burnt, plan.hours)
    people = _people(ledger, used, plan)
    return Results(
        accelerator_hours=plan.hours,
        machines=_machines(ledger, used, plan),
        cost_run=money.run_cost(ledger, plan.hours, used.chip, used.price_year),
        energy=power,
        co2e=gas,
        people=people,
        hours_needed=plan.needed,
        tokens=plan.tokens,
        parameters=plan.size.stored,
        flop=plan.flop,
        people_cost=staff.people_cost(ledger, people),
        homes=equivalents.homes(ledger, power, used.country),
        car_km=equivalents.car_distance(ledger, gas, used.country),
        prices=price_row(ledger.constants, used.chip, used.price_year).date,
    )


def _project(ledger: Ledger, used: Inputs, run: Results) -> Results:
    """Return the same with what the whole project takes around its final run."""
    raw = material.material_bytes(ledger, used, run.tokens)
    assert run.parameters is not None
    space = disk.storage(ledger, raw, run.parameters)
    managed = run.tokens if used.goal == "fine-tune" else None
    return msgspec.structs.replace(
        run,
        cost_project=money.project_cost(ledger, run.cost_run, fine_tune=used.method is not None),
        storage=space,
        storage_cost=disk.storage_cost(ledger, space, used.time) if used.time else None,
        cost_managed=money.managed_cost(ledger, managed) if managed else None,
        least_time=_least_time(ledger, run),
    )


def _machines(ledger: Ledger, used: Inputs, plan: Plan) -> Range | None:
    if used.goal == "own-machines" and used.machines is not None:
        return exact(used.machines)
    if used.time is None:
        return None
    least = side_by_side.machines_for_memory(ledger, plan.size.stored, used.method)
    return side_by_side.machines(ledger, plan.hours, used.time, least)


def _people(ledger: Ledger, used: Inputs, plan: Plan) -> Range:
    if used.method is not None:
        tokens = plan.tokens.central if plan.tokens else None
        return staff.people_to_fine_tune(ledger, tokens)
    return staff.people_from_scratch(ledger, plan.size.stored)


def _least_time(ledger: Ledger, run: Results) -> Range | None:
    """Return the time on the most machines, where more are needed than are realistic."""
    assert run.accelerator_hours is not None
    if run.machines is None or run.machines.central <= ledger.value("machines.largest"):
        return None
    return side_by_side.least_time(ledger, run.accelerator_hours)


def _limits(ledger: Ledger, used: Inputs, found: Results) -> Iterator[Caution]:
    """Give what makes the plan unrealistic."""
    if found.hours_needed and found.accelerator_hours:
        have, need = found.accelerator_hours.central, found.hours_needed.central
        if have < need:
            words = f"Not enough time: {have:,.0f} hours are there, about {need:,.0f} are needed."
            yield Caution("not_enough_time", words)
    if found.machines is None or found.parameters is None:
        return
    machines = found.machines.central
    needed = side_by_side.machines_for_memory(ledger, found.parameters, used.method).central
    if machines < needed:
        own = "1 machine" if machines == 1 else f"{machines:,.0f} machines"
        words = f"The model does not fit into {own}: about {needed:,.0f} would."
        yield Caution("does_not_fit", words)
    if found.least_time is not None:
        most, time = ledger.value("machines.largest"), found.least_time.central
        words = (
            f"Not realistic: {machines:,.0f} machines would work side by side; the largest "
            f"published run used {most:,.0f}. With so many it takes about {time:,.0f} hours."
        )
        yield Caution("not_realistic", words)
