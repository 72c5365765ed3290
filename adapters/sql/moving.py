"""An account that is found under another user id from now on: all that is its own follows."""

from __future__ import annotations

from collections.abc import Iterator

import aiosqlite
from sqlalchemy import Table

from adapters.sql.schema import account, metadata


async def move(driver: aiosqlite.Connection, key: str, user: str) -> None:
    """Give the account this user id; one that had it already becomes part of this account.

    Where both have one of a kind, such as a conversation, this account's is kept.
    """
    row = await _find(driver, key)
    if row is None:  # moved before
        return
    number, platform, tenant = row
    new = f"{platform}:{tenant}:{user}"
    other = await _find(driver, new)
    if other is not None and other[0] != number:
        for statement in _TAKE_OVER:
            await driver.execute(statement, {"mine": number, "other": other[0]})
    await driver.execute(_RENAME, (new, user, number))


async def _find(driver: aiosqlite.Connection, key: str) -> tuple[int, str, str] | None:
    found = await driver.execute_fetchall(_FIND, (key,))
    return next(((row[0], row[1], row[2]) for row in found), None)


def _owned() -> Iterator[Table]:
    """Yield the tables whose rows belong to an account."""
    return (table for table in metadata.sorted_tables if "account" in table.c)


_FIND = "SELECT id, platform, tenant FROM account WHERE key = ?"
_RENAME = "UPDATE account SET key = ?, user = ? WHERE id = ?"
_TAKE_OVER = [
    *(f"UPDATE OR IGNORE {t.name} SET account = :mine WHERE account = :other" for t in _owned()),  # noqa: S608
    *(f"DELETE FROM {t.name} WHERE account = :other" for t in _owned()),  # noqa: S608
    f"DELETE FROM {account.name} WHERE id = :other",  # noqa: S608
]
