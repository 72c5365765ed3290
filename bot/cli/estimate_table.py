"""An estimate as a table, for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click
import msgspec
from rich.console import Console
from rich.table import Table

from bot.cli.estimate_json import unit_of
from dialogues.calculators.ranges import Range
from dialogues.calculators.training_cost.conversation.figures import figure, size, time
from dialogues.calculators.training_cost.estimate import Estimate

TITLES: Mapping[str, str] = {
    "accelerator_hours": "Hours of one chip",
    "machines": "Machines side by side",
    "cost_run": "Machines, final run",
    "cost_project": "Machines, whole project",
    "energy": "Energy",
    "co2e": "Greenhouse gas (CO2e)",
    "storage": "Storage",
    "people": "People (rule of thumb)",
    "people_cost": "Cost of people",
    "cost_managed": "Fee, if a seller fine-tunes",
    "homes": "As many homes in a year",
    "car_km": "As far by car",
}
"""What is shown, in this order."""

FEE = "Fee for using the model"


SAID: Mapping[str, Callable[[float], str]] = {
    "data": size,
    "time": lambda hours: time(hours * 60),
    "tokens": figure,
    "parameters": figure,
    "active_parameters": figure,
    "accelerator_hours": lambda hours: f"{hours:,.10g}",
    "passes": lambda passes: f"{passes:g}",
    "uses_per_month": figure,
}
"""How the inputs that are numbers are said."""


def print_estimate(estimate: Estimate) -> None:
    """Print what was understood, the results and the warnings."""
    click.echo(f"Understood: {_understood(estimate)}.\n")
    Console(highlight=False).print(_table(estimate))
    click.echo("\nThe true value lies in the range about 3 times in 4. This is not a quote.")
    click.echo(f"Prices of {estimate.results.prices}. --json shows every number with its source.")
    for caution in estimate.warnings:
        click.echo(f"Note: {caution.words}", err=True)


def rounded(value: float) -> str:
    """Return the value with 2 significant digits and commas: more would promise too much."""
    return f"{float(f'{value:.2g}'):,.15g}"


def _table(estimate: Estimate) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("")
    for name in ("most likely", "low", "high"):
        table.add_column(name, justify="right")
    table.add_column("unit")
    for name, title in TITLES.items():
        value: Range | None = getattr(estimate.results, name)
        if value is not None:
            unit = unit_of(estimate, name).removeprefix("1")
            ends = (value.central, value.low, value.high)
            fee = name == "cost_run" and estimate.inputs.goal == "ready-made"
            table.add_row(FEE if fee else title, *map(rounded, ends), unit)
    return table


def _understood(estimate: Estimate) -> str:
    """Return the inputs in words, the usual ones that were filled in as well."""
    given = msgspec.structs.asdict(estimate.inputs)
    words = {name: str(value) for name, value in given.items() if value is not None}
    for name, say in SAID.items():
        if given[name] is not None:
            words[name] = say(given[name])
    return ", ".join(f"{name} {word}" for name, word in words.items())
