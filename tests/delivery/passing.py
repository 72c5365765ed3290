"""Time that passes when a test says so: after all that is to happen by then has happened."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from math import inf

from tests.runner.talk import NOW


class Passing:
    """A time that stands still until `advance`. One loop may `wait` on it."""

    def __init__(self, start: datetime = NOW) -> None:
        self._wall = start
        self._seconds = 1000.0
        self._due: list[tuple[float, asyncio.Future[object]]] = []
        self._event: asyncio.Event | None = None
        self._at_rest = asyncio.Event()
        self.rests: list[float] = []

    def now(self) -> datetime:
        return self._wall

    def monotonic(self) -> float:
        return self._seconds

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        woken: asyncio.Future[object] = asyncio.ensure_future(event.wait())
        over: asyncio.Future[object] = asyncio.ensure_future(self._in(seconds))
        self._event = event
        self.rests.append(seconds)
        self._at_rest.set()
        await asyncio.wait([woken, over], return_when=asyncio.FIRST_COMPLETED)
        self._at_rest.clear()
        for one in (woken, over):
            one.cancel()
        await asyncio.gather(woken, over, return_exceptions=True)

    async def sleep(self, seconds: float) -> None:
        """Return after so many seconds of this time."""
        await self._in(seconds)

    def _in(self, seconds: float) -> asyncio.Future[object]:
        over: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self._due.append((self._seconds + seconds, over))
        return over

    def begin(self) -> None:
        """Take note that a new loop will wait."""
        self._at_rest.clear()

    def end(self, _: object = None) -> None:
        """Take note that the loop has ended: it will not wait again."""
        self._event = asyncio.Event()
        self._at_rest.set()

    async def settled(self) -> None:
        """Return when nothing more happens unless time passes."""
        while True:
            await self._at_rest.wait()
            rests = len(self.rests)
            for _ in range(20):
                await asyncio.sleep(0)
            still = self._at_rest.is_set() and rests == len(self.rests)
            if still and self._event and not self._event.is_set():
                return

    async def advance(self, seconds: float) -> None:
        """Let so much time pass, moment by moment."""
        end = self._seconds + seconds
        await self.settled()
        while (at := self._next()) <= end:
            self._move(max(at, self._seconds))
            for due, over in self._due:
                if due <= self._seconds and not over.done():
                    over.set_result(None)
            await self.settled()
        self._move(end)

    def set_clock(self, by: timedelta) -> None:
        """Put the time of day forward or back; no time passes."""
        self._wall += by

    def _next(self) -> float:
        self._due = [(due, over) for due, over in self._due if not over.done()]
        return min((due for due, _ in self._due), default=inf)

    def _move(self, at: float) -> None:
        self._wall += timedelta(seconds=at - self._seconds)
        self._seconds = at
