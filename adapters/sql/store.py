"""The store on SQLite: what the runner, delivery, timers and operators ask of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
import msgspec
from filelock import BaseFileLock
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql import (
    delivering,
    erasing,
    hot,
    installations,
    lookups,
    outbox,
    process,
    quarantine,
    retention,
    timers,
    uploads,
)
from adapters.sql.accounts import unreachable
from adapters.sql.errors import translated
from adapters.sql.graveyard import Graveyard
from adapters.sql.lane import Lane
from adapters.sql.outbox import OutboxEntry
from adapters.sql.quarantine import QuarantineRow
from bot.changes import Changes, Fold, Loaded, Needs
from bot.ports import EVERYONE, DueTimer, Incoming, Installation, Marks, OutboxRow, Shown, Whose
from dialogues.request import Request

T = TypeVar("T")


class SqlStore:
    """Keeps everything in one SQLite file, which no other process may write meanwhile.

    Made by `open_store`. `unclean` says that the process before this one ended without `close`.
    `lane` is the way to the database for what has no method here.
    """

    def __init__(self, lane: Lane, lock: BaseFileLock, path: Path) -> None:
        self.unclean = False
        self.lane = lane
        self._lock = lock
        self._graveyard = Graveyard(lane, path)
        self._serves = False
        self._attempted: set[str] = set()
        self._unreachable: set[str] = set()

    async def begin(self, now: datetime | None) -> None:
        """Connect; with a time, write down that this process serves from then until `close`."""

        async def look(connection: AsyncConnection) -> bool:
            clean = await process.begin(connection, now) if now else True
            self._attempted.update(await process.attempted(connection))
            self._unreachable.update(await unreachable(connection))
            return clean

        self.unclean = not await self.lane.core(look)
        await self._graveyard.open()
        self._serves = now is not None

    async def commit(self, accounts: Sequence[str], keys: Sequence[str], fold: Fold) -> None:
        async def batch(driver: aiosqlite.Connection) -> Changes:
            self.lane.bring_in(driver)
            with translated():
                found = await hot.load(driver, accounts, keys)
                handled = found.handled | self._graveyard.known(keys)
                found = msgspec.structs.replace(found, handled=handled)
            away = self._unreachable and self._unreachable.intersection(accounts)
            changes = fold(Loaded(found.states, found.handled, frozenset(away)))
            if isinstance(changes, Needs):
                found, changes = await self._look_up(driver, found, accounts, fold, changes)
            with translated():
                await hot.write(driver, found, changes, self._attempted)
            self._unreachable.update(changes.unreachable)
            return changes

        changes = await self.lane.swift(batch)
        self._unreachable.difference_update(changes.reachable)
        self._attempted.difference_update(key for key, _ in changes.handled)
        if changes.erased:
            await self._graveyard.after_erasing()

    async def _look_up(
        self,
        driver: aiosqlite.Connection,
        found: hot.Found,
        accounts: Sequence[str],
        fold: Fold,
        lacking: Changes | Needs,
    ) -> tuple[hot.Found, Changes]:
        """Fold again with what was asked for, until nothing is lacking."""
        answers: dict[tuple[str, Request[Any]], Any] = {}
        others: set[str] = set()
        with translated():
            await hot.begin(driver)
        while isinstance(lacking, Needs):
            with translated():
                if sought := set(lacking.accounts) - others:
                    found = hot.merged(found, await hot.load(driver, sought, ()))
                    others |= sought
                for key, request in lacking.requests:
                    number = found.numbers.get(key)
                    answers[key, request] = await lookups.answer(
                        driver, number, key, request, lacking.at
                    )
            away = self._unreachable.intersection({*accounts, *others})
            known = {key: key in found.numbers for key in others}
            loaded = Loaded(found.states, found.handled, frozenset(away), answers, known)
            lacking = fold(loaded)
        return found, lacking

    async def note_attempt(self, key: str) -> int:
        self._attempted.add(key)
        return await self.lane.core(lambda connection: process.note_attempt(connection, key))

    async def unsent(self, now: datetime, limit: int, whose: Whose = EVERYONE) -> list[OutboxRow]:
        return await self.lane.core(lambda c: outbox.unsent(c, now, limit, whose))

    async def waiting(self, after: int, limit: int, whose: Whose = EVERYONE) -> list[OutboxRow]:
        return await self._swiftly(lambda d: delivering.waiting(d, after, limit, whose))

    async def claim(self, ids: Collection[int], at: datetime) -> Collection[int]:
        return await self._swiftly(lambda driver: delivering.claim(driver, ids, at))

    async def mark(self, marks: Marks) -> None:
        # First, so that no batch can miss it. If it is not committed, the account is only found
        # reachable once more.
        self._unreachable.update(marks.unreachable)
        await self._swiftly(lambda driver: delivering.mark(driver, marks))
        self._unreachable.difference_update(marks.reachable)
        if marks.sent or marks.not_sent:
            await self._graveyard.after_sending()

    async def shown(self, accounts: Collection[str]) -> list[Shown]:
        return await self._swiftly(lambda driver: delivering.shown(driver, accounts))

    async def uploaded(self, platform: str, tenant: str, picture: str) -> str | None:
        return await self.lane.core(lambda c: uploads.find(c, platform, tenant, picture))

    async def note_upload(self, platform: str, tenant: str, picture: str, ref: str) -> None:
        await self.lane.core(lambda c: uploads.note(c, platform, tenant, picture, ref))

    async def installations(self, platform: str) -> list[Installation]:
        return await self.lane.core(lambda c: installations.every(c, platform))

    async def keep_installation(self, installation: Installation) -> None:
        await self.lane.core(lambda c: installations.keep(c, installation))

    async def drop_installation(self, platform: str, tenant: str) -> None:
        await self.lane.core(lambda c: installations.drop(c, platform, tenant))

    async def note_state(self, state: str, now: datetime, until: datetime) -> None:
        await self.lane.core(lambda c: installations.note_state(c, state, now, until))

    async def take_state(self, state: str, now: datetime) -> bool:
        return await self.lane.core(lambda c: installations.take_state(c, state, now))

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

    async def read(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Return what this work reads, in a transaction of its own."""
        return await self.lane.core(work)

    async def erase(self, key: str, at: datetime) -> bool:
        """Erase all of the account with this key; return whether there was such a one."""

        async def work(driver: aiosqlite.Connection) -> bool:
            rows = await driver.execute_fetchall(_NUMBER, (key,))
            numbers = {row[0]: int(row[1]) for row in rows}
            await erasing.erase_with_names(driver, numbers, at)
            return bool(numbers)

        found = await self._on_driver(work)
        if found:
            await self._graveyard.after_erasing()
        return found

    async def drop_keys(self, before: date) -> int:
        """Delete some of the keys of before this day; return how many, 0 when none is left."""
        return await self._on_driver(lambda driver: retention.drop_keys(driver, before))

    async def drop_reflections(self, before: datetime) -> int:
        """Delete some of the reflections of before; return how many, 0 when none is left."""
        return await self._on_driver(lambda driver: retention.drop_reflections(driver, before))

    async def drop_inactive(self, after: int, before: date, at: datetime) -> tuple[int | None, int]:
        """Erase learners who were not here since that day, of those after this number.

        Returns where to go on, None at the end, and how many were erased.
        """
        found = await self._on_driver(lambda d: retention.drop_inactive(d, after, before, at))
        if found[1]:
            await self._graveyard.after_erasing()
        return found

    async def sweep(self) -> bool:
        """See that the -wal holds nothing of what was deleted; False: try again later."""
        return await self._graveyard.sweep()

    async def probe(self) -> None:
        """Write something that changes nothing. Raises StoreUnavailable when that fails."""
        await self.lane.core(process.probe)

    async def _on_driver(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        return await self.lane.batch(_translating(work))

    async def _swiftly(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        return await self.lane.swift(_translating(work))

    async def close(self) -> None:
        try:
            if self._serves:
                self._serves = False
                await self.lane.core(process.end)
        finally:
            await self.lane.close()
            self._lock.release()


_NUMBER = "SELECT key, id FROM account WHERE key = ?"


def _translating(
    work: Callable[[aiosqlite.Connection], Awaitable[T]],
) -> Callable[[aiosqlite.Connection], Awaitable[T]]:
    async def translated_work(driver: aiosqlite.Connection) -> T:
        with translated():
            return await work(driver)

    return translated_work
