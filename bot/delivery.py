"""Delivery: sends what the outbox holds, in order per conversation, at least once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.failure import error_line
from bot.ports import Account, OutboxRow, Sender, SendFailed, Store, Whose

PAGE = 100

LONGEST_WAIT = 300.0  # seconds between two tries of one message
TRIES = 300
"""How often a message is tried: about a day, then it has failed for good."""

TRIES_AFTER_A_BUG = 4
"""How often when the sender itself breaks: soon it would hold up the conversation for nothing."""

logger = logging.getLogger("tutorbot")


class Delivery:
    """Sends the messages of the platforms that it has a sender for, or `only` one learner's.

    A message is marked as sent before the next of its conversation goes out. It may be sent twice
    only when the program ends, or a sender fails without knowing, between the two.
    """

    def __init__(
        self, store: Store, senders: Mapping[str, Sender], only: Account | None = None
    ) -> None:
        self._store = store
        self._senders = senders
        self._whose = Whose(frozenset(senders), only)
        self._unmarked: list[int] = []
        self._one_at_a_time = asyncio.Lock()

    async def drain(self, now: datetime) -> int:
        """Send all that is due, until nothing is; return how many messages were sent.

        Raises StoreUnavailable; what was sent by then is not sent again by this object.
        """
        async with self._one_at_a_time:
            await self._mark()  # sent earlier, while the store was down
            sent = 0
            while rows := await self._due(now):
                for row in rows:
                    sent += await self._send(row, now)
            return sent

    async def _due(self, now: datetime) -> list[OutboxRow]:
        return await self._store.unsent(now, PAGE, self._whose)

    async def _send(self, row: OutboxRow, now: datetime) -> bool:
        try:
            await self._senders[row.account.platform].send(row.account, row.reply)
        except SendFailed as error:
            await self._store.not_sent(row.id, str(error), _retry_at(row, error, now))
            return False
        except Exception as error:  # a bug in a sender: other conversations go on
            logger.error("message %d was not sent: %s", row.id, error_line(error))
            again = None if row.attempts + 1 >= TRIES_AFTER_A_BUG else now + _back_off(row)
            await self._store.not_sent(row.id, error_line(error), again)
            return False
        self._unmarked.append(row.id)
        await self._mark()
        return True

    async def _mark(self) -> None:
        if self._unmarked:
            await self._store.sent(self._unmarked)
            self._unmarked.clear()


def _retry_at(row: OutboxRow, error: SendFailed, now: datetime) -> datetime | None:
    """Return when to try again. A platform that names the time is tried as long as it does."""
    if error.permanent:
        return None
    if error.retry_after is not None:
        return now + timedelta(seconds=max(error.retry_after, 1.0))
    return None if row.attempts + 1 >= TRIES else now + _back_off(row)


def _back_off(row: OutboxRow) -> timedelta:
    """Return 1, 2, 4 ... 300 seconds; `attempts` are those that failed before this one."""
    return timedelta(seconds=min(2.0 ** min(row.attempts, 16), LONGEST_WAIT))
