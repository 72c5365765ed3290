"""Draining: sends all that is due, one message after the other, for one chat at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime

from bot.attempt import Tried, attempt, marks
from bot.ports import OutboxRow, Store, Whose
from bot.retry import failure
from bot.sending import Sender

PAGE = 100


class Drain:
    """Sends without a pace. What it sends is not changed later: no buttons are taken away."""

    def __init__(self, store: Store, senders: Mapping[str, Sender], whose: Whose) -> None:
        self._store = store
        self._senders = senders
        self._whose = whose
        self._unmarked: list[Tried] = []
        self._one_at_a_time = asyncio.Lock()

    async def drain(self, now: datetime) -> int:
        """Send all that is due, until nothing is; return how many messages were sent.

        Raises StoreUnavailable; what was sent by then is not sent again by this object.
        """
        async with self._one_at_a_time:
            await self._mark(now)  # sent earlier, while the store was down
            sent = 0
            while rows := await self._store.unsent(now, PAGE, self._whose):
                for row in rows:
                    sent += await self._send(row, now)
            return sent

    async def _send(self, row: OutboxRow, now: datetime) -> bool:
        if row.consent is not None and not await self._store.claim([row.id], now):
            return False
        tried = await attempt(self._senders[row.account.platform], row, ())
        error = tried.error
        failed = failure(row, error, now, doubtful=row.attempts > 0) if error else None
        self._unmarked.append((tried, failed))
        await self._mark(now)
        return failed is None

    async def _mark(self, now: datetime) -> None:
        if self._unmarked:
            await self._store.mark(marks(self._unmarked, now))
            self._unmarked.clear()
