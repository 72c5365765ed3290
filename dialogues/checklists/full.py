"""All answers of a summary as they were given, question by question."""

from __future__ import annotations

from dialogues.checklists.summary import Point, Summary
from dialogues.phrases import Phrases
from dialogues.quoting import literal


def full_answers(summary: Summary, phrases: Phrases) -> tuple[str, ...]:
    """Return one text in Markdown for each question, in the checklist's order.

    They hold every note and every reason in full, and next steps with all their sentences.
    """
    return tuple(_full(point, phrases) for point in summary.points)


def _full(point: Point, phrases: Phrases) -> str:
    words, names = phrases.summary, phrases.checklist
    given = {"answer": names.answer(point.answer), "severity": names.severity(point.severity)}
    lines = [words.full_question.format(question=point.question, text=point.text)]
    if point.basis:
        lines.append(words.full_yes.format(**given, basis=names.basis(point.basis)))
    else:
        lines.append(words.full_answer.format(**given))
    if point.reason:
        lines.append(words.full_reason.format(reason=literal(point.reason)))
    if point.note:
        lines.append(words.full_note.format(note=literal(point.note)))
    if point.next:
        effort = names.effort(point.next.effort)
        owner, action = point.next.owner, point.next.action
        lines.append(words.full_next.format(action=action, owner=owner, effort=effort))
    return "\n".join(lines)
