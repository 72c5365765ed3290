"""Erasing: what is remembered of it, and when each learner was last here."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add three tables, and a day to each conversation: today, for those that are there.

    An index that every message paid for goes: delivery walks the outbox in its order.
    """
    op.create_table(
        "erased_key",
        _column("hash", sa.LargeBinary(), "of the platform's own id of the input"),
        _column("day", sa.Date(), "the day of the erasure (UTC)"),
        sa.PrimaryKeyConstraint("hash", name="pk_erased_key"),
        sqlite_with_rowid=False,
        comment="inputs of erased learners: when one comes again, nothing happens",
    )
    op.create_table(
        "erasure",
        _column("id", sa.String(), "random"),
        _column("salt", sa.LargeBinary(), "random"),
        _column("hash", sa.LargeBinary(), "of the account's key, with the salt"),
        _column("at", sa.DateTime(timezone=True), "when it came about (UTC)"),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
        comment="erasures done in this database, so that those that a backup lacks are done again",
    )
    op.create_table(
        "farewell",
        _column("account", NUMBER, "who is to be forgotten"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_farewell_account"),
        sa.PrimaryKeyConstraint("account", name="pk_farewell"),
        comment="erased learners whose last message is not sent yet: then they go too",
    )
    day = sa.Column("day", sa.Date(), comment="the day of the last change (UTC)")
    op.add_column("conversation", day)
    op.execute("UPDATE conversation SET day = CURRENT_DATE")
    op.drop_index("ix_outbox_account", "outbox")


def _column(name: str, kind: Any, comment: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, comment=comment)
