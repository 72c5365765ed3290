"""A batch is read ahead of its transaction; meanwhile the -wal is brought into the file."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.sql.lane import ROWS
from adapters.sql.store import SqlStore
from bot.changes import Changes, Loaded
from bot.ports import StoreUnavailable
from tests.store.values import ANN, commit, loaded, turn


async def test_a_batch_is_refused_when_another_program_wrote_after_it_was_read(
    store: SqlStore, file: Path
) -> None:
    await commit(store, turn("k", states={ANN.key: b"mine"}))

    def fold(found: Loaded) -> Changes:
        with closing(sqlite3.connect(file)) as other, other:
            other.execute("UPDATE conversation SET state = CAST('theirs' AS BLOB)")
        return turn("l", states={ANN.key: b"mine again"})

    with pytest.raises(StoreUnavailable, match="another program"):
        await store.commit([ANN.key], ["l"], fold)
    after = await loaded(store, keys=["l"])
    assert after.states == {ANN.key: b"theirs"}
    assert after.handled == frozenset()


async def test_what_was_committed_comes_into_the_file_while_the_program_serves(
    store: SqlStore, file: Path, tmp_path: Path
) -> None:
    for number in range(ROWS):
        await commit(store, turn(f"k{number}"))
    await commit(store, turn("last"))

    alone = shutil.copy(file, tmp_path / "without-the-wal.db")
    with closing(sqlite3.connect(alone)) as copy:
        (keys,) = copy.execute("SELECT count(*) FROM handled").fetchone()
    assert keys >= ROWS // 2
