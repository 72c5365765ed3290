"""A backup is put in place with one command, and brings nobody back who was erased since."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from adapters.sql import open_store
from adapters.sql.backup import back_up
from adapters.sql.store import SqlStore
from bot.main import closing
from tests.cli.tutorbot import tutorbot
from tests.privacy.people import ANN, BOB, NOW, forget, live, places


async def opened(folder: Path) -> SqlStore:
    return await open_store(f"sqlite:///{folder}/tutorbot.db", now=NOW)


@pytest.fixture
async def home(tmp_path: Path) -> Path:
    """Return the folder of a database where Ann was erased after a backup, kept elsewhere."""
    home = tmp_path / "home"
    async with closing(await opened(home)) as store:
        await live(store, ANN, "annword")
        await live(store, BOB, "bobword")
        back_up(home / "tutorbot.db", tmp_path / "monday.db")
        await forget(store, ANN)
        await live(store, ANN, "backword")
    return home


def restored(home: Path, backup: Path, *more: str) -> tuple[int, str, str]:
    ran = tutorbot("restore", str(backup), "--database", f"sqlite:///{home}/tutorbot.db", *more)
    return ran.code, ran.out, ran.err


def modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


async def test_an_old_backup_brings_nobody_back(home: Path) -> None:
    code, out, _ = restored(home, home.parent / "monday.db", "--json")
    assert code == 0
    assert json.loads(out)["state"].startswith("restored")
    assert places(home, "annword") == []
    assert "tutorbot.db: bobword" in places(home, "bobword")
    old = home / "tutorbot.db.before-restore.backup"
    assert places(old.parent, "backword") == [f"{old.name}: backword"]
    assert modes(home) == {0o600}


async def test_a_backup_that_is_put_in_place_by_hand_brings_nobody_back(home: Path) -> None:
    (home / "tutorbot.db").write_bytes((home.parent / "monday.db").read_bytes())
    assert places(home, "annword")
    async with closing(await opened(home)) as store:
        assert places(home, "annword", ANN.key) == []
        assert [row.account for row in await store.waiting(0, 10)] == [BOB]


async def test_who_came_back_after_the_erasure_is_not_erased_again(home: Path) -> None:
    for _ in range(2):
        async with closing(await opened(home)):
            assert places(home, "backword")


async def test_without_the_file_of_tombstones_the_database_writes_it_anew(home: Path) -> None:
    (home / "tutorbot.db.erased").unlink()
    assert restored(home, home.parent / "monday.db")[0] == 0
    assert places(home, "annword") == []


async def test_a_line_of_the_tombstones_that_was_cut_off_is_written_again(home: Path) -> None:
    file = home / "tutorbot.db.erased"
    file.write_bytes(file.read_bytes()[:-20])
    assert restored(home, home.parent / "monday.db")[0] == 0
    assert places(home, "annword") == []


async def test_while_a_process_serves_nothing_is_restored(home: Path) -> None:
    async with closing(await opened(home)):
        code, _, err = restored(home, home.parent / "monday.db")
    assert code == 2
    assert "another tutorbot process" in err
    assert places(home, "annword") == []


async def test_a_damaged_backup_changes_nothing(home: Path) -> None:
    broken = home.parent / "broken.db"
    content = bytearray((home.parent / "monday.db").read_bytes())
    content[8192:20000] = b"\xff" * (20000 - 8192)
    broken.write_bytes(content)
    before = (home / "tutorbot.db").read_bytes()
    code, _, err = restored(home, broken)
    assert code == 2
    assert "no sound backup" in err
    assert (home / "tutorbot.db").read_bytes() == before
    assert not [name for name in os.listdir(home) if "restor" in name]


async def test_the_database_itself_is_no_backup(home: Path) -> None:
    code, _, err = restored(home, home / "tutorbot.db")
    assert code == 2
    assert "the database itself" in err


async def test_a_backup_is_restored_where_the_database_is_damaged_or_gone(home: Path) -> None:
    (home / "tutorbot.db").write_bytes(b"no database at all" * 1000)
    assert restored(home, home.parent / "monday.db")[0] == 0
    (home / "tutorbot.db").unlink()
    assert restored(home, home.parent / "monday.db")[0] == 0
    assert places(home, "annword") == []
