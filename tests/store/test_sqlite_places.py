"""Places where no database can be made or written."""

from __future__ import annotations

import os
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.sql import open_for_writing, open_store
from bot.ports import OpenError
from tests.store.values import NOW

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder, and be someone whom the rights of files bind, which root is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        yield Path(name)
        if root:
            os.seteuid(0)


async def reason(file: Path) -> str:
    with pytest.raises(OpenError) as caught:
        await open_store(f"sqlite:///{file}", now=NOW)
    assert str(caught.value).startswith(f"{file}: ")
    assert "\n" not in str(caught.value)
    return str(caught.value)


async def test_a_folder_that_cannot_be_written_is_named(folder: Path) -> None:
    (folder / "closed").mkdir(mode=0o500)
    assert "Permission denied" in await reason(folder / "closed" / "tutorbot.db")
    assert "Permission denied" in await reason(folder / "closed" / "new" / "tutorbot.db")


async def test_a_file_that_cannot_be_written_is_named_and_stays_as_it_is(folder: Path) -> None:
    file = folder / "tutorbot.db"
    await (await open_store(f"sqlite:///{file}", now=NOW)).close()
    file.chmod(0o400)
    before = file.read_bytes()
    assert "Permission denied" in await reason(file)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (before, 0o400)


async def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    await reason(tmp_path / "file" / "tutorbot.db")


async def test_a_system_folder_that_takes_no_files_is_named() -> None:
    await reason(Path("/proc/tutorbot.db"))


async def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    await reason(tmp_path / ("x" * 300 + ".db"))


async def test_a_disk_without_room_for_a_new_database_leaves_nothing_behind(file: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        await reason(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert names(file.parent) == []


async def test_a_command_that_writes_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(OpenError, match="no database here"):
        await open_for_writing(f"sqlite:///{tmp_path}/new/tutorbot.db")
    assert names(tmp_path) == []


async def test_a_command_that_writes_makes_no_database_of_an_empty_file(file: Path) -> None:
    fill(file, b"")
    with pytest.raises(OpenError, match="no database here"):
        await open_for_writing(f"sqlite:///{file}")
    assert names(file.parent) == [file.name]


def fill(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
