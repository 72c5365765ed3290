"""What is deleted when it has been kept long enough, a small piece in each transaction."""

from __future__ import annotations

from datetime import date, datetime

import aiosqlite

from adapters.sql.erasing import erase_with_names
from adapters.sql.instant import written

PIECE = 500
"""The most rows that one transaction deletes."""

STRETCH = 2000
"""The most learners that one transaction looks at."""


async def drop_keys(driver: aiosqlite.Connection, before: date) -> int:
    """Delete keys that no platform sends again; return how many, 0 when there are no more."""
    deleted = 0
    for statement in (_KEYS, _HASHES):
        deleted += (await driver.execute(statement, (before.isoformat(), PIECE))).rowcount
    return deleted


async def drop_reflections(driver: aiosqlite.Connection, before: datetime) -> int:
    """Delete reflections of before this time; return how many, 0 when there are no more."""
    return (await driver.execute(_REFLECTIONS, (written(before), PIECE))).rowcount


async def drop_inactive(
    driver: aiosqlite.Connection, after: int, before: date, at: datetime
) -> tuple[int | None, int]:
    """Erase learners who were not here since that day, looking at those after this number.

    Returns the last number that was looked at, None at the end, and how many were erased.
    """
    rows = list(await driver.execute_fetchall(_LEARNERS, (after, STRETCH)))
    last = before.isoformat()
    gone = {key: number for number, key, day in rows if day is not None and day < last}
    if gone:
        await erase_with_names(driver, gone, at)
    return (rows[-1][0] if len(rows) == STRETCH else None), len(gone)


_KEYS = (
    "DELETE FROM handled WHERE key IN (SELECT handled.key FROM handled"
    " JOIN account ON account.id = handled.account"
    " WHERE day < ? AND account.platform != 'terminal' LIMIT ?)"
)
_HASHES = "DELETE FROM erased_key WHERE hash IN (SELECT hash FROM erased_key WHERE day < ? LIMIT ?)"
_REFLECTIONS = "DELETE FROM reflection WHERE id IN (SELECT id FROM reflection WHERE at < ? LIMIT ?)"
_LEARNERS = (
    "SELECT account.id, account.key, conversation.day FROM account"
    " JOIN conversation ON conversation.account = account.id"
    " WHERE account.id > ? ORDER BY account.id LIMIT ?"
)
