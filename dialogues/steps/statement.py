"""A statement: one bubble of lesson text, perhaps with a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from dialogues.checks.references import missing_picture, missing_sources
from dialogues.model import PictureRef, Step, Text
from dialogues.problem import Problem
from dialogues.reply import Reply
from dialogues.scene import Answer, Heard, Opened, Scene

if TYPE_CHECKING:  # the course imports the steps
    from dialogues.course import Lesson


class Statement(Step):
    """One bubble. `sources` are ids of the lesson's sources; `added` marks what is not in the
    document that the lesson was made from.

    Example: `{id: engine, kind: statement, text: Think of the engine of a car., sources: [F1]}`
    """

    kind: Literal["statement"]
    text: Text
    picture: PictureRef | None = None
    sources: tuple[str, ...] = ()
    added: bool = False


def check(step: Step, lesson: Lesson) -> Iterator[Problem]:
    """Give the sources and the picture that the lesson does not have."""
    assert isinstance(step, Statement)
    yield from missing_sources(step.sources, lesson)
    if step.picture:
        yield from missing_picture(step.picture, lesson, "picture")


def open(scene: Scene) -> Opened:
    """Say the bubble, and go on."""
    step = scene.step
    assert isinstance(step, Statement)
    image = scene.lesson.image(step.picture) if step.picture else None
    return Opened((Reply(step.text, image=image),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """A statement waits for nothing."""
    return None
