"""A statement: one bubble of lesson text, perhaps with a picture."""

from __future__ import annotations

from typing import Literal

from dialogues.model import PictureRef, Step, Text
from dialogues.reply import Reply
from dialogues.scene import Answer, Heard, Opened, Scene


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


def open(scene: Scene) -> Opened:
    """Say the bubble, and go on."""
    step = scene.step
    assert isinstance(step, Statement)
    image = scene.lesson.image(step.picture) if step.picture else None
    return Opened((Reply(step.text, image=image),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """A statement waits for nothing."""
    return None
