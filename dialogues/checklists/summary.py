"""The honest summary of one run: what is open, how sure it is, and one status by a fixed rule.

There are no points, no averages and no shares: one open item can matter more than all the rest.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from dialogues.checklists.answers import OPEN, Answer, Answered, Basis, Form, Run, asked, current
from dialogues.checklists.context import Context, raising, severity, wording
from dialogues.checklists.model import Action, Checklist, Effort, Question, Severity


class Status(StrEnum):
    """Whether the tool may be used, by the first of these rules that holds."""

    FIX = "fix"
    """A high question is answered No."""
    FIND_OUT = "find-out"
    """A high question is answered Don't know or Partly."""
    FOLLOW_UP = "follow-up"
    """Another question is open."""
    NONE_OPEN = "none-open"


class Step(msgspec.Struct, frozen=True, gc=False):
    """A next step: what to do, in which role, how big it is."""

    action: str
    owner: str
    effort: Effort


class Point(msgspec.Struct, frozen=True, gc=False):
    """One question as it was asked, with its answer; `next` is there when the point is open."""

    question: str
    name: str
    text: str
    severity: Severity
    answer: Answer | None
    basis: Basis | None = None
    reason: str = ""
    note: str = ""
    next: Step | None = None

    @property
    def unproven(self) -> bool:
        """Whether this is a high Yes that rests on an impression only."""
        high = self.severity is Severity.HIGH
        return high and self.answer is Answer.YES and self.basis is Basis.IMPRESSION


class Counts(msgspec.Struct, frozen=True, gc=False):
    """How many questions were answered how. They add up to `asked`."""

    yes: int
    partly: int
    no: int
    unknown: int
    does_not_apply: int
    not_answered: int

    @property
    def asked(self) -> int:
        """How many questions there were."""
        return sum(msgspec.structs.astuple(self))

    @property
    def answered(self) -> int:
        """How many of them have an answer."""
        return self.asked - self.not_answered


class Respondent(msgspec.Struct, frozen=True, gc=False):
    """Who answered, as the learner wants to be named; the role may be empty.

    Without a name the summary speaks to the one who answered: it is for nobody else.
    """

    name: str = ""
    role: str = ""


class Summary(msgspec.Struct, frozen=True, gc=False):
    """All that a summary says, as values: a self-report, which nobody has verified.

    `points` are all questions in the checklist's order; each stands in exactly one of the lists
    below. `raised_by` names what the tool affects and what raised severities; `law` is what to do
    about that.
    """

    name: str
    version: str
    form: Form
    tool: str
    use: str
    raised_by: tuple[str, ...]
    by: Respondent
    on: date
    points: tuple[Point, ...]
    law: Step | None
    remark: str

    @property
    def open(self) -> tuple[Point, ...]:
        """What is answered No, Don't know or Partly; what matters most stands first."""
        return tuple(sorted((p for p in self.points if p.next), key=_weight))

    @property
    def unproven(self) -> tuple[Point, ...]:
        """The high questions with a Yes that rests on an impression."""
        return tuple(p for p in self.points if p.unproven)

    @property
    def affirmed(self) -> tuple[Point, ...]:
        """The other questions with a Yes."""
        return tuple(p for p in self.points if p.answer is Answer.YES and not p.unproven)

    @property
    def excluded(self) -> tuple[Point, ...]:
        """What does not apply."""
        return tuple(p for p in self.points if p.answer is Answer.DOES_NOT_APPLY)

    @property
    def not_answered(self) -> tuple[Point, ...]:
        """What was skipped or not reached."""
        return tuple(p for p in self.points if p.answer is None)

    @property
    def counts(self) -> Counts:
        """How many questions were answered how."""
        return _counts(self.points)

    @property
    def status(self) -> Status:
        """Whether the tool may be used."""
        return _status(self.points)


def summarized(checklist: Checklist, run: Run, by: Respondent, on: date) -> Summary:
    """Return the summary of the run as it stands on this day."""
    use = checklist.use.get(run.context.use)
    raised_by = raising(run.context, checklist)
    return Summary(
        name=checklist.name,
        version=checklist.version,
        form=run.form,
        tool=run.context.tool,
        use=use.text if use else "",
        raised_by=raised_by,
        by=by,
        on=on,
        points=points_of(checklist, run),
        law=_step(checklist.context.touches.action) if raised_by else None,
        remark=run.remark,
    )


def without_words(summary: Summary) -> Summary:
    """Return the summary without what the learner wrote of their own accord: notes and remark."""
    bare = tuple(msgspec.structs.replace(point, note="") for point in summary.points)
    return msgspec.structs.replace(summary, remark="", points=bare)


def points_of(checklist: Checklist, run: Run) -> tuple[Point, ...]:
    """Return every question that was asked, in order, with its last answer."""
    answers = current(checklist, run)
    return tuple(
        _point(checklist, question, run.context, answers.get(question.line_id))
        for question in asked(checklist, run)
    )


def _point(
    checklist: Checklist, question: Question, context: Context, given: Answered | None
) -> Point:
    answer = given.answer if given else None
    next = None
    if answer in OPEN:
        unknown = answer is Answer.UNKNOWN
        next = _step(question.next_if_unknown if unknown else question.next_if_no)
    return Point(
        question=question.line_id,
        name=question.line_summary,
        text=wording(question, context, checklist),
        severity=severity(question, context, checklist),
        answer=answer,
        basis=given.basis if given else None,
        reason=given.reason if given else "",
        note=given.note if given else "",
        next=next,
    )


def _step(action: Action) -> Step:
    return Step(action.action, action.owner, action.effort)


def _weight(point: Point) -> tuple[int, int]:
    """Return the place among the open points; equal ones stay in the checklist's order."""
    answers = (Answer.NO, Answer.UNKNOWN, Answer.PARTLY, None)
    return list(Severity).index(point.severity), answers.index(point.answer)


def _status(points: tuple[Point, ...]) -> Status:
    high = [p.answer for p in points if p.severity is Severity.HIGH]
    if Answer.NO in high:
        return Status.FIX
    if Answer.UNKNOWN in high or Answer.PARTLY in high:
        return Status.FIND_OUT
    if any(p.next for p in points):
        return Status.FOLLOW_UP
    return Status.NONE_OPEN


def _counts(points: tuple[Point, ...]) -> Counts:
    given = [p.answer for p in points]
    return Counts(
        yes=given.count(Answer.YES),
        partly=given.count(Answer.PARTLY),
        no=given.count(Answer.NO),
        unknown=given.count(Answer.UNKNOWN),
        does_not_apply=given.count(Answer.DOES_NOT_APPLY),
        not_answered=given.count(None),
    )
