"""The end of a lesson: the last message, with ways back into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from dialogues.glossary import listed
from dialogues.model import Step, Text
from dialogues.problem import Problem
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Ask, Call, Chosen, Heard, Opened, Scene

if TYPE_CHECKING:  # the course imports the steps
    from dialogues.course import Lesson


class Ending(Step):
    """The last step of a lesson.

    Example: `{id: end, kind: ending, text: All seven parts are done.}`
    """

    kind: Literal["ending"]
    text: Text


def check(step: Step, lesson: Lesson) -> Iterator[Problem]:
    """Give an ending that others follow: it has no way on."""
    if lesson.path[-1][1] is not step:
        wrong = "an ending has no way on, but steps follow: make it a pause, or move it to the end"
        yield Problem("no-way-on", wrong, ("kind",))


def open(scene: Scene) -> Opened:
    """Say the last words; the learner may look things up or revisit a part."""
    step = scene.step
    assert isinstance(step, Ending)
    words = scene.phrases.button
    choices = (
        Choice("menu", words.menu),
        Choice("glossary", words.glossary),
        Choice("sources", words.sources),
    )
    return Opened((Reply(step.text, choices),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Open what was asked for."""
    match answer:
        case Chosen("glossary"):
            return Heard(Ask(), (Reply(listed(scene.lesson, scene.phrases.words)),))
        case Chosen("menu" | "sources" as step):
            return Heard(Call(step))
        case _:
            return None
