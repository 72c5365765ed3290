"""The ledger: what became of the messages that were tried, until it is written in the store."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import msgspec

from bot.attempt import Sent, Tried, marks, moved_to
from bot.lanes import Lane, Lanes
from bot.ports import Marks, Store, StoreRefused
from bot.retry import Failure, spared

logger = logging.getLogger("tutorbot")


class Entry(msgspec.Struct, frozen=True):
    """A try whose outcome is not written yet; `until` is when the next may be (monotonic)."""

    lane: Lane
    sent: Sent
    failure: Failure | None
    until: float


class Ledger:
    """Writes in groups what became of messages; then their lanes go on.

    `counts` says how often what happened on which platform.
    """

    def __init__(self, store: Store, lanes: Lanes) -> None:
        self._store = store
        self._lanes = lanes
        self._entries: list[Entry] = []
        self._returned: set[str] = set()
        self.counts: Counter[tuple[str, str]] = Counter()

    def __len__(self) -> int:
        """How much is to be written."""
        return len(self._entries) + len(self._returned)

    def note(self, entry: Entry) -> None:
        """Take note of a try, to be written with the next group."""
        self._entries.append(entry)

    async def write(self, now: float, wall: datetime) -> Sequence[str]:
        """Write what was noted; return accounts that can be reached again after all.

        Raises StoreUnavailable; then all of it stays noted.
        """
        returned = tuple(self._returned)
        if not self._entries and not returned:
            return ()
        entries = [_spare(entry, wall) for entry in self._entries]
        await self._mark([(one.sent, one.failure) for one in entries], wall, returned)
        del self._entries[: len(entries)]
        self._returned.difference_update(returned)
        for entry in entries:
            self._go_on(entry, now)
        return returned

    async def _mark(self, tried: Sequence[Tried], wall: datetime, returned: Sequence[str]) -> None:
        try:
            await self._store.mark(marks(tried, wall, returned))
        except StoreRefused:  # because of one of them: the others are written all the same
            await self._store.mark(Marks(reachable=returned))
            for one in tried:
                try:
                    await self._store.mark(marks([one], wall))
                except StoreRefused as error:
                    logger.error("of message %d nothing can be written: %s", one[0].row.id, error)

    def _go_on(self, entry: Entry, now: float) -> None:
        lane, failed, row = entry.lane, entry.failure, entry.sent.row
        self.counts[row.account.platform, failed.kind if failed else "sent"] += 1
        if failed is None or failed.mark.retry_at is None:
            self._lanes.done(lane, now)
        elif failed.kind == "gone":
            if lane.heard:  # they came back while it was written that they had gone
                self._returned.add(lane.key)
            self._lanes.close_sent(lane)
        elif user := moved_to(entry.sent):
            self._lanes.move(lane, user, now)
        else:
            lane.begun = (row.id, entry.sent.begun) if entry.sent.begun else None
            if failed.kind == "ambiguous":
                lane.doubtful = (row.id, entry.sent.taken)
            self._lanes.retry(lane, now, entry.until)


def _spare(entry: Entry, wall: datetime) -> Entry:
    """Return the try as it is to be taken: who was heard of meanwhile is not gone."""
    if entry.failure is None or entry.failure.kind != "gone" or not entry.lane.heard:
        return entry
    failed = spared(entry.sent.row, entry.failure, wall)
    return msgspec.structs.replace(entry, failure=failed, until=entry.until + failed.wait)
