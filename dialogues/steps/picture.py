"""A picture: shown whole, with its caption, until the learner goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from dialogues.buttons import go_on
from dialogues.checks.references import missing_picture
from dialogues.model import PictureRef, Step
from dialogues.problem import Problem
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard, Next, Opened, Scene, Stay

if TYPE_CHECKING:  # the course imports the steps
    from dialogues.course import Lesson


class Picture(Step):
    """A picture of the lesson, and the way to read it as text.

    Example: `{id: diagram, kind: picture, show: {picture: training}}`
    """

    kind: Literal["picture"]
    show: PictureRef


def check(step: Step, lesson: Lesson) -> Iterator[Problem]:
    """Give the picture or the mark that the lesson does not have."""
    assert isinstance(step, Picture)
    yield from missing_picture(step.show, lesson, "show")


def open(scene: Scene) -> Opened:
    """Show the picture, or say it in words; wait for Continue."""
    step = scene.step
    assert isinstance(step, Picture)
    image = scene.lesson.image(step.show)
    if "text" in scene.slots:
        return Opened((Reply(image.text, (go_on(scene),)),))
    words = scene.phrases.button
    choices = (
        go_on(scene),
        Choice("text", words.read_as_text),
    )
    return Opened((Reply(image.caption, choices, image=image),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Go on, or give the picture in words."""
    step = scene.step
    assert isinstance(step, Picture)
    match answer:
        case Chosen("continue"):
            return Heard(Next())
        case Chosen("text"):
            return Heard(Stay({"text": 1}))
        case _:
            return None
