"""The quarantine: inputs that could not be handled."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.accounts import COLUMNS, account_of
from adapters.sql.schema import account, quarantine
from bot.changes import decode_input
from bot.ports import Incoming
from dialogues.input import Input


class QuarantineRow(msgspec.Struct, frozen=True):
    """An input that was set aside, as an operator sees it; `at` is when that was.

    `input` is there only when it was asked for: what a learner wrote is private.
    """

    key: str
    account: str
    at: datetime
    error: str
    input: Input | None = None


async def entries(connection: AsyncConnection, *, with_text: bool) -> list[QuarantineRow]:
    """Return all inputs that were set aside, the oldest first."""
    columns = [quarantine.c.key, quarantine.c.at, quarantine.c.error]
    query = select(
        account.c.key.label("account"), *columns, *([quarantine.c.input] if with_text else [])
    )
    rows = await connection.execute(
        query.join(account, account.c.id == quarantine.c.account).order_by(
            quarantine.c.at, quarantine.c.key
        )
    )
    return [
        QuarantineRow(
            row.key, row.account, row.at, row.error, decode_input(row.input) if with_text else None
        )
        for row in rows
    ]


async def find(connection: AsyncConnection, key: str) -> Incoming | None:
    """Return the input to be handed in again, under a key of its own, or None."""
    query = select(quarantine.c.input, quarantine.c.at, *COLUMNS).where(quarantine.c.key == key)
    row = (
        await connection.execute(query.join(account, account.c.id == quarantine.c.account))
    ).first()
    if row is None:
        return None
    # The first key counts as handled. This one makes a second retry of the same input harmless.
    return Incoming(account_of(row), decode_input(row.input), row.at, key=f"retry:{key}")


async def drop(connection: AsyncConnection, key: str) -> bool:
    """Delete an input that was set aside; return whether there was such a one."""
    statement = delete(quarantine).where(quarantine.c.key == key)
    return (await connection.execute(statement)).rowcount > 0
