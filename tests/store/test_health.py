"""What a health check learns of the store: it takes writes, and messages leave in time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from adapters.sql.store import SqlStore
from bot.account import Account
from bot.clock import MachineTime
from bot.health import FRESH, LATE, PAGE, PAGES, StoreHealth
from bot.ports import EVERYONE, Marks, NotSent, OutboxRow, Whose
from tests.store.values import ANN, BOB, NOW, commit, said, turn

SECOND = timedelta(seconds=1)


class Still(MachineTime):
    """Stands still until a test moves it."""

    def __init__(self, now: datetime) -> None:
        self._now, self.seconds = now, 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self.seconds


async def test_a_store_that_cannot_be_written_is_told_until_it_can(
    store: SqlStore, tmp_path: Path
) -> None:
    time = Still(NOW)
    health = StoreHealth(store, time)
    assert await health.writable() is None
    with closing(sqlite3.connect(tmp_path / "tutorbot.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert await health.writable() is None  # a finding holds for a moment
        time.seconds += FRESH
        assert "locked" in (await health.writable() or "")
        other.rollback()
    time.seconds += FRESH
    assert await health.writable() is None


async def punctual(store: SqlStore, after: timedelta, whose: Whose | None = None) -> bool:
    """Return whether all messages left in time, so long after now."""
    health = StoreHealth(store, Still(NOW + after), *([whose] if whose else []))
    return await health.punctual() is None


async def test_a_message_that_waits_for_too_long_is_told(store: SqlStore) -> None:
    assert await punctual(store, timedelta(days=1))
    await commit(store, turn("1", replies=[said("one"), said("two")]))
    assert await punctual(store, LATE - SECOND)
    assert not await punctual(store, LATE + SECOND)
    assert await punctual(store, LATE + SECOND, Whose(frozenset({"telegram"})))


async def test_messages_that_have_to_wait_are_not_late(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("one"), said("two")]))
    await commit(store, turn("2", BOB, replies=[said("three", BOB)]))
    ann, bob = await store.unsent(NOW, 10)
    hour = NOW + timedelta(hours=1)  # the platform asked for that
    await store.mark(Marks(not_sent=[NotSent(ann.id, "429", hour)]))
    await store.mark(Marks(sent=[bob.id]))
    assert await punctual(store, timedelta(hours=1))
    assert not await punctual(store, timedelta(hours=1) + LATE)
    await store.mark(Marks(unreachable=[ANN.key], at=NOW))
    assert await punctual(store, timedelta(days=1))


def old(id: int, user: int, due: timedelta | None = None) -> OutboxRow:
    whom = Account("chat", "bot", str(user))
    return OutboxRow(id, whom, b"", 0, NOW, NOW + due if due else None)


class Pages:
    """An outbox as a list; `reads` counts the messages that were read."""

    def __init__(self, rows: list[OutboxRow]) -> None:
        self._rows, self.reads = rows, 0

    async def probe(self) -> None:
        pass

    async def waiting(self, after: int, limit: int, whose: Whose = EVERYONE) -> list[OutboxRow]:
        found = [row for row in self._rows if row.id > after][:limit]
        self.reads += len(found)
        return found


async def test_a_late_message_is_found_behind_pages_of_others_that_were_put_off() -> None:
    hour = timedelta(hours=1)
    put_off = [old(n, n // 2, None if n % 2 else hour) for n in range(2, 3 * PAGE)]
    time = Still(NOW + 2 * LATE)
    assert await StoreHealth(Pages(put_off), time).punctual() is None
    late = [*put_off, old(3 * PAGE, 9999)]
    assert await StoreHealth(Pages(late), time).punctual()


async def test_the_check_costs_no_more_however_long_the_outbox_is() -> None:
    for due in (None, 9 * LATE):
        for after in (LATE / 2, 2 * LATE):
            pages = Pages([old(number, number, due) for number in range(1, 50_000)])
            await StoreHealth(pages, Still(NOW + after)).punctual()
            assert pages.reads <= PAGES * PAGE
