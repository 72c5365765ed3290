"""What has to be done around an erasure, beside its transaction, so that nothing comes back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from pathlib import Path
from typing import TypeVar

import aiosqlite
import msgspec

from adapters.sql import erasing, tombstones
from adapters.sql.errors import translated
from adapters.sql.instant import moment
from adapters.sql.lane import Lane
from adapters.sql.tombstones import Tombstone
from bot.ports import StoreRefused, StoreUnavailable

T = TypeVar("T")

log = logging.getLogger("tutorbot.store")


class _Found(msgspec.Struct, frozen=True):
    """What the database holds of erasures; `leaving` is how many learners wait for a message."""

    stones: Sequence[Tombstone]
    keys: frozenset[bytes]
    leaving: int


class Graveyard:
    """Keeps the tombstones beside the database, and what was erased out of the -wal.

    Whatever fails here is tried again at the next erasure, sweep or start: an erasure counts
    from its transaction on.
    """

    def __init__(self, lane: Lane, path: Path) -> None:
        self._lane, self._path = lane, path
        self._on_file: set[str] = set()
        self._keys: frozenset[bytes] = frozenset()
        self._leaving = 0
        self._unswept = False

    async def open(self) -> None:
        """Erase who was erased after this file was written: it may be a backup put back.

        Raises StoreUnavailable.
        """
        stones = await asyncio.to_thread(tombstones.read, self._path)
        self._on_file = {stone.id for stone in stones}
        again = await self._on_driver(lambda driver: _erase_again(driver, stones))
        if again:
            log.warning("erased again, as this file is older than their erasure: %d", again)
        self._unswept = again > 0
        await self._settle()
        await self.after_sending()

    def known(self, keys: Collection[str]) -> frozenset[str]:
        """Return those of the keys that are of inputs of erased learners."""
        if not self._keys:
            return frozenset()
        return frozenset(key for key in keys if erasing.key_hash(key) in self._keys)

    async def after_erasing(self) -> None:
        """Finish an erasure that is committed."""
        self._unswept, self._leaving = True, max(1, self._leaving)
        try:
            await self._settle()
        except (StoreUnavailable, StoreRefused) as error:
            log.warning("traces of an erasure stay in the -wal file for now: %s", error)

    async def after_sending(self) -> None:
        """Forget the names of the erased learners whose last message is out."""
        if not self._leaving:
            return
        before = self._leaving
        self._leaving = await self._on_driver(erasing.forget_names)
        if self._leaving < before:
            self._unswept = True
            await self.sweep()

    async def sweep(self) -> bool:
        """Empty the -wal if it may hold what was erased; return whether it does not now."""
        if self._unswept:
            self._unswept = not await self._lane.empty_log()
        return not self._unswept

    async def _settle(self) -> None:
        """Put up the tombstones that are not on disk yet, take in the keys, empty the -wal."""
        found = await self._on_driver(_found)
        self._keys, self._leaving = found.keys, found.leaving
        new = [stone for stone in found.stones if stone.id not in self._on_file]
        if new:
            try:
                await asyncio.to_thread(tombstones.add, self._path, new)
                self._on_file.update(stone.id for stone in new)
            except OSError as error:
                log.error("%s.erased cannot be written: %s", self._path.name, error.strerror)
        await self.sweep()

    async def _on_driver(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        async def translating(driver: aiosqlite.Connection) -> T:
            with translated():
                return await work(driver)

        return await self._lane.batch(translating)


async def _erase_again(driver: aiosqlite.Connection, stones: Collection[Tombstone]) -> int:
    """Do the erasures that this database does not know of; return how many learners it had."""
    done = {row[0] for row in await driver.execute_fetchall("SELECT id FROM erasure")}
    new = [stone for stone in stones if stone.id not in done]
    if not new:
        return 0
    people = list(await driver.execute_fetchall("SELECT key, id FROM account"))
    erased = 0
    for stone in new:
        if whose := {key: number for key, number in people if stone.is_of(key)}:
            await erasing.erase_again(driver, whose, stone.at)
            erased += len(whose)
    await erasing.note(driver, new)
    return erased


async def _found(driver: aiosqlite.Connection) -> _Found:
    rows = await driver.execute_fetchall("SELECT id, salt, hash, at FROM erasure")
    stones = [Tombstone(id, salt, hash, moment(at)) for id, salt, hash, at in rows]
    keys = await driver.execute_fetchall("SELECT hash FROM erased_key")
    ((leaving,),) = await driver.execute_fetchall("SELECT count(*) FROM farewell")
    return _Found(stones, frozenset(row[0] for row in keys), leaving)
