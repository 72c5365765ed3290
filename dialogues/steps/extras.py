"""Optional extras, one button each: never required, never tested."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import msgspec
from pydantic import Field

from dialogues.buttons import go_on
from dialogues.checks.choices import confused_choices
from dialogues.checks.references import missing_sources
from dialogues.model import Content, Id, Label, Step, Text
from dialogues.problem import Problem
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard, Next, Opened, Scene, Stay

if TYPE_CHECKING:  # the course imports the steps
    from dialogues.course import Lesson


class Extra(Content):
    """One extra: its title is the button."""

    id: Id
    title: Label
    text: Text
    sources: tuple[str, ...] = ()
    added: bool = False


class Extras(Step):
    """A few extras to read, or to leave.

    Example: see part 2 of the first lesson in `content/`.
    """

    kind: Literal["extras"]
    text: Text
    extras: tuple[Extra, ...] = Field(min_length=1, max_length=5)


def check(step: Step, lesson: Lesson) -> Iterator[Problem]:
    """Give ids that are taken, and sources that the lesson does not have."""
    assert isinstance(step, Extras)
    yield from confused_choices(step.extras, "extras")
    for index, extra in enumerate(step.extras):
        for problem in missing_sources(extra.sources, lesson):
            yield msgspec.structs.replace(problem, at=("extras", index, *problem.at))


def open(scene: Scene) -> Opened:
    """Offer the extras that were not read; after one, its text comes with the others' buttons."""
    step = scene.step
    assert isinstance(step, Extras)
    read = str(scene.slots.get("read", "")).split()
    last = next((e for e in step.extras if read and e.id == read[-1]), None)
    text = f"**{last.title}**\n\n{last.text}" if last else step.text
    unread = tuple(Choice(e.id, e.title) for e in step.extras if e.id not in read)
    return Opened((Reply(text, (go_on(scene), *unread)),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Show an extra, or go on."""
    step = scene.step
    assert isinstance(step, Extras)
    if answer == Chosen("continue"):
        return Heard(Next())
    if not isinstance(answer, Chosen) or not any(e.id == answer.choice for e in step.extras):
        return None
    read = f"{scene.slots.get('read', '')} {answer.choice}".strip()
    return Heard(Stay({"read": read}))
