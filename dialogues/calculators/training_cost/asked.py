"""Reads the inputs that a program gives by their names, amounts as people write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias, cast, get_args

import msgspec

from dialogues.calculators.constants import Constants
from dialogues.calculators.training_cost.cautions import InputError
from dialogues.calculators.training_cost.chip_words import OF_CHIPS, SAID, one_chip, without_chip
from dialogues.calculators.training_cost.chips import chips
from dialogues.calculators.training_cost.countries import WORLD, country_names
from dialogues.calculators.training_cost.inputs import (
    Architecture,
    Goal,
    Inputs,
    Material,
    Method,
    Script,
)
from dialogues.calculators.training_cost.material import page_bytes
from dialogues.calculators.training_cost.spoken import named
from dialogues.checks.nearest import did_you_mean
from dialogues.quantities.countries import Country, read_country
from dialogues.quantities.counts import read_count
from dialogues.quantities.durations import read_duration
from dialogues.quantities.reading import Limits, Reading, Unit, Unread
from dialogues.quantities.sizes import read_size

Given: TypeAlias = Mapping[str, object]
Found: TypeAlias = dict[str, object]

DATA = Limits(1e6, 1e16)
"""Bytes: 1 MB to 10 PB."""

TOKENS = Limits(DATA.lowest / 5, DATA.highest / 2.5)
"""Tokens: as few and as many as those bytes can hold."""

TIME = Limits(1, 5 * 365.25 * 24)
"""Hours: up to 5 years."""

YEARS = Limits(2000, 2099)

CHIPS = ("gpu", "chip", "accelerator", "machine")

HOURS = (
    *("hours", "hour", "h"),
    *(f"{chip} {hours}" for chip in CHIPS for hours in ("hours", "hour", "h")),
)
"""What may follow a number of accelerator-hours."""

COUNTS: Mapping[str, tuple[Limits, tuple[str, ...]]] = {
    "parameters": (Limits(1e3, 1e15), ("parameters",)),
    "active_parameters": (Limits(1e3, 1e15), ("parameters",)),
    "machines": (Limits(1, 1e8), ("machines", "machine", "gpus", "chips")),
    "accelerator_hours": (Limits(1e-3, 1e13), HOURS),
    "passes": (Limits(1, 1000), ("passes", "pass", "times", "epochs")),
    "price_year": (YEARS, ()),
    "uses_per_month": (Limits(1, 1e13), ("uses", "times", "requests")),
}
"""The inputs that are plain numbers: their limits, and what may follow the number."""

WHOLE = frozenset({"machines", "price_year"})

CHOICES: Mapping[str, tuple[str, ...]] = {
    "goal": get_args(Goal),
    "material": get_args(Material),
    "script": get_args(Script),
    "architecture": get_args(Architecture),
    "method": get_args(Method),
}

EXAMPLES: Mapping[str, str] = {
    "data": '"500 GB" or "half a terabyte": from 1 MB to 10 PB',
    "tokens": '"300 billion": from 200,000 to 4,000 trillion',
    "time": '"3 weeks" or "10 days": from 1 hour to 5 years',
    "parameters": '"8 billion" or "70B"',
    "active_parameters": '"13 billion" or "13B"',
    "machines": "8",
    "accelerator_hours": '3000 or "1.5 million"',
    "passes": "3: from 1 to 1,000",
    "price_year": "2026",
    "uses_per_month": '10000 or "1.5 million"',
    "country": '"United Kingdom" or "GB"',
    "chip": '"H100"',
}
"""What may be given for an input, for those who gave something else."""


def read_inputs(constants: Constants, given: Given) -> Inputs:
    """Return the inputs; null counts as not given, and a number is in the unit of the input.

    Raises InputError for the first that is not known, not understood, or out of range.
    """
    for name in given:
        if name not in READERS:
            near = did_you_mean(name, READERS)
            raise InputError(name, f"no input has this name{near or ': ' + ', '.join(READERS)}")
    if given.get("goal") is None:
        raise InputError("goal", f"goal is missing: give one of {', '.join(CHOICES['goal'])}")
    if given.get("data") is not None and given.get("tokens") is not None:
        raise InputError("tokens", "give data or tokens, not both: they say the same thing")
    found: Found = {}
    for name, value in given.items():
        if value is not None:
            found |= READERS[name](constants, name, value)
    return msgspec.convert(_without_pages(constants, one_chip(found)), Inputs)


def _without_pages(constants: Constants, found: Found) -> Found:
    """Return what was found with pages as data: so large that the text of a page is in each."""
    if "pages" not in found:
        return found
    pages, material = found.pop("pages"), cast("Material", found.get("material", "text"))
    assert isinstance(pages, float)
    return {**found, "data": pages * page_bytes(constants, material), "material": material}


def _choice(constants: Constants, name: str, value: object) -> Found:
    said = named(name, value) if isinstance(value, str) else ""
    if said not in CHOICES[name]:
        near = did_you_mean(said, CHOICES[name])
        raise InputError(name, f"{name} must be one of {', '.join(CHOICES[name])}{near}")
    return {name: said}


def _size(constants: Constants, name: str, value: object) -> Found:
    """Data may be given in pages or tokens as well."""
    page = page_bytes(constants, "text")
    limits: dict[Unit, Limits] = {
        "bytes": DATA,
        "pages": Limits(DATA.lowest / page, DATA.highest / page),
        "tokens": TOKENS,
    }
    if not isinstance(value, str):
        return {name: _number(name, value, DATA)}
    reading = read_size(value, limits)
    amount = _amount(name, reading)
    unit = getattr(reading, "unit", "bytes")
    return {unit if unit in ("pages", "tokens") else name: amount}


def _tokens(constants: Constants, name: str, value: object) -> Found:
    if not isinstance(value, str):
        return {name: _number(name, value, TOKENS)}
    return {name: _amount(name, read_count(value, TOKENS, ("tokens", "token")))}


def _time(constants: Constants, name: str, value: object) -> Found:
    if not isinstance(value, str):
        return {name: _number(name, value, TIME)}
    return {name: _amount(name, read_duration(value, TIME))}


def _count(constants: Constants, name: str, value: object) -> Found:
    limits, of = COUNTS[name]
    if isinstance(value, str):
        value, chip = without_chip(value, chips(constants)) if name in OF_CHIPS else (value, None)
        number = _amount(name, read_count(value, limits, of))
        if chip:
            return {**_whole(name, number), name + SAID: chip}
    else:
        number = _number(name, value, limits)
    return _whole(name, number)


def _whole(name: str, number: float) -> Found:
    if name in WHOLE and number != int(number):
        raise InputError(name, f"{name} must be a whole number, such as {EXAMPLES[name]}")
    return {name: int(number) if name in WHOLE else number}


def _country(constants: Constants, name: str, value: object) -> Found:
    """A country that the table does not know is kept as it is: the world stands in, and says so."""
    if not isinstance(value, str):
        raise InputError(name, f"country must be a text, such as {EXAMPLES[name]}")
    place = read_country(value, country_names(constants))
    if isinstance(place, Country):
        return {name: place.code or WORLD}
    return {name: value.strip()[:60] or WORLD}


def _chip(constants: Constants, name: str, value: object) -> Found:
    known = {chip.casefold(): chip for chip in chips(constants)}
    if isinstance(value, str):
        short = value.casefold().removeprefix("nvidia").replace(" ", "").replace("-", "")
        if short in known:
            return {name: known[short]}
    raise InputError(name, f"chip must be one of {', '.join(known.values())}")


def _number(name: str, value: object, limits: Limits) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InputError(name, f"{name} must be a text or a number, such as {EXAMPLES[name]}")
    if not limits.lowest <= value <= limits.highest:
        raise InputError(name, f"{name} is out of range; give for example {EXAMPLES[name]}")
    return float(value)


def _amount(name: str, reading: Reading) -> float:
    if isinstance(reading, Unread):
        raise InputError(name, f"{name} {_why(reading)}; give for example {EXAMPLES[name]}")
    return reading.value


def _why(unread: Unread) -> str:
    match unread.reason:
        case "ambiguous":
            return f"can be read in two ways: {' or '.join(unread.readings)}"
        case "no_unit":
            return "has no unit"
        case "bits":
            return "is given in bits, not in bytes"
        case "too_small":
            return "is too small"
        case "too_large":
            return "is too large"
        case "not_understood":
            return "was not understood"


READERS: Mapping[str, Callable[[Constants, str, object], Found]] = {
    "goal": _choice,
    "data": _size,
    "tokens": _tokens,
    "material": _choice,
    "script": _choice,
    "time": _time,
    "country": _country,
    "parameters": _count,
    "active_parameters": _count,
    "architecture": _choice,
    "chip": _chip,
    "machines": _count,
    "accelerator_hours": _count,
    "passes": _count,
    "method": _choice,
    "price_year": _count,
    "uses_per_month": _count,
}
"""How each input is read: from a text, or from a number in its unit."""
