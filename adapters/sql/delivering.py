"""The hot path of delivery: what waits, and what became of it, on the driver's own connection."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import aiosqlite

from adapters.sql import moving
from adapters.sql.batching import BATCH, BEGIN, COMMIT, FIRST, Write
from adapters.sql.hot import REACHABLE, UNREACHABLE, since
from adapters.sql.instant import moment, written
from adapters.sql.outbox import FAILED, WAITING
from bot.account import Account
from bot.ports import Marks, NotSent, OutboxRow, Shown, Whose


async def waiting(
    driver: aiosqlite.Connection, after: int, limit: int, whose: Whose
) -> list[OutboxRow]:
    """Return the first waiting messages after this one, but none that cannot be sent now."""
    conditions, values = _of(whose)
    rows = await driver.execute_fetchall(
        _WAITING.format(conditions), (after, WAITING, *values, limit)
    )
    return [
        OutboxRow(
            id, Account(*whom), body, attempts, moment(at), moment(due) if due else None, consent
        )
        for id, *whom, body, attempts, at, due, consent in rows
    ]


async def shown(driver: aiosqlite.Connection, accounts: Collection[str]) -> list[Shown]:
    """Return the messages whose buttons are still there, the oldest first."""
    rows = await driver.execute_fetchall(_SHOWN.format(_marks(accounts)), tuple(accounts))
    return [Shown(*row) for row in rows]


async def claim(driver: aiosqlite.Connection, ids: Collection[int], at: datetime) -> list[int]:
    """Note that these messages may be on their way; return those that are still there."""
    sql = FIRST + _CLAIM.format(_marks(ids))
    return [row[0] for row in await driver.execute_fetchall(sql, (written(at), *ids))]


async def mark(driver: aiosqlite.Connection, marks: Marks) -> None:
    """Write what became of messages. Raises ValueError when a time that is needed is missing."""
    writes = [write for write in _writes(marks) if write[1]]
    last = [] if marks.moved else [COMMIT]
    await driver.executemany(BATCH, [BEGIN, *writes, *last])
    for key, user in marks.moved:
        await moving.move(driver, key, user)


def _writes(marks: Marks) -> list[Write]:
    return [
        (_SETTLED, marks.settled),
        (_SHOW, [(prompt, ref, id) for id, prompt, ref in marks.shown]),
        (_SENT, [(id,) for id in marks.sent]),
        (_NOT_SENT, [_not_sent(row) for row in marks.not_sent]),
        (UNREACHABLE, [(since(marks.at), key) for key in marks.unreachable]),
        (REACHABLE, [(key,) for key in marks.reachable]),
    ]


def _not_sent(row: NotSent) -> tuple[str, str | None, str, int]:
    if row.retry_at is None:
        return FAILED, None, row.error, row.id
    return WAITING, written(row.retry_at), row.error, row.id


def _of(whose: Whose) -> tuple[str, list[str]]:
    """Return the conditions, and their values, that an account is one of those."""
    sql, values = "", []
    if whose.platforms is not None:
        sql += f" AND account.platform IN ({_marks(whose.platforms)})"
        values += sorted(whose.platforms)
    if whose.account is not None:
        sql += " AND account.key = ?"
        values.append(whose.account.key)
    for platform, tenant in whose.tenants:
        sql += " AND (account.platform != ? OR account.tenant = ?)"
        values += [platform, tenant]
    return sql, values


def _marks(values: Collection[str] | Collection[int]) -> str:
    return ("?," * len(values))[:-1]


_WAITING = (
    "SELECT outbox.id, account.platform, account.tenant, account.user, outbox.body,"
    " outbox.attempts, outbox.at, outbox.due, outbox.consent"
    " FROM outbox JOIN account ON account.id = outbox.account"
    " WHERE outbox.id > ? AND outbox.state = ? AND account.unreachable IS NULL{}"
    " ORDER BY outbox.id LIMIT ?"
)
_CLAIM = "UPDATE outbox SET claimed = ? WHERE id IN ({}) RETURNING id"
_SHOWN = (
    "SELECT account.key, shown.prompt, shown.ref, shown.body"
    " FROM shown JOIN account ON account.id = shown.account"
    " WHERE account.key IN ({}) ORDER BY shown.id"
)
# These two find the account by the message: they come before the message is deleted.
_SETTLED = (
    "DELETE FROM shown WHERE account = (SELECT account FROM outbox WHERE id = ?) AND prompt <= ?"
)
_SHOW = (
    "INSERT INTO shown (account, prompt, ref, body)"
    " SELECT account, ?, ?, body FROM outbox WHERE id = ?"
)
_SENT = "DELETE FROM outbox WHERE id = ?"
_NOT_SENT = "UPDATE outbox SET state = ?, attempts = attempts + 1, due = ?, error = ? WHERE id = ?"
