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


class ChecklistAnswered(msgspec.Struct, frozen=True, gc=False, tag="checklist_answered"):
    """One answer to a question of a checklist, or what was added to it. Private.

    `run` counts the learner's runs through checklists, `tool` is what this one is about. `answer`
    is yes, partly, no, unknown, does-not-apply or skipped; `basis` says what a yes rests on: seen,
    told or impression. The last row of a question in a run is the one that holds.
    """

    checklist: str
    version: str
    run: int
    tool: str
    question: str
    answer: str
    basis: str | None
    reason: str
    note: str
    revision: str


class ChecklistRun(msgspec.Struct, frozen=True, gc=False, tag="checklist_run"):
    """What a run through a checklist is about, written down when it changes. Private.

    `touches` are ids with a space between them; `form` is short or full. `repeats` is the run that
    this one asks again. The last row of a run is the one that holds.
    """

    checklist: str
    version: str
    run: int
    repeats: int | None
    tool: str
    use: str
    touches: str
    form: str
    remark: str
    finished: bool
    revision: str


Record: TypeAlias = (
    QuizAnswered
    | AnswerShown
    | Guessed
    | Reflected
    | SectionReached
    | ChecklistAnswered
    | ChecklistRun
)
