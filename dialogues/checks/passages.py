"""All that a lesson says, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from dialogues.checks.walk import At, all_steps
from dialogues.course import AnyStep, Lesson
from dialogues.steps.check import Check
from dialogues.steps.extras import Extras
from dialogues.steps.guess import Guess
from dialogues.steps.statement import Statement

Role: TypeAlias = Literal["bubble", "extra", "words"]


class Passage(msgspec.Struct, frozen=True):
    """One text. A bubble and an extra are messages of their own; `words` stand around questions."""

    at: At
    text: str
    role: Role = "words"


def passages(lesson: Lesson) -> Iterator[Passage]:
    """Give every text that a learner reads, but for buttons, pictures, glossary and sources."""
    for i, section in enumerate(lesson.sections):
        if section.hook:
            yield Passage(("sections", i, "hook"), section.hook)
    for at, step in all_steps(lesson):
        for passage in _of(step):
            yield msgspec.structs.replace(passage, at=(*at, *passage.at))


def _of(step: AnyStep) -> Iterator[Passage]:
    if text := getattr(step, "text", ""):
        yield Passage(("text",), text, "bubble" if isinstance(step, Statement) else "words")
    match step:
        case Check(choices=choices, hint=hint):
            for i, choice in enumerate(choices):
                yield Passage(("choices", i, "feedback"), choice.feedback)
            yield Passage(("hint",), hint)
        case Guess(thanks=thanks):
            yield Passage(("thanks",), thanks)
        case Extras(extras=extras):
            for i, extra in enumerate(extras):
                yield Passage(("extras", i, "text"), extra.text, "extra")
        case _:
            return
