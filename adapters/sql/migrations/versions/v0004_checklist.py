"""The tables of what learners answered to checklists, and of what their runs are about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
EMPTY = "may be empty"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "checklist_answer",
        *_whose("checklist_answer"),
        *_checklist(),
        _column("tool", sa.Text(), "what it is about, in the learner's words"),
        _column("question", sa.String(), "id of the question"),
        _column("answer", sa.String(), "yes, partly, no, unknown, does-not-apply or skipped"),
        _column("basis", sa.String(), "what a yes rests on: seen, told or impression", True),
        _column("reason", sa.Text(), f"why it does not apply; {EMPTY}"),
        _column("note", sa.Text(), f"the learner's own words; {EMPTY}"),
        _column("revision", sa.String(), "content that the learner was shown"),
        comment="every answer to a checklist; the last of a question in a run holds; private",
    )
    op.create_table(
        "checklist_run",
        *_whose("checklist_run"),
        *_checklist(),
        _column("repeats", sa.Integer(), "the run that this one asks again", True),
        _column("tool", sa.Text(), "what it is about, in the learner's words"),
        _column("use", sa.String(), "how the tool is used: id of the choice"),
        _column("touches", sa.String(), "what it affects: ids, a space between"),
        _column("form", sa.String(), "short or full"),
        _column("remark", sa.Text(), f"answer to the closing line; {EMPTY}"),
        _column("finished", sa.Boolean(), "whether all was asked"),
        _column("revision", sa.String(), "content that the learner was shown"),
        comment="what each run through a checklist is about; its last row holds; private",
    )


def _whose(table: str) -> Iterator[sa.Column[Any] | sa.Constraint]:
    yield _column("id", NUMBER, "grows with every row")
    yield _column("account", NUMBER, "whose it is")
    yield _column("at", MOMENT, "when it came about (UTC)")
    yield sa.ForeignKeyConstraint(["account"], ["account.id"], name=f"fk_{table}_account")
    yield sa.PrimaryKeyConstraint("id", name=f"pk_{table}")


def _checklist() -> Iterator[sa.Column[Any]]:
    yield _column("checklist", sa.String(), "id of the checklist")
    yield _column("version", sa.String(), "version that its author gave it")
    yield _column("run", sa.Integer(), "counts the learner's runs")


def _column(name: str, kind: Any, comment: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable, comment=comment)
