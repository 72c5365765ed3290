"""The rules of a calculator's words: what is filled in, what is named, what fits on a button."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from dialogues.calculators.constants import Constants
from dialogues.calculators.training_cost.conversation.filled import FILLED
from dialogues.calculators.training_cost.conversation.naming import NAMED
from dialogues.calculators.training_cost.conversation.words import Question, Words
from dialogues.calculators.training_cost.runs import PublishedRun
from dialogues.checks.choices import confused_choices
from dialogues.checks.placeholders import wrongly_filled_texts
from dialogues.problem import Problem
from dialogues.text import plain

OWN = frozenset({"change", "result", "close", "next", "no-guess"})
"""The ids of the buttons beside the options of a question."""


def wrong_words(
    words: Words, constants: Constants, runs: tuple[PublishedRun, ...]
) -> Iterator[Problem]:
    """Give everything that would make a text of the calculator fail when it is used."""
    yield from _unnamed(words, constants, runs)
    yield from wrongly_filled_texts(words, FILLED)
    for field, closed in NAMED.items():
        given: Mapping[str, str] = getattr(words.names, field)
        for name in get_args(closed):
            if name not in given:
                wrong = f"the name of {name!r} is missing: add a line {name}: ..."
                yield Problem("missing-field", wrong, ("names", field))
    for name, question in words.questions:
        yield from _wrong_question(name, question)
    yield from _wrong_magnitudes(words)


def _wrong_question(name: str, question: Question) -> Iterator[Problem]:
    at = ("questions", name)
    for problem in confused_choices(question.choices, "choices"):
        yield Problem(problem.rule, problem.message, (*at, *problem.at))
    for index, option in enumerate(question.choices):
        if option.id in OWN:
            wrong = f"the id {option.id!r} is that of one of the bot's own buttons: take another"
            yield Problem("reserved-id", wrong, (*at, "choices", index, "id"))
        if not option.slots:
            wrong = "this button answers nothing: add what it sets, such as data: 2000000000"
            yield Problem("missing-field", wrong, (*at, "choices", index))
        for word in option.also:
            if word != plain(word):
                wrong = f"{word!r} would never be understood: write it as {plain(word)!r}"
                yield Problem("command", wrong, (*at, "choices", index, "also"))


def _wrong_magnitudes(words: Words) -> Iterator[Problem]:
    """A guess lies between two sums; the next begins where it ends."""
    end = 0.0
    for index, magnitude in enumerate(words.start.guesses):
        if magnitude.low != end or magnitude.high <= magnitude.low:
            wrong = f"this guess must begin at {end:,.0f} and end above it: close the gap"
            yield Problem("guess", wrong, ("start", "guesses", index, "low"))
        end = magnitude.high


def _unnamed(
    words: Words, constants: Constants, runs: tuple[PublishedRun, ...]
) -> Iterator[Problem]:
    """Give constants that have no plain words, and runs that are named but not in the table."""
    named = tuple(c.name for c in words.constants)
    for name in constants.rows:
        if not name.startswith(named):
            wrong = f"no words for the constant {name!r}: add a line with its name and title"
            yield Problem("missing-field", wrong, ("constants",))
    known = {run.id for run in runs}
    for index, id in enumerate(words.runs.first):
        if id not in known:
            yield Problem("no-run", f"no run {id!r} in the table", ("runs", "first", index))
