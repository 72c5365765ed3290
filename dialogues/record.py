"""Something worth remembering, besides the conversation itself. Each kind has its own table."""

from __future__ import annotations

from typing import TypeAlias

import msgspec


class QuizAnswered(msgspec.Struct, frozen=True, gc=False, tag="quiz_answered"):
    """One answer to a check. `attempt` counts from 1 each time the question is opened."""

    lesson: str
    step: str
    choice: str
    right: bool
    attempt: int
    hinted: bool
    run: int
    revision: str


class AnswerShown(msgspec.Struct, frozen=True, gc=False, tag="answer_shown"):
    """The learner asked to be shown the answer of a check, or was wrong twice."""

    lesson: str
    step: str
    run: int
    revision: str


class Guessed(msgspec.Struct, frozen=True, gc=False, tag="guessed"):
    """A guess before teaching: no verdict."""

    lesson: str
    step: str
    choice: str
    run: int
    revision: str


class Reflected(msgspec.Struct, frozen=True, gc=False, tag="reflected"):
    """What the learner wrote to a reflection. Private."""

    lesson: str
    step: str
    text: str
    run: int
    revision: str


class SectionReached(msgspec.Struct, frozen=True, gc=False, tag="section_reached"):
    """The learner came to a part (`done` False) or finished it (`done` True)."""

    lesson: str
    section: str
    done: bool
    run: int
    revision: str


Record: TypeAlias = QuizAnswered | AnswerShown | Guessed | Reflected | SectionReached
