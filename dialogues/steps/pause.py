"""A natural pause: continue, or come back later."""

from __future__ import annotations

from typing import Literal

from dialogues.buttons import go_on
from dialogues.model import Step, Text
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Call, Chosen, Heard, Next, Opened, Scene


class Pause(Step):
    """Offers to go on or to pause.

    Example: `{id: rest-2, kind: pause, text: That was part 2. Go on, or take a break?}`
    """

    kind: Literal["pause"]
    text: Text


def open(scene: Scene) -> Opened:
    """Offer Continue and Later."""
    step = scene.step
    assert isinstance(step, Pause)
    words = scene.phrases.button
    choices = (
        go_on(scene),
        Choice("later", words.later),
    )
    return Opened((Reply(step.text, choices),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Go on, or ask when to come back."""
    match answer:
        case Chosen("continue"):
            return Heard(Next())
        case Chosen("later"):
            return Heard(Call("later"))
        case _:
            return None
