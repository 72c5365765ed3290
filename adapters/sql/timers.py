"""Which timers are due."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.accounts import COLUMNS, account_of, of
from adapters.sql.schema import account, timer
from bot.ports import DueTimer, Whose


async def due(
    connection: AsyncConnection, now: datetime, limit: int, whose: Whose
) -> list[DueTimer]:
    """Return the timers that are due, the oldest first."""
    query = (
        select(timer.c.name, timer.c.prompt, timer.c.due, *COLUMNS)
        .join(account, account.c.id == timer.c.account)
        .where(timer.c.due <= now, of(whose))
        .order_by(timer.c.due, timer.c.account, timer.c.name)
        .limit(limit)
    )
    rows = await connection.execute(query)
    return [DueTimer(account_of(row), row.name, row.prompt, row.due) for row in rows]
