"""Delivery: sends what the outbox holds, in order per conversation, at least once."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from functools import partial
from itertools import islice

from bot.account import Account
from bot.attempt import attempt, settles, to_settle
from bot.changes import Changes
from bot.clock import MachineTime
from bot.drain import Drain
from bot.lanes import FEW, Lane, Lanes
from bot.ledger import Entry, Ledger
from bot.pace import Pace
from bot.ports import Shown, Store, StoreRefused, StoreUnavailable, Time, Whose
from bot.retry import Chance, failure
from bot.sending import Sender

PAGE = 256
HELD = 4096
"""The most messages in memory, give or take a page; the others wait in the store."""

REFILLS = 32
"""The most lanes that are refilled between two rounds of marks."""

NAP = 30.0
"""Seconds after which the outbox is looked at unasked."""

LONGEST_TROUBLE = 5.0
"""Seconds between two tries to reach the store."""

PATIENCE = 5.0
"""Seconds in which `stop` lets the messages on their way arrive."""

logger = logging.getLogger("tutorbot")


class Delivery:
    """Sends the messages of the platforms that it has a sender for, or `only` one learner's.

    A message is marked as sent before the next of its conversation goes out. It may be sent twice
    only when the program ends, or a sender fails without knowing, between the two.

    `tenants` names, for a platform, the one tenant to whose accounts its sender can write.

    For chat platforms: `run`, told by `committed` what is new, at the `paces` of the platforms.
    For one chat at a time: `drain`. Not both on one object.
    """

    def __init__(  # noqa: PLR0913  # what there is to know of the world
        self,
        store: Store,
        senders: Mapping[str, Sender],
        only: Account | None = None,
        *,
        tenants: Mapping[str, str] | None = None,
        paces: Mapping[str, Pace] | None = None,
        time: Time | None = None,
        chance: Chance = random.random,
    ) -> None:
        self._store = store
        self._senders = senders
        self._whose = Whose(frozenset(senders), only, tuple((tenants or {}).items()))
        self._drain = Drain(store, senders, self._whose)
        self._time = time or MachineTime()
        self._chance = chance
        self._lanes = Lanes(paces or {})
        self._seen = 0  # the newest message that was read
        self._behind = True  # there may be messages after it
        self._looked = 0.0
        self._ledger = Ledger(store, self._lanes)
        self._flying: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._stopping = self._running = False
        self._ended = asyncio.Event()
        self._patience = PATIENCE
        self._troubles = 0

    @property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """How often what happened: sent, retried, ambiguous, permanent or gone, by platform."""
        return self._ledger.counts

    async def drain(self, now: datetime) -> int:
        """Send all that is due, until nothing is; return how many messages were sent.

        Raises StoreUnavailable; what was sent by then is not sent again by this object.
        """
        return await self._drain.drain(now)

    def committed(self, changes: Changes) -> None:
        """Take note of what the runner committed: new messages, and who left and came back."""
        now = self._time.monotonic()
        for _, key in changes.handled:
            self._lanes.hear(key)
        for key in changes.unreachable:
            self._lanes.close(key)
        for key in changes.reachable:
            self._reopen(key, now)
        for key in changes.erased:  # of what was said before, nothing more goes out
            self._lanes.close(key)
            self._reopen(key, now)
        if changes.replies or changes.reachable:
            self._behind = True
            self._wake.set()

    async def run(self) -> None:
        """Send until `stop`. While the store is down nothing is sent; it goes on by itself.

        To cancel it is to leave what is on its way unmarked: then that is sent again.
        """
        self._running = True
        try:
            while not self._stopping:
                self._wake.clear()
                if rest := await self._round():
                    await self._time.wait(self._wake, rest)
                else:
                    await asyncio.sleep(0)
            await self._wind_up()
        finally:
            for task in self._flying:
                task.cancel()
            self._ended.set()

    async def stop(self, patience: float = PATIENCE) -> None:
        """Begin no more; let what is on its way arrive, for so many seconds, and mark it."""
        self._stopping, self._patience = True, patience
        self._wake.set()
        if self._running:
            await self._ended.wait()

    async def _round(self) -> float:
        """Write what became of messages, read, and send; return how long to rest."""
        try:
            await self._write()
            await self._refill()
            await self._read()
            await self._start()
        except (StoreUnavailable, StoreRefused) as error:
            self._troubles += 1
            if self._troubles == 1:
                logger.warning("messages wait until the store works again: %s", error)
            return min(0.1 * 2.0 ** min(self._troubles, 10), LONGEST_TROUBLE)
        self._troubles = 0
        return self._rest()

    def _rest(self) -> float:
        if self._ledger or self._lanes.hungry or (self._behind and self._lanes.held < HELD):
            return 0.0
        return max(0.0, min(self._lanes.next_at() - self._time.monotonic(), NAP))

    async def _write(self) -> None:
        """Write what became of messages; their lanes go on."""
        now = self._time.monotonic()
        for key in await self._ledger.write(now, self._time.now()):
            self._reopen(key, now)

    def _reopen(self, key: str, now: float) -> None:
        account = Account(*key.split(":", 2))
        if account.platform in self._senders and self._whose.account in (None, account):
            self._lanes.reopen(account, now)

    async def _refill(self) -> None:
        """Read the next messages of lanes that have sent all they held."""
        for lane in list(islice(self._lanes.hungry.values(), REFILLS)):
            after = lane.last
            rows = await self._store.waiting(after, FEW, Whose(account=lane.account))
            if self._lanes.hungry.get(lane.key) is lane and lane.last == after:
                self._lanes.refill(lane, rows, self._time.monotonic(), self._time.now())

    async def _read(self) -> None:
        """Read a page of messages that no lane has seen."""
        now = self._time.monotonic()
        if now - self._looked >= NAP:
            self._behind = True
        if not self._behind or self._lanes.held >= HELD:
            return
        self._behind = False
        try:
            rows = await self._store.waiting(self._seen, PAGE, self._whose)
        except BaseException:
            self._behind = True
            raise
        self._looked = now
        self._behind = self._behind or len(rows) == PAGE
        now, wall = self._time.monotonic(), self._time.now()
        for row in rows:
            self._lanes.add(row, now, wall)
            self._seen = row.id

    async def _start(self) -> None:
        """Send the messages whose turn it is."""
        now = self._time.monotonic()
        lanes = self._lanes.take(now)
        try:
            shown = await self._shown(lanes)
            withdrawn = await self._withdrawn(lanes)
        except BaseException:
            for lane in lanes:
                self._lanes.put_back(lane, now)
            raise
        for lane in lanes:
            if lane.rows[0].id in withdrawn or self._lanes.is_outdated(lane):
                self._lanes.done(lane, now)
                continue
            old = shown[lane.key]
            self._lanes.count_calls(lane, now, len(to_settle(lane.rows[0], old)))
            task = asyncio.create_task(self._carry(lane, old))
            self._flying.add(task)
            task.add_done_callback(partial(self._landed, lane))

    async def _withdrawn(self, lanes: Sequence[Lane]) -> Set[int]:
        """Claim the messages that need a consent; return those whose consent is withdrawn."""
        ids = {lane.rows[0].id for lane in lanes if lane.rows[0].consent is not None}
        return ids.difference(await self._store.claim(ids, self._time.now())) if ids else ids

    async def _shown(self, lanes: Sequence[Lane]) -> Mapping[str, list[Shown]]:
        """Return the messages with buttons of those accounts where some are to be settled."""
        found: defaultdict[str, list[Shown]] = defaultdict(list)
        if keys := [lane.key for lane in lanes if settles(lane.rows[0]) is not None]:
            for one in await self._store.shown(keys):
                found[one.account].append(one)
        return found

    async def _carry(self, lane: Lane, shown: Sequence[Shown]) -> None:
        row = lane.rows[0]
        id, begun = lane.begun or (0, None)
        sent = await attempt(
            self._senders[row.account.platform], row, shown, begun if id == row.id else None
        )
        failed, now = None, self._time.monotonic()
        if sent.error is not None:
            doubtful = lane.doubtful == (row.id, sent.taken)
            failed = failure(
                row, sent.error, self._time.now(), doubtful=doubtful, chance=self._chance
            )
        until = now + (failed.wait if failed else 0.0)
        self._ledger.note(Entry(lane, sent, failed, until))

    def _landed(self, lane: Lane, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        if task.cancelled():  # not by us, unless it ends: a sender was, from within
            now = self._time.monotonic()
            self._lanes.retry(lane, now, now + LONGEST_TROUBLE)
        self._wake.set()

    async def _wind_up(self) -> None:
        """Let what is on its way arrive, but not for ever, and mark it."""
        until = self._time.monotonic() + self._patience
        while self._flying and (left := until - self._time.monotonic()) > 0:
            self._wake.clear()
            await self._time.wait(self._wake, left)
        for task in self._flying:
            task.cancel()
        await asyncio.gather(*self._flying, return_exceptions=True)
        try:
            await self._write()
        except StoreUnavailable as error:
            logger.warning("%d messages will be sent again: %s", len(self._ledger), error)
