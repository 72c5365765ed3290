"""Puts a backup in the place of the database; the one that was there is kept beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from adapters.sql.backup import back_up
from adapters.sql.creation import keep_name
from adapters.sql.inspection import inspect
from adapters.sql.location import beside, file_of
from adapters.sql.opening import locked, open_for_writing
from bot.ports import OpenError

_PARTS = ("", "-wal", "-shm")


async def restore(url: str, backup: Path) -> Path | None:
    """Put the backup in place, brought up to date, without those who were erased since.

    Returns where the database that was there is now, None when there was none. Raises OpenError
    when a process serves, or when the backup is no sound database of this program: then all is
    as it was.
    """
    path = file_of(url)
    # So that the tombstones beside the database are complete. A damaged one cannot be opened.
    with suppress(OpenError):
        await (await open_for_writing(url)).close()
    with locked(path):
        new, old = beside(path, ".restoring"), beside(path, ".before-restore.backup")
        _copy(backup, new)
        had_one = path.exists()
        if had_one:
            _move(path, old)
        os.replace(new, path)
        keep_name(path)
    try:
        await (await open_for_writing(url)).close()
    except OpenError:
        if had_one:
            with locked(path):
                _move(old, path)
        raise
    return old if had_one else None


def _copy(backup: Path, new: Path) -> None:
    """Copy the backup, and see that the copy is a database that can be opened."""
    try:
        back_up(backup, new)
        found = inspect(new)
    except OpenError as error:
        new.unlink(missing_ok=True)
        raise OpenError(
            f"{backup}: this is no sound backup of a tutorbot database. Name another file"
        ) from error
    if found is None:
        new.unlink(missing_ok=True)
        raise OpenError(f"{backup}: this file is empty. Name another file")


def _move(path: Path, to: Path) -> None:
    """Move a database with what belongs to it, in place of one that may be there."""
    for part in _PARTS:
        beside(to, part).unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            os.replace(beside(path, part), beside(to, part))
    keep_name(to)
