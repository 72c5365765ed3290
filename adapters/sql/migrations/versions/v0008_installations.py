"""Workspaces that add the bot by themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add two tables."""
    op.create_table(
        "installation",
        sa.Column("platform", sa.String(), nullable=False, comment="such as slack"),
        sa.Column("tenant", sa.String(), nullable=False, comment="the workspace"),
        sa.Column("token", sa.LargeBinary(), nullable=False, comment="encrypted"),
        sa.Column("at", MOMENT, nullable=False, comment="when it came about (UTC)"),
        sa.PrimaryKeyConstraint("platform", "tenant", name="pk_installation"),
        comment="workspaces that added the bot by themselves",
    )
    op.create_table(
        "oauth_state",
        sa.Column("state", sa.String(), nullable=False, comment="what has to come back"),
        sa.Column("until", MOMENT, nullable=False, comment="not taken after this time (UTC)"),
        sa.PrimaryKeyConstraint("state", name="pk_oauth_state"),
        comment="people who are adding the bot to a workspace now",
    )
