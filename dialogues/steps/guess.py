"""A guess: asked before teaching, without a verdict, compared at the end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec
from pydantic import Field

from dialogues.checks.choices import confused_choices
from dialogues.checks.references import missing_step, out_of_order
from dialogues.model import Content, Id, Label, Step, Text
from dialogues.problem import Problem
from dialogues.record import Guessed
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard, Next, Opened, Scene
from dialogues.steps.check import Check

if TYPE_CHECKING:  # the course imports the steps
    from dialogues.course import Lesson


class GuessChoice(Content):
    """One option. Use the id of the option of the same meaning in the later check."""

    id: Id
    text: Label


class Guess(Step):
    """A question whose answer comes later, in the check named by `again`.

    Example: see the opening of the first lesson in `content/`.
    """

    kind: Literal["guess"]
    text: Text
    choices: tuple[GuessChoice, ...] = Field(min_length=2, max_length=4)
    thanks: Text
    again: Id

    @cached_property
    def options(self) -> tuple[Choice, ...]:
        """The options as lettered choices, A first."""
        return tuple(
            Choice(c.id, c.text, letter) for letter, c in zip("ABCD", self.choices, strict=False)
        )


def check(step: Step, lesson: Lesson) -> Iterator[Problem]:
    """Give ids that are taken, and a check that does not come later."""
    assert isinstance(step, Guess)
    yield from confused_choices(step.choices, "choices")
    yield from missing_step(step.again, Check, lesson, ("again",))
    yield from out_of_order(step.id, step.again, lesson, ("again",))


def open(scene: Scene) -> Opened:
    """Ask."""
    step = scene.step
    assert isinstance(step, Guess)
    return Opened((Reply(step.text, step.options),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Remember the guess and say thanks: no verdict."""
    step = scene.step
    assert isinstance(step, Guess)
    if not isinstance(answer, Chosen) or not any(c.id == answer.choice for c in step.choices):
        return None
    progress = scene.progress
    guesses = {**progress.guesses, step.id: answer.choice}
    record = Guessed(scene.lesson.id, step.id, answer.choice, progress.run, scene.lesson.revision)
    return Heard(
        Next(),
        (Reply(step.thanks),),
        (record,),
        msgspec.structs.replace(progress, guesses=guesses),
    )
