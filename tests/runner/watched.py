"""The real store with a window in it: its work is counted, and can be held or made to fail."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime

from bot.changes import Fold
from bot.ports import EVERYONE, DueTimer, Marks, OutboxRow, Shown, Store, StoreUnavailable, Whose


class Watched:
    """Passes everything on to the store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.commits: list[int] = []  # the number of keys in each commit that was made
        self.attempts: list[str] = []
        self.failures = 0  # how many of the next calls find the store down
        self.marking = True  # False: what became of messages cannot be written
        self.entered = asyncio.Event()
        self.open = asyncio.Event()
        self.open.set()

    async def commit(self, accounts: Sequence[str], keys: Sequence[str], fold: Fold) -> None:
        self.entered.set()
        await self.open.wait()
        self._check()
        await self.store.commit(accounts, keys, fold)
        self.commits.append(len(keys))

    async def note_attempt(self, key: str) -> int:
        self.attempts.append(key)
        return await self.store.note_attempt(key)

    async def unsent(self, now: datetime, limit: int, whose: Whose = EVERYONE) -> list[OutboxRow]:
        self.entered.set()
        self._check()
        return await self.store.unsent(now, limit, whose)

    async def waiting(self, after: int, limit: int, whose: Whose = EVERYONE) -> list[OutboxRow]:
        self._check()
        return await self.store.waiting(after, limit, whose)

    async def claim(self, ids: Collection[int], at: datetime) -> Collection[int]:
        self._check()
        return await self.store.claim(ids, at)

    async def mark(self, marks: Marks) -> None:
        self._check()
        if not self.marking:
            raise StoreUnavailable("the store is down")
        await self.store.mark(marks)

    async def shown(self, accounts: Collection[str]) -> list[Shown]:
        self._check()
        return await self.store.shown(accounts)

    async def due_timers(
        self, now: datetime, limit: int, whose: Whose = EVERYONE
    ) -> list[DueTimer]:
        self.entered.set()
        self._check()
        return await self.store.due_timers(now, limit, whose)

    async def close(self) -> None:
        await self.store.close()

    def _check(self) -> None:
        if self.failures:
            self.failures -= 1
            raise StoreUnavailable("the store is down")
