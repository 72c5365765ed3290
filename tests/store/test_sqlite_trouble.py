"""What happens while the disk is full, or another program holds the database."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.store import SqlStore
from bot.changes import Loaded
from bot.ports import StoreUnavailable
from tests.store.values import ANN, BOB, NOW, commit, loaded, reminder, said, turn

LARGE = b"x" * 100_000


async def limit(store: SqlStore, pages: int) -> None:
    """Let the database grow to this many pages only, as on a disk that is full."""

    async def set_limit(connection: AsyncConnection) -> None:
        await connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    await store.lane.core(set_limit)


async def test_on_a_full_disk_nothing_is_accepted_and_nothing_half_written(
    store: SqlStore,
) -> None:
    await commit(store, turn("1", states={ANN.key: b"one"}))
    await limit(store, 1)  # SQLite takes it for the number of pages there are
    large = turn("2", BOB, states={BOB.key: LARGE, ANN.key: b"two"}, replies=[said("hi")])
    for _ in range(3):
        with pytest.raises(StoreUnavailable, match="full"):
            await commit(store, large)
    # Reads go on, and see nothing of it.
    assert await loaded(store, keys=["1", "2"]) == Loaded({ANN.key: b"one"}, frozenset({"1"}))
    assert await store.unsent(NOW, 10) == []
    await limit(store, 1_000_000)
    await commit(store, large)
    assert (await loaded(store)).states == {BOB.key: LARGE, ANN.key: b"two"}


async def test_a_database_held_by_another_program_is_waited_for_two_seconds(
    file: Path, store: SqlStore
) -> None:
    await commit(store, turn("1"))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = monotonic()
        with pytest.raises(StoreUnavailable, match="locked"):
            await commit(store, turn("2"))
        assert 1.5 < monotonic() - began < 2.5
        other.execute("ROLLBACK")
    await commit(store, turn("2"))


async def test_a_statement_that_ends_the_transaction_leaves_nothing_of_the_batch(
    file: Path, store: SqlStore
) -> None:
    # As some errors of the disk do: SQLite rolls back by itself, in the middle of the batch.
    with closing(sqlite3.connect(file)) as other:
        other.execute(
            "CREATE TRIGGER torn BEFORE INSERT ON outbox BEGIN SELECT RAISE(ROLLBACK, 'torn'); END"
        )
    with pytest.raises(Exception, match="torn"):
        await commit(store, turn("1", replies=[said("hi")], timers=[reminder(NOW)]))
    with closing(sqlite3.connect(file)) as other:
        other.execute("DROP TRIGGER torn")
    assert await loaded(store, keys=["1"]) == Loaded({}, frozenset())
    assert await store.due_timers(NOW, 10) == []
    await commit(store, turn("1"))


def move(file: Path, to: Path) -> None:
    assert not to.exists()
    file.rename(to)


@contextmanager
def no_file_may_grow_beyond(size: int) -> Iterator[None]:
    """Make the system refuse writes beyond the size, with an error that SQLite takes for I/O."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_after_an_error_of_the_disk_the_file_tells_what_was_committed(
    file: Path, store: SqlStore
) -> None:
    await commit(store, turn("1"))
    large = turn("2", states={ANN.key: LARGE}, replies=[said("hi")])
    size = file.with_name(file.name + "-wal").stat().st_size
    # Broken off at the first byte, and in the middle of what a commit writes.
    for room in (0, 50_000):
        with no_file_may_grow_beyond(size + room), pytest.raises(StoreUnavailable, match="I/O"):
            await commit(store, large)
    assert (await loaded(store, keys=["1", "2"])).handled == {"1"}
    await commit(store, large)
    assert (await loaded(store, keys=["1", "2"])).handled == {"1", "2"}
    assert len(await store.outbox()) == 1


async def test_a_database_that_vanishes_is_not_replaced_by_an_empty_one(
    file: Path, store: SqlStore
) -> None:
    await commit(store, turn("1"))
    with no_file_may_grow_beyond(0), pytest.raises(StoreUnavailable):
        await commit(store, turn("2"))
    move(file, file.with_name("away.db"))
    with pytest.raises(StoreUnavailable):
        await commit(store, turn("2"))
    move(file.with_name("away.db"), file)
    await commit(store, turn("2"))
    assert (await loaded(store, keys=["1", "2"])).handled == {"1", "2"}
