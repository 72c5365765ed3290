"""The first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make all tables."""
    _learners()
    _delivery()
    _operation()
    _records()


def _learners() -> None:
    op.create_table(
        "account",
        _id(),
        _column("key", sa.String(), "platform:tenant:user"),
        _column("platform", sa.String(), "such as telegram"),
        _column("tenant", sa.String(), "workspace or bot that the user belongs to"),
        _column("user", sa.String(), "the platform's own id of the person"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("key", name="uq_account_key"),
        comment="who a learner is on a platform",
    )
    op.create_table(
        "conversation",
        *_account("conversation"),
        _column("state", sa.LargeBinary(), "JSON, see dialogues/state.py"),
        sa.PrimaryKeyConstraint("account", name="pk_conversation"),
        comment="where each learner is: the newest snapshot only",
    )
    op.create_table(
        "handled",
        _column("key", sa.String(), "the platform's own id of the input"),
        *_account("handled"),
        _column("day", sa.Date(), "the day on which it was handled (UTC)"),
        sa.PrimaryKeyConstraint("key", name="pk_handled"),
        comment="inputs that had their effect: when one comes again, nothing happens",
        sqlite_with_rowid=False,
    )


def _delivery() -> None:
    op.create_table(
        "outbox",
        _id(),
        *_account("outbox"),
        _at(),
        _column("body", sa.LargeBinary(), "the reply as JSON"),
        _column("state", sa.String(), "waiting, or failed", server_default="waiting"),
        _column("attempts", sa.Integer(), "failed attempts", server_default="0"),
        _column("due", MOMENT, "not to be sent before this time (UTC); at once when empty", True),
        _column("error", sa.Text(), "why the last attempt failed", True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        comment="messages that are not sent yet; a message that was sent is deleted",
        sqlite_autoincrement=True,
    )
    op.create_table(
        "timer",
        *_account("timer"),
        _column("name", sa.String(), "one timer of a name for each learner"),
        _column("prompt", sa.Integer(), "the prompt that was open when it was set"),
        _column("due", MOMENT, "when it comes (UTC)"),
        sa.PrimaryKeyConstraint("account", "name", name="pk_timer"),
        comment="what is to come back by itself",
    )
    op.create_index("ix_timer_due", "timer", ["due"])


def _operation() -> None:
    op.create_table(
        "quarantine",
        _column("key", sa.String(), "the platform's own id of the input"),
        *_account("quarantine"),
        _at(),
        _column("error", sa.Text(), "why it was set aside, without learner's text"),
        _column("input", sa.LargeBinary(), "the input as JSON"),
        sa.PrimaryKeyConstraint("key", name="pk_quarantine"),
        comment="inputs that could not be handled, kept to be tried again",
    )
    op.create_table(
        "attempt",
        _column("key", sa.String(), "the platform's own id of the input"),
        _column("count", sa.Integer(), "how often it was begun"),
        sa.PrimaryKeyConstraint("key", name="pk_attempt"),
        comment="inputs begun after an unclean end, so that one that ends the program is found",
    )
    op.create_table(
        "process",
        _id(),
        _column("started", MOMENT, "when it opened the database (UTC)"),
        _column("clean", sa.Boolean(), "whether it ended in good order"),
        sa.PrimaryKeyConstraint("id", name="pk_process"),
        comment="the last process that served",
    )


def _records() -> None:
    lesson = ("lesson", sa.String(), "id of the lesson")
    step = ("step", sa.String(), "id of the step in the lesson")
    choice = ("choice", sa.String(), "id of the option that was picked")
    _record(
        "quiz_answer",
        lesson,
        step,
        choice,
        ("right", sa.Boolean(), "whether that is the answer"),
        ("attempt", sa.Integer(), "1 each time the question is opened"),
        ("hinted", sa.Boolean(), "whether the hint was shown before"),
        comment="every answer to a check",
    )
    shown = "checks whose answer was shown: asked for, or wrong twice"
    _record("answer_shown", lesson, step, comment=shown)
    _record("guess", lesson, step, choice, comment="guesses before teaching")
    text = ("text", sa.Text(), "the learner's own words: private")
    _record("reflection", lesson, step, text, comment="what learners wrote")
    _record(
        "progress",
        lesson,
        ("section", sa.String(), "id of the part"),
        ("done", sa.Boolean(), "false: came to it; true: finished it"),
        comment="which part each learner came to and finished, and when",
    )


def _record(name: str, *columns: tuple[str, Any, str], comment: str) -> None:
    op.create_table(
        name,
        _id(),
        *_account(name),
        _at(),
        *(_column(*column) for column in columns),
        _column("run", sa.Integer(), "1 for the first time through the lesson"),
        _column("revision", sa.String(), "content that the learner was shown"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        comment=comment,
    )


def _id() -> sa.Column[Any]:
    return _column("id", NUMBER, "grows with every row")


def _account(table: str) -> tuple[sa.Column[Any], sa.ForeignKeyConstraint]:
    name = f"fk_{table}_account"
    return (
        _column("account", NUMBER, "whose it is"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=name),
    )


def _at() -> sa.Column[Any]:
    return _column("at", MOMENT, "when it came about (UTC)")


def _column(
    name: str, kind: Any, comment: str, nullable: bool = False, server_default: str | None = None
) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable, server_default=server_default, comment=comment)
