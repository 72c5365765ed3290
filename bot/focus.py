"""The store as one learner's chat sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.ports import Account, DueTimer, Fold, OutboxRow, Store

EVERYBODY = 100_000
"""So many learners are looked through for the one; a file that a terminal serves has few."""


class Focus:
    """A store that shows the messages and timers of one learner; those of others wait.

    A person at a keyboard reads what is sent. A reminder for somebody else must not come there.
    """

    def __init__(self, store: Store, learner: Account) -> None:
        self._store, self._learner = store, learner

    async def commit(self, accounts: Sequence[str], keys: Sequence[str], fold: Fold) -> None:
        await self._store.commit(accounts, keys, fold)

    async def note_attempt(self, key: str) -> int:
        return await self._store.note_attempt(key)

    async def unsent(self, now: datetime, limit: int) -> list[OutboxRow]:
        rows = await self._store.unsent(now, EVERYBODY)
        return [row for row in rows if row.account == self._learner][:limit]

    async def sent(self, ids: Sequence[int]) -> None:
        await self._store.sent(ids)

    async def not_sent(self, id: int, error: str, retry_at: datetime | None) -> None:
        await self._store.not_sent(id, error, retry_at)

    async def due_timers(self, now: datetime, limit: int) -> list[DueTimer]:
        timers = await self._store.due_timers(now, EVERYBODY)
        return [timer for timer in timers if timer.account == self._learner][:limit]

    async def close(self) -> None:
        await self._store.close()
