"""Timers: when one comes due it is handed in as an input, like everything else."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.account import Account
from bot.changes import Changes
from bot.clock import MachineTime
from bot.ports import (
    DueTimer,
    Incoming,
    Receipt,
    Store,
    StoreRefused,
    StoreUnavailable,
    Time,
    Whose,
)
from dialogues.input import Fired

PAGE = 64

NAP = 30.0
"""Seconds after which it looks again: the clock may have been set meanwhile."""

logger = logging.getLogger("tutorbot")


class Timers:
    """Asks the store what is due and submits it. The turn of a timer forgets it as it commits.

    With `only`, the timers of other learners wait.
    """

    def __init__(
        self,
        store: Store,
        submit: Callable[[Incoming], Awaitable[Receipt]],
        only: Account | None = None,
        *,
        time: Time | None = None,
    ) -> None:
        self._store = store
        self._submit = submit
        self._whose = Whose(account=only)
        self._time = time or MachineTime()
        self._wake = asyncio.Event()
        self._stopping = False

    def committed(self, changes: Changes) -> None:
        """Take note of what the runner committed: a timer may be due sooner than the others."""
        if changes.timers:
            self._wake.set()

    def stop(self) -> None:
        """Fire no more; `run` returns after what is being handed in."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Fire every timer when it comes due, until `stop`. While the store is down it waits."""
        troubles = 0
        while not self._stopping:
            self._wake.clear()
            try:
                await self.fire_due(self._time.now())
                rest = await self._rest()
                troubles = 0
            except (StoreUnavailable, StoreRefused) as error:
                troubles += 1
                rest = min(2.0 ** min(troubles - 1, 10), NAP)
                if troubles == 1:
                    logger.warning("timers wait: %s", error)
            await self._time.wait(self._wake, rest)

    async def fire_due(self, now: datetime) -> int:
        """Fire every timer that is due, the oldest first; return how many were handled.

        Raises what the first one that was not accepted raised; it stays due.
        """
        fired = 0
        while due := await self._store.due_timers(now, PAGE, self._whose):
            results = await asyncio.gather(
                *(self._submit(_incoming(timer, now)) for timer in due), return_exceptions=True
            )
            for result in results:
                if isinstance(result, BaseException):
                    raise result
            fired += len(due)
            if len(due) < PAGE:
                break
        return fired

    async def _rest(self) -> float:
        """Return the seconds until the next timer comes due, or until it looks again."""
        now = self._time.now()
        soon = await self._store.due_timers(now + timedelta(seconds=NAP), 1, self._whose)
        return max(0.0, (soon[0].due - now).total_seconds()) if soon else NAP


def _incoming(timer: DueTimer, now: datetime) -> Incoming:
    # With the prompt: once a clock was put back, the same time can be meant twice.
    key = f"timer:{timer.account.key}:{timer.name}:{timer.due.isoformat()}:{timer.prompt}"
    return Incoming(timer.account, Fired(timer.name, timer.prompt), now, key)
