"""A copy of a database, made while it may be in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from adapters.sql.creation import empty_private_file, keep_name
from adapters.sql.location import beside, uri_of
from bot.ports import OpenError


def back_up(source: Path, target: Path) -> None:
    """Copy the database to `target`, for its owner only, and prove the copy sound.

    A file that is there already is replaced, but only by a complete copy. Raises OpenError when
    there is no such copy at the end.
    """
    new = beside(target, ".new")
    try:
        empty_private_file(new)
        _copy(source, new)
        os.replace(new, target)
        keep_name(target)
    except (OSError, sqlite3.Error) as error:
        new.unlink(missing_ok=True)
        wrong = error.strerror if isinstance(error, OSError) else error
        raise OpenError(
            f"{target}: no backup of {source.name} could be made here ({wrong}). "
            "Name a file in a folder that is there and has room"
        ) from error


def _copy(source: Path, target: Path) -> None:
    reading = sqlite3.connect(uri_of(source, "mode=ro"), uri=True)
    with closing(reading) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    with closing(sqlite3.connect(uri_of(target, "mode=ro&immutable=1"), uri=True)) as new:
        (problem,) = new.execute("PRAGMA quick_check(1)").fetchone()
        if problem != "ok":
            raise sqlite3.DatabaseError(problem)
