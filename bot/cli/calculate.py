"""`tutorbot calculate`: an estimate for inputs that are given as JSON."""

from __future__ import annotations

import json
import sys
from math import isfinite

import click
import msgspec

from bot.cli.course import calculator_of
from bot.cli.estimate_json import as_json as json_of
from bot.cli.estimate_table import print_estimate
from bot.cli.failure import InputProblem
from bot.cli.options import with_json, with_settings
from bot.content.calculator import NAMES
from bot.settings import Settings
from dialogues.calculators.training_cost.asked import READERS, read_inputs
from dialogues.calculators.training_cost.cautions import InputError
from dialogues.calculators.training_cost.estimate import estimate

LARGEST = 64 * 1024
"""Bytes of JSON: a hundred times what all inputs take."""

EXAMPLE = '{"goal": "scratch", "data": "500 GB", "material": "text", "time": "3 weeks"}'


@click.command()
@click.argument("name", type=click.Choice(NAMES))
@with_json
@with_settings
def calculate(settings: Settings, name: str, *, as_json: bool) -> None:
    """Estimate what training would cost, from inputs on standard input.

    The inputs are one JSON object. `goal` is needed: ready-made, fine-tune, scratch or
    own-machines. The others have usual values: data or tokens, material, script, time, country,
    parameters, active_parameters, architecture, chip, machines, accelerator_hours, passes,
    method, price_year, uses_per_month. Amounts are texts such as "500 GB" and "3 weeks"; a bare
    number counts bytes, hours or pieces.

    \b
    Examples:
      tutorbot calculate training-cost --json < inputs.json
      echo '{"goal": "fine-tune", "data": "2 GB"}' | tutorbot calculate training-cost
    """
    calculator = calculator_of(settings, name)
    try:
        found = estimate(calculator.constants, read_inputs(calculator.constants, _given()))
    except InputError as error:
        raise InputProblem(error.input, str(error)) from error
    if as_json:
        click.echo(json_of(found))
    else:
        print_estimate(found)


def _given() -> dict[str, object]:
    """Return the object that stands on standard input."""
    if sys.stdin.isatty():
        raise InputProblem("", f"give the inputs as JSON on standard input, such as {EXAMPLE}")
    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputProblem("", f"the inputs are over {LARGEST // 1024} KiB: give one JSON object")
    try:
        return msgspec.json.decode(data, type=dict[str, object])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        if name := _without_value(data):
            raise InputProblem(name, f"{name} is not a number that can be computed with") from error
        wrong = f"this is not one JSON object: {error}; give one such as {EXAMPLE}"
        raise InputProblem("", wrong) from error


def _without_value(data: bytes) -> str | None:
    """Return the first input that is a number out of this world, such as NaN or 1e9999."""
    try:
        given = json.loads(data, parse_int=float)
    except (ValueError, RecursionError):
        return None
    if not isinstance(given, dict):
        return None
    numbers = (name for name, value in given.items() if isinstance(value, float))
    return next((name for name in numbers if name in READERS and not isfinite(given[name])), None)
