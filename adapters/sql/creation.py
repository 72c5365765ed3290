"""Makes a new database file, complete before it bears its name."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from adapters.sql.location import beside
from adapters.sql.schema import APPLICATION, REVISION, metadata
from bot.ports import OpenError


def create(path: Path) -> None:
    """Make a database with all its tables, readable by its owner only.

    Raises OpenError when it cannot be made; then there is no file, or the empty one there was.
    """
    new = beside(path, ".new")
    try:
        empty_private_file(new)
        _fill(new)
        os.replace(new, path)
        keep_name(path)
    except (OSError, sqlite3.Error) as error:
        new.unlink(missing_ok=True)
        raise OpenError(
            f"{path}: the database cannot be made ({error}). "
            "Make room or name another file with --database"
        ) from error


def private_folder(folder: Path) -> None:
    """Make the folder and those above it where missing, for nobody but the owner."""
    if not folder.exists():
        private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def empty_private_file(path: Path) -> None:
    """Make an empty file that only its owner may read, in place of one that may be there."""
    path.unlink(missing_ok=True)
    # SQLite gives the files that it makes beside a database the mode of the database.
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def keep_name(path: Path) -> None:
    """Return when the file's name is on disk, so that a power cut does not lose it."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _fill(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for statement in _statements():
            connection.execute(statement)
        # As Alembic makes it: the migrations go on from here.
        connection.execute(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
            " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        connection.execute("INSERT INTO alembic_version VALUES (?)", (REVISION,))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def _statements() -> Iterator[str]:
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=sqlite.dialect()))
        for index in table.indexes:
            yield str(CreateIndex(index).compile(dialect=sqlite.dialect()))
