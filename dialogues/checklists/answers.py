"""What one learner answered to one checklist about one tool. Nothing is ever overwritten."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal

import msgspec

from dialogues.checklists.context import Context, severity
from dialogues.checklists.model import Checklist, Question, Severity


class Answer(StrEnum):
    """The five answers. Don't know is an answer of its own: never No, and never half a Yes."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
    DOES_NOT_APPLY = "does-not-apply"


OPEN = frozenset({Answer.NO, Answer.UNKNOWN, Answer.PARTLY})
"""The answers that leave something to do."""


class Basis(StrEnum):
    """What makes a learner sure of a Yes."""

    SEEN = "seen"
    TOLD = "told"
    IMPRESSION = "impression"


class Form(StrEnum):
    """How much of a checklist is asked."""

    SHORT = "short"
    FULL = "full"


class Answered(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One answer, at an instant (UTC) and under a revision; None means that it was skipped.

    `basis` belongs to a Yes, `reason` to Does not apply, `note` to any answer.
    """

    question: str
    answer: Answer | None
    at: datetime
    revision: str
    basis: Basis | None = None
    reason: str = ""
    note: str = ""


class Run(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One way through a checklist. `number` counts the learner's runs, `history` is in order.

    `remark` is the answer to the checklist's closing line. `begun` says that the form was chosen,
    `finished` that the closing line was answered or skipped. `repeats` is the number of the run
    that this one asks again, 0 for none.
    """

    checklist: str
    number: int = 1
    form: Form = Form.SHORT
    context: Context = Context()
    history: tuple[Answered, ...] = ()
    remark: str = ""
    begun: bool = False
    finished: bool = False
    repeats: int = 0


def with_answer(run: Run, answered: Answered) -> Run:
    """Return the run with one more answer; an earlier one to the same question stays in history."""
    return msgspec.structs.replace(run, history=(*run.history, answered))


def current(checklist: Checklist, run: Run) -> dict[str, Answered]:
    """Return the last answer, or skip, to each question by its present id.

    Answers to questions that the checklist no longer has stay in the history only.
    """
    last: dict[str, Answered] = {}
    for answered in run.history:
        if question := checklist.question(answered.question):
            last[question.line_id] = answered
    return last


def history(checklist: Checklist, run: Run, question: Question) -> tuple[Answered, ...]:
    """Return all answers and skips to the question, the first one first."""
    return tuple(a for a in run.history if checklist.question(a.question) is question)


def asked(checklist: Checklist, run: Run) -> tuple[Question, ...]:
    """Return the questions of the run's form, and what was answered besides, in order."""
    answers = current(checklist, run)
    return tuple(
        question
        for question in checklist.questions
        if run.form is Form.FULL
        or question.short
        or ((found := answers.get(question.line_id)) and found.answer)
    )


def next_question(checklist: Checklist, run: Run) -> Question | None:
    """Return the first question that was neither answered nor skipped; None if there is none."""
    answers = current(checklist, run)
    return next((q for q in asked(checklist, run) if q.line_id not in answers), None)


def follow_up(
    checklist: Checklist, run: Run, answered: Answered
) -> Literal["basis", "reason"] | None:
    """Return what a high question still needs with this answer: the basis of a Yes, or a reason."""
    question = checklist.question(answered.question)
    if question is None or severity(question, run.context, checklist) is not Severity.HIGH:
        return None
    if answered.answer is Answer.YES and answered.basis is None:
        return "basis"
    if answered.answer is Answer.DOES_NOT_APPLY and not answered.reason:
        return "reason"
    return None
