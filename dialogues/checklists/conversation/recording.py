"""What is written down of a run: every answer, and what the run is about."""

from __future__ import annotations

from dialogues.checklists.answers import Answered, Run
from dialogues.checklists.model import Checklist
from dialogues.record import ChecklistAnswered, ChecklistRun

SKIPPED = "skipped"


def answer_record(checklist: Checklist, run: Run, answered: Answered) -> ChecklistAnswered:
    """Return the record of one answer."""
    return ChecklistAnswered(
        checklist=checklist.id,
        version=checklist.version,
        run=run.number,
        tool=run.context.tool,
        question=answered.question,
        answer=answered.answer.value if answered.answer else SKIPPED,
        basis=answered.basis.value if answered.basis else None,
        reason=answered.reason,
        note=answered.note,
        revision=answered.revision,
    )


def run_record(checklist: Checklist, run: Run) -> ChecklistRun:
    """Return the record of what a run is about, as it stands now."""
    return ChecklistRun(
        checklist=checklist.id,
        version=checklist.version,
        run=run.number,
        repeats=run.repeats or None,
        tool=run.context.tool,
        use=run.context.use,
        touches=" ".join(run.context.touches),
        form=run.form.value,
        remark=run.remark,
        finished=run.finished,
        revision=checklist.revision,
    )
