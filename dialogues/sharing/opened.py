"""A received summary as its manager sees it, built from what was sent and nothing else."""

from __future__ import annotations

import msgspec

from dialogues.checklists.answers import Answer, Answered, Basis, Form, Run
from dialogues.checklists.context import Context
from dialogues.checklists.full import full_answers
from dialogues.checklists.summary import Point, Respondent, Summary, summarized
from dialogues.checks.prose import sentences
from dialogues.quoting import literal
from dialogues.scene import Scene
from dialogues.sharing.request import FindReceived, NextStep, Received


class Opened(msgspec.Struct, frozen=True, gc=False):
    """A next step on the list of a summary: the open point, and what was assigned, if anything."""

    point: Point
    assigned: NextStep | None


def received(scene: Scene) -> Received | None:
    """Return the summary that the step is about, if it may be opened at this moment."""
    if not scene.view.sharing:
        return None
    return scene.find(FindReceived(str(scene.slots.get("consent", ""))))


def summary_of(scene: Scene, got: Received) -> Summary | None:
    """Return the summary as values; None when its checklist is no longer there."""
    checklist = scene.course.checklist.get(got.checklist)
    if checklist is None:
        return None
    history = tuple(
        Answered(
            given.question,
            Answer(given.answer) if given.answer in list(Answer) else None,
            got.at,
            got.version,
            Basis(given.basis) if given.basis else None,
            given.reason,
            given.note,
        )
        for given in got.answers
    )
    context = Context(got.tool, got.use, got.touches)
    run = Run(got.checklist, got.run, Form(got.form), context, history, got.remark)
    return summarized(checklist, run, Respondent(got.name, got.role), got.at.date())


def answers_of(scene: Scene, got: Received) -> tuple[str, ...]:
    """Return the full answers as texts."""
    if summary := summary_of(scene, got):
        return full_answers(summary, scene.phrases)
    names = {a.value: scene.phrases.checklist.answer(a) for a in Answer}
    skipped = scene.phrases.checklist.not_answered
    lines = [f"- {a.question}: {names.get(a.answer, skipped)}" for a in got.answers]
    head = scene.phrases.sharing.outdated.format(version=literal(got.version))
    return (head, *lines)


def next_steps(scene: Scene, got: Received) -> tuple[Opened, ...]:
    """Return the next steps of the open points, what matters most first."""
    summary = summary_of(scene, got)
    assigned = {step.question: step for step in got.steps}
    points = summary.open if summary else ()
    return tuple(Opened(point, assigned.get(point.question)) for point in points)


def action_of(point: Point) -> str:
    """Return what is to be done, in one sentence."""
    return sentences(point.next.action)[0] if point.next else point.name
