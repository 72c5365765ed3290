"""Timers: when one comes due it is handed in as an input, like everything else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.ports import Account, DueTimer, Incoming, Receipt, Store, Whose
from dialogues.input import Fired

PAGE = 64


class Timers:
    """Asks the store what is due and submits it. The turn of a timer forgets it as it commits.

    With `only`, the timers of other learners wait.
    """

    def __init__(
        self,
        store: Store,
        submit: Callable[[Incoming], Awaitable[Receipt]],
        only: Account | None = None,
    ) -> None:
        self._store = store
        self._submit = submit
        self._whose = Whose(account=only)

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


def _incoming(timer: DueTimer, now: datetime) -> Incoming:
    # With the prompt: once a clock was put back, the same time can be meant twice.
    key = f"timer:{timer.account.key}:{timer.name}:{timer.due.isoformat()}:{timer.prompt}"
    return Incoming(timer.account, Fired(timer.name, timer.prompt), now, key)
