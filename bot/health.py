"""Whether messages can be taken and sent now, as a health check asks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Protocol

from bot.ports import EVERYONE, OutboxRow, StoreRefused, StoreUnavailable, Time, Whose

LATE = timedelta(seconds=120)
"""How long a message may be due before something is wrong."""

FRESH = 5.0
"""Seconds for which a finding holds: a health check that asks often costs no more."""


PAGE = 64

PAGES = 16
"""How many pages of old messages are looked through: behind so many that are put off or wait for
those, none is looked for. It keeps the check cheap, however long the outbox is."""


class Probed(Protocol):
    """What is asked of a store."""

    async def probe(self) -> None: ...

    async def waiting(self, after: int, limit: int, whose: Whose = ...) -> list[OutboxRow]: ...


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
        after, seen = 0, set[str]()
        for _ in range(PAGES):
            rows = await self._store.waiting(after, PAGE, self._whose)
            for row in rows:
                if row.at > limit:
                    return None  # so are all after it
                if row.account.key not in seen and (row.due or row.at) <= limit:
                    return f"a message has been due for more than {LATE.seconds} s"
                seen.add(row.account.key)
            if len(rows) < PAGE:
                return None
            after = rows[-1].id
        return None
