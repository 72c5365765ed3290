"""What is written for which kind of record."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Table

from adapters.sql import schema
from adapters.sql.digests import CHANGES as OF_DIGESTS
from adapters.sql.sharing import CHANGES as OF_SHARING
from adapters.sql.teams import CHANGES as OF_TEAMS
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

# These change rows that are there. The statements may name the fields of the record, :account and
# :at; they run in the order in which the records came about.
CHANGES: Mapping[type[Record], tuple[str, ...]] = {**OF_TEAMS, **OF_SHARING, **OF_DIGESTS}
