"""Delivery on chat platforms: who can be reached, what has buttons, what is uploaded."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add a column, two tables, and the index by which the messages of one account are found."""
    op.add_column(
        "account",
        sa.Column(
            "unreachable", MOMENT, comment="since when nothing can be sent (UTC); empty: it can"
        ),
    )
    few = sa.text("unreachable IS NOT NULL")
    op.create_index(
        "ix_account_unreachable",
        "account",
        ["unreachable"],
        sqlite_where=few,
        postgresql_where=few,
    )
    op.create_index("ix_outbox_account", "outbox", ["account"])
    _shown()
    _upload()


def _shown() -> None:
    op.create_table(
        "shown",
        _column("id", NUMBER, "grows with every row"),
        _column("account", NUMBER, "whose it is"),
        _column("prompt", sa.Integer(), "the prompt that its buttons answer"),
        _column("ref", sa.String(), "what the platform calls the message"),
        _column("body", sa.LargeBinary(), "the reply as JSON"),
        sa.PrimaryKeyConstraint("id", name="pk_shown"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_shown_account"),
        comment="sent messages whose buttons are still there: they go when the prompt is settled",
    )
    op.create_index("ix_shown_account", "shown", ["account"])


def _upload() -> None:
    op.create_table(
        "upload",
        _column("platform", sa.String(), "such as telegram"),
        _column("tenant", sa.String(), "workspace or bot that uploaded it"),
        _column("picture", sa.String(), "which picture, with its content"),
        _column("ref", sa.String(), "what the platform calls the picture"),
        sa.PrimaryKeyConstraint("platform", "tenant", "picture", name="pk_upload"),
        comment="pictures that a platform has: each is uploaded once",
    )


def _column(name: str, kind: Any, comment: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, comment=comment)
