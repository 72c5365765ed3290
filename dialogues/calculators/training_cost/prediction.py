"""What the model says of a published run, and what was published of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

import msgspec

from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range, exact
from dialogues.calculators.training_cost import emissions
from dialogues.calculators.training_cost.compute import Work, accelerator_hours
from dialogues.calculators.training_cost.countries import WORLD
from dialogues.calculators.training_cost.energy import energy
from dialogues.calculators.training_cost.inputs import Architecture, Method
from dialogues.calculators.training_cost.money import run_cost
from dialogues.calculators.training_cost.runs import Arch, PublishedRun
from dialogues.calculators.training_cost.units import GIGA, KILO

QuantityName: TypeAlias = Literal["hours", "energy", "co2e", "cost"]

ARCHITECTURES: Mapping[Arch, Architecture] = {"moe": "moe", "encdec": "encoder-decoder"}


class Quantity(msgspec.Struct, frozen=True):
    """A quantity of a run: its unit, how it follows from accelerator-hours, what was published.

    Published values of energy, PUE and grid are never used to predict one.
    """

    unit: str
    predict: Callable[[Ledger, PublishedRun, Range], Range]
    actual: Callable[[PublishedRun], float | None]


def work_of(run: PublishedRun) -> Work | None:
    """Return what the run computed; None where its parameters or tokens are not known."""
    if run.active_params_B is None or run.tokens_B_seen is None:
        return None
    return Work(
        run.hardware,
        run.active_params_B * GIGA,
        exact(run.tokens_B_seen * GIGA),
        ARCHITECTURES.get(run.arch, "dense"),
        _method(run),
    )


def predicted_hours(ledger: Ledger, run: PublishedRun) -> Range | None:
    """Return the accelerator-hours by the model."""
    work = work_of(run)
    return None if work is None else accelerator_hours(ledger, work)


def reported_hours(ledger: Ledger, run: PublishedRun) -> Range | None:
    """Return the accelerator-hours that were published."""
    return None if run.accel_hours is None else exact(run.accel_hours)


def _method(run: PublishedRun) -> Method | None:
    if run.kind == "pretrain":
        return None
    return "lora" if run.arch == "lora" else "full"


def _energy(ledger: Ledger, run: PublishedRun, hours: Range) -> Range:
    return energy(ledger, hours, run.hardware)


def _co2e(ledger: Ledger, run: PublishedRun, hours: Range) -> Range:
    """Without the making of the machines: so it is published."""
    country = run.country if f"grid.{run.country}" in ledger.constants else WORLD
    return emissions.operational(ledger, energy(ledger, hours, run.hardware), country)


def _cost(ledger: Ledger, run: PublishedRun, hours: Range) -> Range:
    return run_cost(ledger, hours, run.hardware, run.price_era)


def _kilograms(run: PublishedRun) -> float | None:
    return None if run.tCO2e_operational is None else run.tCO2e_operational * KILO


QUANTITIES: Mapping[QuantityName, Quantity] = {
    "hours": Quantity("h", lambda ledger, run, hours: hours, lambda run: run.accel_hours),
    "energy": Quantity("kWh", _energy, lambda run: run.energy_kWh),
    "co2e": Quantity("kg", _co2e, _kilograms),
    "cost": Quantity("USD", _cost, lambda run: run.cost_usd),
}
