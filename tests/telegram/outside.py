"""A bot that runs as a process, as a transcript needs it: when is all said that follows?"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from tests.telegram.fake.people import User


class Outside:
    """One person's view of the process, whose outbox is looked into from outside.

    With `others` it is waited for what they are told, too.
    """

    def __init__(self, user: User, database: Path, *, others: bool = False) -> None:
        self._user, self._database, self._others = user, database, others

    async def take_all(self) -> None:
        """Return when every update of the person is accepted and all is said that follows."""
        updates, id = self._user.world.updates, self._user.id
        await self._user.world.ledger.wait(lambda: all(u.chat != id for u in updates.waiting), 60)
        async with asyncio.timeout(60):
            while unsaid(self._database, None if self._others else id):  # noqa: ASYNC110  # another process tells nobody
                await asyncio.sleep(0.05)

    async def pass_time(self, now: datetime) -> None:
        """Do nothing: the process has a clock of its own."""


def unsaid(database: Path, user: int | str | None = None) -> int:
    """Return how many messages wait in the outbox, for this person or for all."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)) as connection:
        count: int = connection.execute(
            "SELECT count(*) FROM outbox JOIN account ON account.id = outbox.account"
            " WHERE state = 'waiting' AND (?1 IS NULL OR user = ?1)",
            (None if user is None else str(user),),
        ).fetchone()[0]
    return count
