"""What is known of the process before this one."""

from __future__ import annotations

import shutil
from pathlib import Path

from adapters.sql import open_for_writing, open_store
from adapters.sql.store import SqlStore
from tests.store.values import NOW, commit, set_aside, turn


def killed(file: Path) -> str:
    """Return a database as its process would leave it that is killed at this moment."""
    folder = file.parent / "killed"
    folder.mkdir()
    for part in (file, file.with_name(file.name + "-wal")):
        shutil.copy(part, folder / part.name)
    return f"sqlite:///{folder / file.name}"


async def test_attempts_are_counted_across_processes_that_were_killed(
    file: Path, store: SqlStore
) -> None:
    assert not store.unclean
    assert [await store.note_attempt("k") for _ in range(2)] == [1, 2]
    left = killed(file)
    again = await open_store(left, now=NOW)
    assert again.unclean
    assert await again.note_attempt("k") == 3
    assert await again.note_attempt("other") == 1
    await commit(again, turn("k"))
    assert await again.note_attempt("k") == 1  # handled: what came of it is known
    assert await again.note_attempt("other") == 2
    await again.close()


async def test_a_clean_end_forgets_attempts(file: Path, store: SqlStore) -> None:
    await store.note_attempt("k")
    await store.close()
    again = await open_store(f"sqlite:///{file}", now=NOW)
    assert not again.unclean
    assert await again.note_attempt("k") == 1
    await again.close()


async def test_a_command_that_writes_does_not_hide_an_unclean_end(
    file: Path, store: SqlStore
) -> None:
    await commit(store, turn("1", set_aside=[set_aside("1", "x")]))
    await store.note_attempt("k")
    left = killed(file)
    command = await open_for_writing(left)
    assert await command.drop_quarantined("1")
    await command.close()
    again = await open_store(left, now=NOW)
    assert again.unclean
    assert await again.note_attempt("k") == 2
    await again.close()
