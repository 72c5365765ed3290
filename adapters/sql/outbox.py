"""The outbox: messages on their way out, and those that could not be sent."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.accounts import COLUMNS, account_of, of
from adapters.sql.schema import account, outbox
from bot.changes import decode_reply
from bot.ports import OutboxRow, Whose
from dialogues.reply import Reply

WAITING, FAILED = "waiting", "failed"


class OutboxEntry(msgspec.Struct, frozen=True):
    """A message as an operator sees it; `at` is when it was said, `due` when it is tried next.

    `reply` is there only when it was asked for: what is said to a learner is private.
    """

    id: int
    account: str
    state: str
    attempts: int
    error: str | None
    at: datetime
    due: datetime | None
    reply: Reply | None = None


async def unsent(
    connection: AsyncConnection, now: datetime, limit: int, whose: Whose
) -> list[OutboxRow]:
    """Return the oldest waiting message of each account, if it is due, the oldest first.

    Those of accounts that cannot be reached wait.
    """
    oldest = select(func.min(outbox.c.id)).where(outbox.c.state == WAITING)
    query = (
        select(
            outbox.c.id,
            outbox.c.body,
            outbox.c.attempts,
            outbox.c.at,
            outbox.c.due,
            outbox.c.consent,
            *COLUMNS,
        )
        .join(account, account.c.id == outbox.c.account)
        .where(outbox.c.id.in_(oldest.group_by(outbox.c.account)))
        .where(or_(outbox.c.due.is_(None), outbox.c.due <= now))
        .where(account.c.unreachable.is_(None), of(whose))
        .order_by(outbox.c.id)
        .limit(limit)
    )
    return [
        OutboxRow(row.id, account_of(row), row.body, row.attempts, row.at, row.due, row.consent)
        for row in await connection.execute(query)
    ]


async def entries(connection: AsyncConnection, *, with_text: bool) -> list[OutboxEntry]:
    """Return all messages that were not sent, the oldest first."""
    columns = [column for column in outbox.c if column.name not in ("account", "body")]
    query = select(account.c.key, *columns, *([outbox.c.body] if with_text else []))
    rows = await connection.execute(
        query.join(account, account.c.id == outbox.c.account).order_by(outbox.c.id)
    )
    return [
        OutboxEntry(
            id=row.id,
            account=row.key,
            state=row.state,
            attempts=row.attempts,
            error=row.error,
            at=row.at,
            due=row.due,
            reply=_readable(row.body) if with_text else None,
        )
        for row in rows
    ]


def _readable(body: bytes) -> Reply:
    """Return the message; for one that another program wrote, its bytes as they are."""
    try:
        return decode_reply(body)
    except msgspec.DecodeError:
        return Reply(body.decode(errors="replace"))


async def retry(connection: AsyncConnection, id: int) -> bool:
    """Make a message wait again, from its first attempt; return whether there is such a one."""
    statement = update(outbox).where(outbox.c.id == id).values(state=WAITING, attempts=0, due=None)
    return (await connection.execute(statement)).rowcount > 0


async def drop(connection: AsyncConnection, id: int) -> bool:
    """Delete a message that was not sent; return whether there was such a one."""
    return (await connection.execute(delete(outbox).where(outbox.c.id == id))).rowcount > 0
