"""A comparison: what the learner guessed at the start, and picked later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from dialogues.checks.references import missing_step, out_of_order
from dialogues.model import Content, Id, Step, Text
from dialogues.problem import Problem
from dialogues.reply import Reply
from dialogues.scene import Answer, Heard, Opened, Scene
from dialogues.steps.check import Check
from dialogues.steps.guess import Guess

if TYPE_CHECKING:  # the course imports the steps
    from dialogues.course import Lesson


class Pair(Content):
    """A guess, the check that asked the same again, and what both are about."""

    guess: Id
    check: Id
    about: Text


class Compare(Step):
    """Puts each guess beside the later answer. Says nothing where one of them is missing.

    Example: `{id: compare, kind: compare, pairs: [{guess: P1, check: Q2c, about: The engine}]}`
    """

    kind: Literal["compare"]
    pairs: tuple[Pair, ...] = Field(min_length=1)


def check(step: Step, lesson: Lesson) -> Iterator[Problem]:
    """Give guesses and checks that the lesson does not have, or only after the comparison."""
    assert isinstance(step, Compare)
    for index, pair in enumerate(step.pairs):
        for field, id, kind in (("guess", pair.guess, Guess), ("check", pair.check, Check)):
            at = ("pairs", index, field)
            yield from missing_step(id, kind, lesson, at)
            yield from out_of_order(id, step.id, lesson, at)


def open(scene: Scene) -> Opened:
    """Say the comparisons in one message, if there are any."""
    step = scene.step
    assert isinstance(step, Compare)
    lines = [line for pair in step.pairs if (line := _line(scene, pair))]
    return Opened((Reply("\n\n".join(lines)),) if lines else ())


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """A comparison waits for nothing."""
    return None


def _line(scene: Scene, pair: Pair) -> str | None:
    guess, check = scene.lesson.step(pair.guess), scene.lesson.step(pair.check)
    outcome = scene.progress.outcomes.get(pair.check)
    if not isinstance(guess, Guess) or not isinstance(check, Check) or outcome is None:
        return None
    guessed = scene.progress.guesses.get(pair.guess)
    right = next(c.id for c in check.choices if c.right)
    first, then = _option(guess, guessed), _option(check, outcome.choice)
    if first is None or then is None:
        return None
    said = scene.phrases.answer
    words = said.compared_same if guessed == right else said.compared
    if outcome.choice != right:
        words = said.compared_missed
    return words.format(about=pair.about, guess=first, answer=then, right=_option(check, right))


def _option(step: Guess | Check, choice: str | None) -> str | None:
    """The letter and the words of a choice, as the learner saw them."""
    options = [(option.id, option.text) for option in step.choices]
    for letter, (id, text) in zip("ABCD", options, strict=False):
        if id == choice:
            return f"{letter}: {text}"
    return None
