"""What learners sent to managers, and what those noted about it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
EMPTY = "may be empty"


def upgrade() -> None:
    """Make the tables."""
    _consent()
    _sent_answer()
    _next_step()
    _inquiry()
    _weekly()
    _digest_batch()
    _digest_share()
    _digest_given()


def _consent() -> None:
    op.create_table(
        "consent",
        _column("id", sa.String(), "id of the consent, by chance"),
        _column("account", NUMBER, "whose it is"),
        _column("at", MOMENT, "when it came about (UTC)"),
        _column("team", sa.String(), "to the managers of which team"),
        _column("checklist", sa.String(), "id of the checklist"),
        _column("version", sa.String(), "version that its author gave it"),
        _column("run", sa.Integer(), "counts the learner's runs"),
        _column("tool", sa.Text(), "what it is about, in the learner's words"),
        _column("use", sa.String(), "how the tool is used: id of the choice"),
        _column("touches", sa.String(), "what it affects: ids, a space between"),
        _column("form", sa.String(), "short or full"),
        _column("named", sa.Boolean(), "false: for digests only, without a name"),
        _column("name", sa.String(), "as managers see it; empty when not named"),
        _column("role", sa.String(), f"as managers see it; {EMPTY}"),
        _column("remark", sa.Text(), f"answer to the closing line, as sent; {EMPTY}"),
        _column("managers", sa.Text(), "the names shown as those who get it, one a line"),
        _column("text", sa.Text(), "exactly what was shown, and sent"),
        _column("revision", sa.String(), "content that said what is sent"),
        _column("withdrawn", MOMENT, "since when it holds no more (UTC)", True),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_consent_account"),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name="fk_consent_team"),
        comment="what learners agreed to have sent to managers; private but for those",
    )
    op.create_index("ix_consent_account", "consent", ["account"])
    op.create_index("ix_consent_team", "consent", ["team"])


def _sent_answer() -> None:
    op.create_table(
        "sent_answer",
        _column("consent", sa.String(), "with which consent"),
        _column("question", sa.String(), "id of the question"),
        _column("answer", sa.String(), "yes, partly, no, unknown, does-not-apply or skipped"),
        _column("basis", sa.String(), "what a yes rests on: seen, told or impression", True),
        _column("reason", sa.Text(), f"why it does not apply, as sent; {EMPTY}"),
        _column("note", sa.Text(), f"the learner's own words, as sent; {EMPTY}"),
        sa.PrimaryKeyConstraint("consent", "question", name="pk_sent_answer"),
        sa.ForeignKeyConstraint(["consent"], ["consent.id"], name="fk_sent_answer_consent"),
        comment="the answers as they were sent",
    )


def _next_step() -> None:
    op.create_table(
        "next_step",
        _column("id", sa.String(), "id of the next step, by chance"),
        _column("account", NUMBER, "the manager who assigned it"),
        _column("at", MOMENT, "when it came about (UTC)"),
        _column("consent", sa.String(), "from which summary", True),
        _column("team", sa.String(), "in which team"),
        _column("question", sa.String(), "id of the question"),
        _column("action", sa.Text(), "what is to be done"),
        _column("owner", sa.String(), "who does it, in the manager's words"),
        _column("due", sa.String(), f"until when, in the manager's words; {EMPTY}"),
        _column("done", MOMENT, "since when it is done (UTC)", True),
        sa.PrimaryKeyConstraint("id", name="pk_next_step"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_next_step_account"),
        sa.ForeignKeyConstraint(["consent"], ["consent.id"], name="fk_next_step_consent"),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name="fk_next_step_team"),
        comment="next steps that managers assigned",
    )
    op.create_index("ix_next_step_consent", "next_step", ["consent"])


def _inquiry() -> None:
    op.create_table(
        "inquiry",
        _column("id", sa.String(), "id of the inquiry, by chance"),
        _column("account", NUMBER, "the manager who asks"),
        _column("at", MOMENT, "when it came about (UTC)"),
        _column("consent", sa.String(), "about which summary"),
        _column("question", sa.Text(), "what is asked, in the manager's words"),
        _column("answer", sa.Text(), f"as the learner sent it; {EMPTY}"),
        _column("closed", MOMENT, "since when it waits no more (UTC)", True),
        sa.PrimaryKeyConstraint("id", name="pk_inquiry"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_inquiry_account"),
        sa.ForeignKeyConstraint(["consent"], ["consent.id"], name="fk_inquiry_consent"),
        comment="questions of managers to those who sent something, and the answers",
    )
    op.create_index("ix_inquiry_consent", "inquiry", ["consent"])


def _weekly() -> None:
    op.add_column(
        "membership", _column("weekly_day", sa.Integer(), "day of the digest; 0 is Monday", True)
    )
    op.add_column("membership", _column("weekly_hour", sa.Integer(), "hour of the digest", True))
    op.add_column(
        "membership", _column("weekly_zone", sa.String(), "time zone of that hour (IANA)", True)
    )


def _digest_batch() -> None:
    op.create_table(
        "digest_batch",
        _column("id", sa.String(), "id of the batch, by chance"),
        _column("team", sa.String(), "in the digests of which team"),
        _column("checklist", sa.String(), "id of the checklist"),
        _column("tool", sa.Text(), "what it is about, in small letters"),
        _column("at", MOMENT, "end of the week that closed it (UTC)"),
        _column("size", sa.Integer(), "with fewer people in it, it counts no more"),
        sa.PrimaryKeyConstraint("id", name="pk_digest_batch"),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name="fk_digest_batch_team"),
        comment="answers without names that digests count together or not at all",
    )
    op.create_index("ix_digest_batch_team", "digest_batch", ["team"])


def _digest_share() -> None:
    op.create_table(
        "digest_share",
        _column("consent", sa.String(), "with which consent it was sent"),
        _column("batch", sa.String(), "in which batch it counts"),
        sa.PrimaryKeyConstraint("consent", name="pk_digest_share"),
        sa.ForeignKeyConstraint(["consent"], ["consent.id"], name="fk_digest_share_consent"),
        sa.ForeignKeyConstraint(["batch"], ["digest_batch.id"], name="fk_digest_share_batch"),
        comment="what is in which batch",
    )


def _digest_given() -> None:
    op.create_table(
        "digest_given",
        _column("id", NUMBER, "grows with every row"),
        _column("account", NUMBER, "the manager who got it"),
        _column("at", MOMENT, "when it came about (UTC)"),
        _column("team", sa.String(), "of which team"),
        _column("checklist", sa.String(), "id of the checklist"),
        _column("tool", sa.Text(), "what it is about, in small letters"),
        _column("counted", sa.String(), "ids of the questions in it, a space between"),
        _column("open", sa.String(), "ids of those that were open, a space between"),
        sa.PrimaryKeyConstraint("id", name="pk_digest_given"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_digest_given_account"),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name="fk_digest_given_team"),
        comment="what digests said: to tell what changed since the last one",
    )
    op.create_index("ix_digest_given_account", "digest_given", ["account"])


def _column(name: str, kind: Any, comment: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable, comment=comment)
