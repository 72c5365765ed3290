"""Reads the calculators of a content folder: a folder for each, in the folder `calculators`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from bot import shipped
from bot.content.constants import read_constants
from bot.content.file import read_content_file
from bot.content.placed import ContentError, Placed
from bot.content.runs import read_runs
from dialogues.calculators.calculator import Calculator
from dialogues.calculators.training_cost.conversation.words import Words
from dialogues.checks.calculator import wrong_words

FOLDER = "calculators"
WORDS_FILE = "calculator.yaml"
CONSTANTS_FILE = "constants.csv"
RUNS_FILE = "runs.csv"

NAMES = ("training-cost",)
"""The calculators that the program can compute with."""


class Calculators(msgspec.Struct, frozen=True):
    """What was read, and all that keeps it from being used. `files` counts the folder's own."""

    calculators: tuple[Calculator, ...]
    data: tuple[bytes, ...]
    problems: tuple[Placed, ...]
    files: int


def read_calculators(folder: Path) -> Calculators:
    """Return the folder's calculators, or those that ship with the program if it has none."""
    own = (folder / FOLDER).exists()
    place = (folder if own else shipped.CONTENT) / FOLDER
    read = [_read(place / name, name) for name in NAMES]
    return Calculators(
        tuple(c for found in read for c in found.calculators),
        tuple(data for found in read for data in found.data),
        (*(problem for found in read for problem in found.problems), *_unknown(place)),
        sum(found.files for found in read) if own else 0,
    )


def _unknown(place: Path) -> Iterator[Placed]:
    """Give the folders of calculators that nothing computes."""
    for path in sorted(place.glob("*/")):
        if path.name not in NAMES:
            wrong = (
                f"no calculator has this name; known: {', '.join(NAMES)}. Rename it, or delete it"
            )
            yield Placed(str(path), 1, 1, "error", "file", wrong)


def _read(folder: Path, name: str) -> Calculators:
    words = read_content_file(folder, WORDS_FILE, Words)
    constants = read_constants(folder / CONSTANTS_FILE)
    runs = read_runs(folder / RUNS_FILE)
    problems = (*words.problems, *constants.problems, *runs.problems)
    data = (*words.data, constants.file.data, runs.file.data)
    if problems or words.value is None or constants.constants is None:
        return Calculators((), data, problems, 3)
    if wrong := words.placed(wrong_words(words.value, constants.constants, runs.runs)):
        return Calculators((), data, wrong, 3)
    calculator = Calculator(
        name=name, words=words.value, constants=constants.constants, runs=runs.runs
    )
    return Calculators((calculator,), data, (), 3)


def calculator_of(folder: Path, name: str) -> Calculator:
    """Return the calculator of this name; raise ContentError when one cannot be used."""
    found = read_calculators(folder)
    if found.problems:
        raise ContentError(found.problems)
    return next(calculator for calculator in found.calculators if calculator.name == name)
