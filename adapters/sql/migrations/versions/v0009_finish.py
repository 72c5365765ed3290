"""Finishing a lesson: who lets managers see it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add one table."""
    op.create_table(
        "finish_share",
        _column("id", NUMBER, "grows with every row"),
        _column("account", NUMBER, "who was asked"),
        _column("at", MOMENT, "when it came about (UTC)"),
        _column("team", sa.String(), "about the managers of which"),
        _column("lesson", sa.String(), "id of the lesson that was finished"),
        _column("shared", sa.Boolean(), "whether they may see it"),
        _column("managers", sa.Text(), "their names then, one a line"),
        _column("text", sa.Text(), "the question, word for word"),
        _column("revision", sa.String(), "revision of the course"),
        _column("withdrawn", MOMENT, "since when they may not any more (UTC)", True),
        sa.PrimaryKeyConstraint("id", name="pk_finish_share"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_finish_share_account"),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name="fk_finish_share_team"),
        comment="who lets managers see that they finished a lesson",
    )
    op.create_index("ix_finish_share_account", "finish_share", ["account"])


def _column(name: str, kind: Any, comment: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable, comment=comment)
