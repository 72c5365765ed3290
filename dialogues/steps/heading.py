"""The heading of a part: "Part 2 of 7", its title and its hook in one message."""

from __future__ import annotations

from typing import Literal

from dialogues.buttons import go_on
from dialogues.model import Step, Text
from dialogues.reply import Reply
from dialogues.scene import Answer, Ask, Chosen, Heard, Next, Opened, Scene, Typed


class Heading(Step):
    """Made from a section that has a title; it has the section's id. Not written in YAML."""

    kind: Literal["heading"] = "heading"
    number: int
    parts: int
    title: Text
    hook: Text | None


def open(scene: Scene) -> Opened:
    """Say the part and its hook; wait for Continue."""
    step = scene.step
    assert isinstance(step, Heading)
    phrases = scene.phrases
    place = phrases.place.part.format(number=step.number, parts=step.parts, title=step.title)
    text = f"**{place}**\n\n{step.hook}" if step.hook else f"**{place}**"
    return Opened((Reply(text, (go_on(scene),)),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Go on. A hook may be a question: whoever answers it is not told off."""
    match answer:
        case Chosen("continue"):
            return Heard(Next())
        case Typed() if isinstance(scene.step, Heading) and scene.step.hook:
            return Heard(Ask(), (Reply(scene.phrases.answer.hook),))
        case _:
            return None
