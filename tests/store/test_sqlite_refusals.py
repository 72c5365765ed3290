"""Files that are no sound database of this program are refused, and stay as they are."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from adapters.sql import open_for_writing, open_store
from bot.ports import OpenError
from tests.store.values import ANN, NOW, commit, said, turn

PAGE = 4096


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a database in it that was closed in good order."""
    folder = tmp_path_factory.mktemp("clean")
    asyncio.run(_fill(folder, None))
    return folder


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder as it is when the process that serves in it is killed."""
    folder = tmp_path_factory.mktemp("killed")
    asyncio.run(_fill(tmp_path_factory.mktemp("running"), folder))
    return folder


async def _fill(folder: Path, copy: Path | None) -> None:
    for _ in range(2):  # what the first one wrote is in the file itself, not only in the -wal
        store = await open_store(f"sqlite:///{folder}/tutorbot.db", now=NOW)
        for number in range(50):
            key = f"{number}-{store.unclean}-{id(store)}"
            await commit(
                store, turn(key, states={ANN.key: b"x" * 3000}, replies=[said("hi" * 999)])
            )
        if copy:
            _copy(folder, copy)
        await store.close()


def _copy(folder: Path, to: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        if (folder / f"tutorbot.db{suffix}").exists():
            shutil.copy2(folder / f"tutorbot.db{suffix}", to)


def overwrite(file: Path, at: int, data: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(data)


def flip(file: Path, at: int) -> None:
    overwrite(file, at, bytes([file.read_bytes()[at] ^ 0xFF]))


def zeros_at_the_beginning(file: Path) -> None:
    overwrite(file, 0, bytes(100))


def only_zeros(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def half_of_it(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def a_few_bytes_of_it(file: Path) -> None:
    os.truncate(file, 50)


def one_page_missing(file: Path) -> None:
    os.truncate(file, file.stat().st_size - PAGE)


def noise_in_all_pages_but_the_first(file: Path) -> None:
    for start in range(PAGE, file.stat().st_size, PAGE):
        overwrite(file, start, b"\xde\xad" * 50)


def a_text(file: Path) -> None:
    file.write_text("Dear database,\n" * 1000)


def the_database_of_another_program(file: Path) -> None:
    file.unlink()
    sql(file, "CREATE TABLE account (id INTEGER PRIMARY KEY, secret TEXT)")


def the_same_in_wal_mode(file: Path) -> None:
    the_database_of_another_program(file)
    sql(file, "PRAGMA journal_mode = WAL")


def a_newer_schema(file: Path) -> None:
    sql(file, "UPDATE alembic_version SET version_num = '9999'")


def no_schema_number(file: Path) -> None:
    sql(file, "DELETE FROM alembic_version")


def a_table_missing(file: Path) -> None:
    sql(file, "DROP TABLE quiz_answer")


def a_column_missing(file: Path) -> None:
    sql(file, "ALTER TABLE reflection RENAME COLUMN text TO words")


def gone_but_for_its_journal(file: Path) -> None:
    file.unlink()
    file.with_name(file.name + "-wal").write_bytes(b"frames of the database that was here")


def emptied_but_for_its_journal(file: Path) -> None:
    gone_but_for_its_journal(file)
    file.touch()


def a_file_of_no_bytes(file: Path) -> None:
    file.touch()


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def sql(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(statement)


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.name: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in folder.iterdir()
    }


CLEAN = [
    zeros_at_the_beginning,
    only_zeros,
    half_of_it,
    a_few_bytes_of_it,
    one_page_missing,
    a_text,
    the_database_of_another_program,
    the_same_in_wal_mode,
    a_newer_schema,
    no_schema_number,
    a_table_missing,
    a_column_missing,
    gone_but_for_its_journal,
    emptied_but_for_its_journal,
    a_folder,
    a_pipe,
]
KILLED = [
    zeros_at_the_beginning,
    only_zeros,
    half_of_it,
    a_few_bytes_of_it,
    one_page_missing,
    noise_in_all_pages_but_the_first,
    a_text,
]


async def refused(file: Path) -> None:
    before = contents(file.parent)
    for opening in (
        open_store(f"sqlite:///{file}", now=NOW),
        open_for_writing(f"sqlite:///{file}"),
    ):
        with pytest.raises(OpenError) as caught:
            await opening
        assert str(caught.value).startswith(f"{file}: ")
        assert "\n" not in str(caught.value)
        assert contents(file.parent) == before


@pytest.mark.parametrize("spoil", CLEAN)
async def test_a_file_that_is_no_sound_database_of_ours_is_refused_unchanged(
    clean: Path, file: Path, spoil: Callable[[Path], None]
) -> None:
    _copy(clean, file.parent)
    spoil(file)
    await refused(file)


@pytest.mark.parametrize("spoil", KILLED)
async def test_a_file_that_was_damaged_when_its_process_was_killed_is_refused_unchanged(
    killed: Path, file: Path, spoil: Callable[[Path], None]
) -> None:
    _copy(killed, file.parent)
    spoil(file)
    await refused(file)


async def test_a_killed_process_leaves_a_database_that_opens(killed: Path, file: Path) -> None:
    _copy(killed, file.parent)
    store = await open_store(f"sqlite:///{file}", now=NOW)
    assert store.unclean
    assert len(await store.outbox()) == 100
    await store.close()
    assert {path.name for path in file.parent.iterdir()} == {file.name, f"{file.name}.lock"}


async def test_an_empty_file_is_taken_for_a_new_database(file: Path) -> None:
    a_file_of_no_bytes(file)
    store = await open_store(f"sqlite:///{file}", now=NOW)
    await commit(store, turn("k"))
    await store.close()
    await (await open_for_writing(f"sqlite:///{file}")).close()


async def test_a_database_that_was_emptied_is_not_taken_for_a_new_one(
    clean: Path, file: Path
) -> None:
    _copy(clean, file.parent)
    await (await open_store(f"sqlite:///{file}", now=NOW)).close()
    os.truncate(file, 0)
    await refused(file)


@pytest.mark.parametrize("at", range(16, 24))
async def test_a_flipped_byte_of_the_header_is_refused_unchanged(
    clean: Path, file: Path, at: int
) -> None:
    _copy(clean, file.parent)
    flip(file, at)
    await refused(file)
