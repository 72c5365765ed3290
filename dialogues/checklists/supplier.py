"""Questions for the supplier, ready to paste into a mail."""

from __future__ import annotations

from dialogues.checklists.answers import Run
from dialogues.checklists.model import Checklist
from dialogues.checklists.summary import points_of
from dialogues.phrases import Phrases
from dialogues.quoting import literal


def supplier_questions(checklist: Checklist, run: Run) -> tuple[str, ...]:
    """Return what to ask the supplier about each open point and each unproven Yes, in order."""
    unclear = {p.question for p in points_of(checklist, run) if p.next or p.unproven}
    return tuple(q.supplier for q in checklist.questions if q.line_id in unclear and q.supplier)


def supplier_mail(checklist: Checklist, run: Run, phrases: Phrases) -> str | None:
    """Return the questions as a mail, None when there is nothing to ask."""
    words = phrases.summary
    questions = supplier_questions(checklist, run)
    if not questions:
        return None
    numbered = (
        words.supplier_question.format(number=number, question=question)
        for number, question in enumerate(questions, 1)
    )
    tool = literal(run.context.tool)
    return words.supplier.format(tool=tool, questions="\n".join(numbered))
