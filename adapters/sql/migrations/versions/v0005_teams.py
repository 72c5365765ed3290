"""Teams: who manages whom, join codes, and messages that wait on a consent."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add two columns to the outbox, and four tables."""
    _outbox()
    _team()
    _membership()
    _join_code()
    _join_attempt()


def _outbox() -> None:
    consent = "not to be sent when this consent is withdrawn"
    op.add_column("outbox", sa.Column("consent", sa.String(), comment=consent))
    claimed = "since when it may be on its way (UTC)"
    op.add_column("outbox", sa.Column("claimed", MOMENT, comment=claimed))
    few = sa.text("consent IS NOT NULL")
    op.create_index(
        "ix_outbox_consent", "outbox", ["consent"], sqlite_where=few, postgresql_where=few
    )


def _team() -> None:
    op.create_table(
        "team",
        _column("id", sa.String(), "id of the team, by chance"),
        _column("name", sa.String(), "as its manager named it"),
        _column("platform", sa.String(), "platform of the one who made it"),
        _column("tenant", sa.String(), "workspace or bot that it belongs to"),
        _column("at", MOMENT, "when it came about (UTC)"),
        sa.Column("closed", MOMENT, comment="since when it is no more (UTC)"),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
        comment="teams: who is in them stands in membership",
    )


def _membership() -> None:
    op.create_table(
        "membership",
        _column("id", sa.String(), "id of the membership, by chance"),
        _column("team", sa.String(), "in which team"),
        _column("account", NUMBER, "whose it is"),
        _column("role", sa.String(), "manager or member"),
        _column("name", sa.String(), "as the person is called in this team"),
        _column("joined", MOMENT, "since when (UTC)"),
        _column("revision", sa.String(), "content that said what the team sees"),
        sa.Column("ended", MOMENT, comment="until when (UTC); empty: still in it"),
        sa.Column("ended_by", sa.String(), comment="self, manager or operator"),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name="fk_membership_team"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_membership_account"),
        comment="who is, or was, in which team",
    )
    op.create_index("ix_membership_team", "membership", ["team"])
    op.create_index("ix_membership_account", "membership", ["account"])
    still = sa.text("ended IS NULL")
    op.create_index(
        "uq_membership_team_account",
        "membership",
        ["team", "account"],
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )


def _join_code() -> None:
    op.create_table(
        "join_code",
        _column("digest", sa.String(), "of the code: the code is not kept"),
        _column("half", sa.String(), "digest of its first half"),
        _column("team", sa.String(), "where it leads"),
        _column("everywhere", sa.Boolean(), "also outside the team's workspace"),
        _column("at", MOMENT, "when it came about (UTC)"),
        _column("expires", MOMENT, "until when it holds (UTC)"),
        sa.Column("ended", MOMENT, comment="since when another took its place (UTC)"),
        sa.PrimaryKeyConstraint("digest", name="pk_join_code"),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name="fk_join_code_team"),
        comment="codes by which people join teams",
    )
    op.create_index("ix_join_code_team", "join_code", ["team"])


def _join_attempt() -> None:
    op.create_table(
        "join_attempt",
        _column("id", NUMBER, "grows with every row"),
        _column("account", NUMBER, "whose it is"),
        _column("at", MOMENT, "when it came about (UTC)"),
        _column("half", sa.String(), "digest of the code's first half"),
        sa.PrimaryKeyConstraint("id", name="pk_join_attempt"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_join_attempt_account"),
        comment="codes that led nowhere, kept for an hour: so many are let pass",
    )
    for name in ("account", "at", "half"):
        op.create_index(f"ix_join_attempt_{name}", "join_attempt", [name])


def _column(name: str, kind: Any, comment: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, comment=comment)
