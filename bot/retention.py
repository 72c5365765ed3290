"""Retention: what has been kept long enough is deleted, by itself, a small piece at a time."""

from __future__ import annotations

import asyncio
import logging
from datetime import date, datetime, timedelta
from typing import Protocol

import msgspec

from bot.clock import MachineTime
from bot.ports import StoreRefused, StoreUnavailable, Time

REDELIVERY = 3
"""Days after which no platform brings an input again; Telegram does so for one day."""

PAUSE = 21_600.0
"""Seconds between two rounds."""

AGAIN = 60.0
"""Seconds after which a round that could not be finished is tried again."""

logger = logging.getLogger("tutorbot.retention")


class Keeping(Protocol):
    """A store that can let go of what is old, some of it with each call."""

    async def drop_keys(self, before: date) -> int:
        """Delete some of the keys of before this day; return how many, 0 when none is left."""

    async def drop_reflections(self, before: datetime) -> int:
        """Delete some of the reflections of before; return how many, 0 when none is left."""

    async def drop_inactive(self, after: int, before: date, at: datetime) -> tuple[int | None, int]:
        """Erase learners who were not here since that day, of those after this number.

        Returns where to go on, None at the end, and how many were erased.
        """

    async def sweep(self) -> bool:
        """See that nothing of what was deleted is left on disk; False: try again later."""


class Limits(msgspec.Struct, frozen=True):
    """For how many days what is kept: reflections (None: as long as the learner), and learners
    after their last word (0: for ever)."""

    reflections: int | None = None
    inactive: int = 0


class Retention:
    """Lets go of what is older than the limits allow."""

    def __init__(self, store: Keeping, limits: Limits, *, time: Time | None = None) -> None:
        self._store, self._limits = store, limits
        self._time = time or MachineTime()
        self._wake = asyncio.Event()
        self._stopping = False

    def stop(self) -> None:
        """Delete no more; `run` returns after the piece in hand."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Let go of what is old at once and then every few hours, until `stop`."""
        while not self._stopping:
            rest = PAUSE if await self._round() else AGAIN
            if not self._stopping:
                await self._time.wait(self._wake, rest)

    async def _round(self) -> bool:
        """Return whether all was done."""
        try:
            await self.purge(keys=True)
            return await self._store.sweep()
        except (StoreUnavailable, StoreRefused) as error:
            logger.warning("what is old is deleted later: %s", error)
            return False

    async def purge(self, *, keys: bool) -> None:
        """Delete what is old now; with `keys`, also those of inputs that no platform sends again.

        Raises StoreUnavailable.
        """
        now = self._time.now()
        counts = {
            "keys of inputs": await self._keys(now) if keys else 0,
            "reflections": await self._reflections(now),
            "inactive learners": await self._inactive(now),
        }
        for what, count in counts.items():
            if count:
                logger.info("deleted, as they are old: %d %s", count, what)

    async def _keys(self, now: datetime) -> int:
        before, total = now.date() - timedelta(days=REDELIVERY), 0
        while not self._stopping and (count := await self._store.drop_keys(before)):
            total += count
        return total

    async def _reflections(self, now: datetime) -> int:
        if self._limits.reflections is None:
            return 0
        before, total = now - timedelta(days=self._limits.reflections), 0
        while not self._stopping and (count := await self._store.drop_reflections(before)):
            total += count
        return total

    async def _inactive(self, now: datetime) -> int:
        if not self._limits.inactive:
            return 0
        before, total = now.date() - timedelta(days=self._limits.inactive), 0
        place: int | None = 0
        while place is not None and not self._stopping:
            place, count = await self._store.drop_inactive(place, before, now)
            total += count
        return total
