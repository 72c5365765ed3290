"""Whether messages can be taken and sent now, as a health check asks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.ports import EVERYONE, OutboxRow, StoreRefused, StoreUnavailable, Time, Whose

LATE = timedelta(seconds=120)
"""How long a message may be due before something is wrong."""

FRESH = 5.0
"""Seconds for which a finding holds: a health check that asks often costs no more."""


class Probed(Protocol):
    """What is asked of a store."""

    async def probe(self) -> None: ...

    async def unsent(self, now: datetime, limit: int, whose: Whose = ...) -> list[OutboxRow]: ...


class StoreHealth:
    """Says whether the store takes writes, and whether messages leave in time."""

    def __init__(self, store: Probed, time: Time, whose: Whose = EVERYONE) -> None:
        self._store, self._time, self._whose = store, time, whose
        self._found: dict[str, tuple[float, str | None]] = {}

    async def writable(self) -> str | None:
        """Return why nothing can be written; None when it can."""
        return await self._fresh("writable", self._probe)

    async def punctual(self) -> str | None:
        """Return why messages are late; None when they are not."""
        return await self._fresh("punctual", self._oldest)

    async def _fresh(self, name: str, find: Callable[[], Awaitable[str | None]]) -> str | None:
        at, found = self._found.get(name, (float("-inf"), None))
        if self._time.monotonic() - at < FRESH:
            return found
        try:
            found = await find()
        except (StoreUnavailable, StoreRefused) as error:
            found = str(error)
        self._found[name] = (self._time.monotonic(), found)
        return found

    async def _probe(self) -> str | None:
        await self._store.probe()
        return None

    async def _oldest(self) -> str | None:
        limit = self._time.now() - LATE
        # The oldest of them has been due for longest, but for those that are tried again.
        for row in await self._store.unsent(limit, 1, self._whose):
            if (row.due or row.at) <= limit:
                return f"a message has been due for more than {LATE.seconds} s"
        return None
