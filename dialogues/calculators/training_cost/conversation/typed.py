"""Understands what is typed to a question: the slots it gives, or what the matter is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil
from typing import TypeAlias

import msgspec

from dialogues.calculators.training_cost.asked import DATA, TIME
from dialogues.calculators.training_cost.chip_words import without_chip
from dialogues.calculators.training_cost.conversation.answers import NOWHERE, Kept
from dialogues.calculators.training_cost.conversation.case import Case
from dialogues.calculators.training_cost.conversation.currencies import (
    DOLLAR_WORDS,
    is_foreign,
    without_dollars,
)
from dialogues.calculators.training_cost.conversation.figures import HOUR
from dialogues.calculators.training_cost.conversation.naming import machines, time
from dialogues.calculators.training_cost.material import page_bytes
from dialogues.quantities.countries import Country, read_country
from dialogues.quantities.counts import read_count
from dialogues.quantities.durations import read_duration
from dialogues.quantities.reading import Amount, Limits, Unit, Unread
from dialogues.quantities.sizes import read_size
from dialogues.text import plain

MEDIA = frozenset(
    ("image", "images", "photo", "photos", "picture", "pictures", "video", "videos", "audio")
)
"""What is not covered: it is said so, rather than guessed."""


class Trouble(msgspec.Struct, frozen=True):
    """Why a text is no answer, in words for the learner; `readings` may have been meant."""

    words: str
    readings: tuple[str, ...] = ()


Understood: TypeAlias = Kept | Trouble


def understood(case: Case, question: str, text: str) -> Understood:
    """Return the slots that a typed answer gives; never a guess at what may be meant."""
    read = READERS.get(question)
    return read(case, text) if read else _trouble(case, question, Unread("not_understood"))


def _amount(case: Case, text: str) -> Understood:
    if MEDIA.intersection(plain(text).split()):
        words = case.words.trouble.media
        return Trouble(words.format(example=case.words.questions.amount.example))
    reading = read_size(text, amount_limits(case))
    if isinstance(reading, Unread):
        return _trouble(case, "amount", reading)
    return {**_of_unit(case, reading), **_kind_at_the_end(case, reading, text)}


def _of_unit(case: Case, amount: Amount) -> Kept:
    value, said = round(amount.value), {"amount.words": amount.words}
    match amount.unit:
        case "tokens":
            return {"tokens": value, **said}
        case "pages":
            return {"pages": value, "data": round(amount.value * _page(case)), **said}
        case _:
            return {"data": value, **said}


def _kind_at_the_end(case: Case, amount: Amount, text: str) -> Kept:
    """Return the kind of material if it was said too: 2 GB of documents."""
    words = plain(text).split()
    ends = {" ".join(words[-n:]) for n in (1, 2)}
    for option in case.words.questions.kind.choices if amount.unit == "bytes" else ():
        if ends & {plain(option.label), *option.also}:
            return option.slots
    return {}


def amount_limits(case: Case) -> Mapping[Unit, Limits]:
    """Return how much material is taken: 1 MB to 10 PB, or as much in pages or tokens."""
    pages = Limits(DATA.lowest / _page(case), DATA.highest / _page(case))
    return {"bytes": DATA, "pages": pages, "tokens": _tokens(case)}


def _page(case: Case) -> float:
    return page_bytes(case.calculator.constants, "text")


def _tokens(case: Case) -> Limits:
    each = case.calculator.constants["bytes_per_token.latin"].central
    return Limits(DATA.lowest / each, DATA.highest / each)


def _time(case: Case, text: str) -> Understood:
    reading = read_duration(text, TIME)
    if isinstance(reading, Unread):
        return _trouble(case, "time", reading)
    return {"minutes": round(reading.value * 60), "time.words": reading.words}


def _country(case: Case, text: str) -> Understood:
    place = read_country(text, case.countries)
    if isinstance(place, Country):
        return {"country": place.code or NOWHERE}
    trouble = case.words.trouble
    if not place.nearest:
        return Trouble(trouble.country)
    names = " / ".join(f"**{country.name}**" for country in place.nearest)
    nearest = tuple(country.name for country in place.nearest)
    return Trouble(trouble.countries.format(readings=names), nearest)


class Counted(msgspec.Struct, frozen=True):
    """A question whose answer is a number: its slot, its limits and what may follow it."""

    slot: str
    limits: Limits
    of: tuple[str, ...]


USES = ("uses", "times", "uses a month", "times a month", "a month", "per month", "questions")
PIECES = ("machine", "gpu", "chip", "computer", "card", "accelerator")
MACHINES = (*PIECES, *(f"{piece}s" for piece in PIECES))
OF_WORK = (" hours", " hour", " h")
WORK = (*(h.strip() for h in OF_WORK), *(f"{piece}{h}" for piece in PIECES for h in OF_WORK))

COUNTED: Mapping[str, Counted] = {
    "uses": Counted("uses", Limits(1, 1e12), USES),
    "size": Counted("parameters", Limits(1e6, 1e14), ("parameters", "parameter", "params")),
    "passes": Counted("passes", Limits(1, 100), ("passes", "pass", "times", "epochs")),
}


def _counted(question: str) -> Callable[[Case, str], Understood]:
    counted = COUNTED[question]

    def read(case: Case, text: str) -> Understood:
        reading = read_count(text, counted.limits, counted.of)
        if isinstance(reading, Unread):
            return _trouble(case, question, reading)
        return {counted.slot: round(reading.value)}

    return read


MOST_MACHINES = Limits(1, 1e6)
SUMS = Limits(1, 1e15)


def _machines(case: Case, text: str) -> Understood:
    """Return how many machines there are, and their chip where it was named: 8 x A100."""
    number, chip = without_chip(text, case.calculator.chips)
    reading = read_count(number, MOST_MACHINES, MACHINES)
    if isinstance(reading, Amount):
        return {"machines": round(reading.value), **({"chip": chip} if chip else {})}
    work = read_count(number, Limits(1, 1e12), WORK)
    if isinstance(work, Amount):
        return _too_many_hours(case, work.value)
    return _trouble(case, "machines", reading)


def _too_many_hours(case: Case, hours: float) -> Trouble:
    """Say how many machines do so many hours of work in the time that was named."""
    question, words = case.words.questions.machines, case.words.trouble
    needed = min(max(ceil(hours * HOUR / int(case.slots["minutes"])), 1), MOST_MACHINES.highest)
    said = machines(case, int(needed))
    text = words.hours.format(time=time(case.slots), machines=said, example=question.example)
    return Trouble(text, (said,))


def _guess(case: Case, text: str) -> Understood:
    """Return the band of a sum in US dollars; there is no table of exchange rates."""
    if is_foreign(text):
        words = case.words.trouble.currency
        return Trouble(words.format(example=case.words.start.example))
    reading = read_count(without_dollars(text), SUMS, DOLLAR_WORDS)
    if isinstance(reading, Unread):
        return _trouble(case, "guess", reading)
    bands = case.words.start.guesses
    band = next((b for b in bands if b.low <= reading.value < b.high), bands[-1])
    return {"guess": band.id, "guess.dollars": round(reading.value)}


READERS: Mapping[str, Callable[[Case, str], Understood]] = {
    "guess": _guess,
    "amount": _amount,
    "time": _time,
    "country": _country,
    "machines": _machines,
    **{question: _counted(question) for question in COUNTED},
}


def _trouble(case: Case, question: str, unread: Unread) -> Trouble:
    """Return what the matter is, and what to type."""
    asked = case.words.start if question == "guess" else getattr(case.words.questions, question)
    words, example = case.words.trouble, asked.example
    limited = {"amount": "amount", "time": "time"}.get(question, "number")
    match unread.reason:
        case "ambiguous":
            readings = " / ".join(f"**{reading}**" for reading in unread.readings)
            return Trouble(words.ambiguous.format(readings=readings), unread.readings)
        case "no_unit":
            return Trouble(words.no_unit.format(example=example))
        case "bits":
            return Trouble(words.bits.format(example=example))
        case "too_small":
            return Trouble(getattr(words, f"small_{limited}").format(example=example))
        case "too_large":
            return Trouble(getattr(words, f"large_{limited}").format(example=example))
        case _:
            return Trouble(words.not_understood.format(example=example))
