"""How the database is set, and who may read its files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql import open_store
from adapters.sql.backup import back_up
from adapters.sql.store import SqlStore
from tests.store.values import NOW, commit, turn


@pytest.fixture
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(path: Path) -> None:
    path.chmod(0o644)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("trusted_schema", 0),
        ("busy_timeout", 2000),
    ],
)
async def test_the_settings_that_make_answers_safe_are_on(
    store: SqlStore, setting: str, value: object
) -> None:
    async def read(connection: AsyncConnection) -> object:
        return (await connection.execute(text(f"PRAGMA {setting}"))).scalar_one()

    assert await store.lane.core(read) == value


@pytest.mark.usefixtures("usual_umask")
async def test_all_files_are_for_their_owner_only(file: Path) -> None:
    store = await open_store(f"sqlite:///{file}", now=NOW)
    await commit(store, turn("k"))
    back_up(file, file.with_name("copy.db"))
    names = {path.name: mode(path) for path in file.parent.iterdir()}
    await store.close()
    suffixes = ("", "-wal", "-shm", ".lock")
    assert names == {"copy.db": 0o600, **{f"tutorbot.db{suffix}": 0o600 for suffix in suffixes}}


@pytest.mark.usefixtures("usual_umask")
async def test_a_database_that_others_could_read_is_closed_to_them(file: Path) -> None:
    await (await open_store(f"sqlite:///{file}", now=NOW)).close()
    open_to_others(file)
    store = await open_store(f"sqlite:///{file}", now=NOW)
    await commit(store, turn("k"))
    assert {mode(path) for path in file.parent.iterdir()} == {0o600}
    await store.close()


@pytest.mark.usefixtures("usual_umask")
async def test_folders_that_are_made_are_private_and_those_there_stay_as_they_are(
    tmp_path: Path,
) -> None:
    there = tmp_path / "there"
    there.mkdir(mode=0o755)
    file = there / "new" / "newer" / "tutorbot.db"
    await (await open_store(f"sqlite:///{file}", now=NOW)).close()
    assert [mode(folder) for folder in list(file.parents)[:3]] == [0o700, 0o700, 0o755]


async def test_nothing_but_the_database_and_its_lock_is_left_after_a_clean_end(
    file: Path,
) -> None:
    store = await open_store(f"sqlite:///{file}", now=NOW)
    await commit(store, turn("k"))
    await store.close()
    assert {path.name for path in file.parent.iterdir()} == {"tutorbot.db", "tutorbot.db.lock"}


@pytest.mark.parametrize("name", ["with space.db", "q?m#h%20.db", "ключ.db", "a&mode=memory.db"])
async def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "50% of a?b"
    folder.mkdir()
    # In the URL a question mark and a percent sign are written as in any URL.
    in_url = f"{folder}/{name}".replace("%", "%25").replace("?", "%3F")
    store = await open_store(f"sqlite:///{in_url}", now=NOW)
    await commit(store, turn("k"))
    await store.close()
    assert {path.name for path in folder.iterdir()} == {name, f"{name}.lock"}
