"""One process serves on a file; others may read it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from adapters.sql import open_for_writing, open_read_only, open_store
from adapters.sql.backup import back_up
from adapters.sql.store import SqlStore
from bot.ports import OpenError
from dialogues.input import Said
from tests.store.test_sqlite_places import fill, names
from tests.store.values import NOW, commit, said, set_aside, turn

# What another process does: it opens the database the way its argument says, and tells.
OTHER = """
import asyncio, sys
from datetime import UTC, datetime
from adapters.sql import open_for_writing, open_read_only, open_store

async def main(how, url):
    if how == "serve":
        store = await open_store(url, now=datetime(2026, 3, 2, tzinfo=UTC))
    elif how == "write":
        store = await open_for_writing(url)
    else:
        store = await open_read_only(url)
    print(await store.quarantined(), await store.outbox(), flush=True)
    sys.stdin.read()

try:
    asyncio.run(main(*sys.argv[1:]))
except Exception as error:
    print(type(error).__name__, error)
"""


async def other(how: str, file: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", OTHER, how, f"sqlite:///{file}"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def answer(process: asyncio.subprocess.Process) -> str:
    output, _ = await process.communicate(b"")
    return output.decode()


async def test_a_second_process_is_refused_with_one_line(file: Path, store: SqlStore) -> None:
    await commit(store, turn("k"))
    for how in ("serve", "write"):
        output = await answer(await other(how, file))
        assert output.startswith(f"OpenError {file}: another tutorbot process has")
        assert output.count("\n") == 1
    await commit(store, turn("k2"))


async def test_a_second_store_in_the_same_process_is_refused(url: str, store: SqlStore) -> None:
    for opening in (open_store(url, now=NOW), open_for_writing(url)):
        with pytest.raises(OpenError, match="another tutorbot process"):
            await opening
    await commit(store, turn("k"))


async def test_another_name_of_the_same_file_is_the_same_database(
    tmp_path: Path, store: SqlStore
) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "tutorbot.db")
    with pytest.raises(OpenError, match="another tutorbot process"):
        await open_store(f"sqlite:///{tmp_path}/link.db", now=NOW)


async def test_a_process_that_was_killed_holds_nothing_up(file: Path) -> None:
    process = await other("serve", file)
    assert process.stdout
    await process.stdout.readline()
    process.kill()
    await process.wait()
    store = await open_store(f"sqlite:///{file}", now=NOW)
    assert store.unclean
    await store.close()


async def test_a_command_reads_beside_the_process_that_serves(file: Path, store: SqlStore) -> None:
    await commit(store, turn("k", set_aside=[set_aside("k", "a secret")], replies=[said("hello")]))
    output = await answer(await other("read", file))
    assert "KeyError at step q1" in output
    assert "waiting" in output
    assert "secret" not in output
    assert "hello" not in output
    await commit(store, turn("k2"))


async def test_reading_gives_the_texts_when_asked(url: str, store: SqlStore) -> None:
    await commit(store, turn("k", set_aside=[set_aside("k", "a secret")], replies=[said("hello")]))
    reading = await open_read_only(url)
    assert [row.input for row in await reading.quarantined(with_text=True)] == [Said("a secret")]
    (entry,) = await reading.outbox(with_text=True)
    assert entry.reply
    assert entry.reply.text == "hello"
    await reading.close()


async def test_reading_what_nobody_serves_leaves_the_folder_as_it_is(
    file: Path, url: str, store: SqlStore
) -> None:
    await store.close()
    before = names(file.parent)
    reading = await open_read_only(url)
    assert await reading.outbox() == []
    assert names(file.parent) == before
    await reading.close()


async def test_reading_makes_no_database(file: Path) -> None:
    with pytest.raises(OpenError, match="no database here"):
        await open_read_only(f"sqlite:///{file}")
    assert names(file.parent) == []


@pytest.mark.parametrize("content", [b"", b"Dear database", b"SQLite format 3\0" + bytes(5000)])
async def test_reading_what_is_no_database_says_so(file: Path, content: bytes) -> None:
    fill(file, content)
    with pytest.raises(OpenError, match=r"not a database|cannot be read") as caught:
        await open_read_only(f"sqlite:///{file}")
    assert "\n" not in str(caught.value)
    assert names(file.parent) == [file.name]


async def test_a_copy_made_while_turns_are_written_holds_whole_turns(
    file: Path, store: SqlStore
) -> None:
    async def write() -> None:
        for number in range(200):
            await commit(store, turn(f"{number}", replies=[said(f"{number}")]))

    writing = asyncio.create_task(write())
    for number in range(5):
        copy = file.with_name(f"copy{number}.db")
        await asyncio.to_thread(back_up, file, copy)
        restored = await open_store(f"sqlite:///{copy}", now=NOW)
        texts = [e.reply.text for e in await restored.outbox(with_text=True) if e.reply]
        assert texts == [f"{number}" for number in range(len(texts))]
        await restored.close()
    await writing
