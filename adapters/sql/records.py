"""Which table holds which kind of record."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Table

from adapters.sql import schema
from dialogues.record import (
    AnswerShown,
    Calculated,
    ChecklistAnswered,
    ChecklistRun,
    Guessed,
    QuizAnswered,
    Record,
    Reflected,
    SectionReached,
)

# The columns of each table after id, account and at are the fields of the record, in their order.
TABLES: Mapping[type[Record], Table] = {
    QuizAnswered: schema.quiz_answer,
    AnswerShown: schema.answer_shown,
    Guessed: schema.guess,
    Reflected: schema.reflection,
    SectionReached: schema.progress,
    Calculated: schema.calculation,
    ChecklistAnswered: schema.checklist_answer,
    ChecklistRun: schema.checklist_run,
}
