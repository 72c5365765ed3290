"""The store on SQLite: what the runner, delivery, timers and operators ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import aiosqlite
from filelock import BaseFileLock
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql import hot, outbox, process, quarantine, timers
from adapters.sql.errors import translated
from adapters.sql.lane import Lane
from adapters.sql.outbox import OutboxEntry
from adapters.sql.quarantine import QuarantineRow
from bot.ports import EVERYONE, Changes, DueTimer, Fold, Incoming, Loaded, OutboxRow, Whose


class SqlStore:
    """Keeps everything in one SQLite file, which no other process may write meanwhile.

    Made by `open_store`. `unclean` says that the process before this one ended without `close`.
    `lane` is the way to the database for what has no method here.
    """

    def __init__(self, lane: Lane, lock: BaseFileLock) -> None:
        self.unclean = False
        self.lane = lane
        self._lock = lock
        self._serves = False
        self._attempted: set[str] = set()

    async def begin(self, now: datetime | None) -> None:
        """Connect; with a time, write down that this process serves from then until `close`."""

        async def look(connection: AsyncConnection) -> tuple[bool, list[str]]:
            clean = await process.begin(connection, now) if now else True
            return clean, await process.attempted(connection)

        clean, attempted = await self.lane.core(look)
        self.unclean = not clean
        self._attempted.update(attempted)
        self._serves = now is not None

    async def commit(self, accounts: Sequence[str], keys: Sequence[str], fold: Fold) -> None:
        async def batch(driver: aiosqlite.Connection) -> Changes:
            with translated():
                found = await hot.load(driver, accounts, keys)
            changes = fold(Loaded(found.states, found.handled))
            with translated():
                await hot.write(driver, found, changes, self._attempted)
            return changes

        changes = await self.lane.batch(batch)
        self._attempted.difference_update(key for key, _ in changes.handled)

    async def note_attempt(self, key: str) -> int:
        self._attempted.add(key)
        return await self.lane.core(lambda connection: process.note_attempt(connection, key))

    async def unsent(self, now: datetime, limit: int, whose: Whose = EVERYONE) -> list[OutboxRow]:
        return await self.lane.core(lambda c: outbox.unsent(c, now, limit, whose))

    async def sent(self, ids: Sequence[int]) -> None:
        await self.lane.core(lambda connection: outbox.sent(connection, ids))

    async def not_sent(self, id: int, error: str, retry_at: datetime | None) -> None:
        await self.lane.core(lambda connection: outbox.not_sent(connection, id, error, retry_at))

    async def due_timers(
        self, now: datetime, limit: int, whose: Whose = EVERYONE
    ) -> list[DueTimer]:
        return await self.lane.core(lambda c: timers.due(c, now, limit, whose))

    async def quarantined(self, *, with_text: bool = False) -> list[QuarantineRow]:
        """Return what was set aside, the oldest first."""
        return await self.lane.core(lambda c: quarantine.entries(c, with_text=with_text))

    async def set_aside(self, key: str) -> Incoming | None:
        """Return an input that was set aside, to be submitted again; None if there is none.

        Drop it after that was accepted: it stays here until then, and trying twice is harmless.
        """
        return await self.lane.core(lambda connection: quarantine.find(connection, key))

    async def drop_quarantined(self, key: str) -> bool:
        """Forget an input that was set aside; return whether there was such a one."""
        return await self.lane.core(lambda connection: quarantine.drop(connection, key))

    async def outbox(self, *, with_text: bool = False) -> list[OutboxEntry]:
        """Return the messages that wait and those that failed, the oldest first."""
        return await self.lane.core(lambda c: outbox.entries(c, with_text=with_text))

    async def retry_message(self, id: int) -> bool:
        """Let a message be sent again at once; return whether there is such a one."""
        return await self.lane.core(lambda connection: outbox.retry(connection, id))

    async def drop_message(self, id: int) -> bool:
        """Forget a message that was not sent; return whether there was such a one."""
        return await self.lane.core(lambda connection: outbox.drop(connection, id))

    async def close(self) -> None:
        try:
            if self._serves:
                self._serves = False
                await self.lane.core(process.end)
        finally:
            await self.lane.close()
            self._lock.release()
