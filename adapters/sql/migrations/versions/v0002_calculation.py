"""The table of what learners calculated and kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "calculation",
        _column("id", NUMBER, "grows with every row", nullable=False),
        _column("account", NUMBER, "whose it is", nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_calculation_account"),
        _column("at", sa.DateTime(timezone=True), "when it came about (UTC)", nullable=False),
        *_inputs(),
        *_results(),
        _column("prices", sa.String(), "date of the prices", nullable=False),
        _column("revision", sa.String(), "content that the learner was shown", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calculation"),
        comment="results of the calculator that learners kept",
    )


def _inputs() -> Iterator[sa.Column[Any]]:
    goal = "ready-made, fine-tune, scratch, own-machines"
    yield _column("calculator", sa.String(), "such as training-cost", nullable=False)
    yield _column("guess", sa.String(), "id of the magnitude guessed before")
    yield _column("goal", sa.String(), goal, nullable=False)
    yield _column("data_bytes", sa.BigInteger(), "size of the material in bytes")
    yield _column("tokens", sa.BigInteger(), "size of the material in tokens, where given so")
    yield _column("material", sa.String(), "text, documents, email, web or code")
    yield _column("hours", sa.Float(), "time to finish within, in hours")
    yield _column("country", sa.String(), "country of the computers, ISO code of three letters")
    yield _column("script", sa.String(), "latin or other")
    yield _column("parameters", sa.BigInteger(), "size of the model, where chosen")
    yield _column("method", sa.String(), "full or lora, where chosen")
    yield _column("chip", sa.String(), "chip, where chosen")
    yield _column("passes", sa.Integer(), "times through the material, where chosen")
    yield _column("machines_given", sa.Integer(), "machines that the learner already has")
    yield _column("uses_per_month", sa.BigInteger(), "uses of a ready-made model a month")


def _results() -> Iterator[sa.Column[Any]]:
    yield from _ranged("cost_run", "USD for the final run, or USD a month for ready-made")
    yield from _ranged("cost_project", "USD for the whole project, people apart")
    yield from _ranged("accelerator_hours", "hours of one accelerator")
    yield from _ranged("machines", "machines at once")
    yield from _ranged("energy", "kWh")
    yield from _ranged("co2e", "kg CO2e")
    yield from _ranged("storage", "GB")
    yield from _ranged("people", "person-months")


def _ranged(name: str, unit: str) -> Iterator[sa.Column[Any]]:
    for end, words in (("low", "low end,"), ("central", "most likely,"), ("high", "high end,")):
        yield _column(f"{name}_{end}", sa.Float(), f"{words} {unit}")


def _column(name: str, kind: Any, comment: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable, comment=comment)
