"""Looks at a database file before it is opened, without changing a byte of it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from adapters.sql.location import beside, uri_of
from adapters.sql.schema import APPLICATION, REVISION, metadata
from bot.ports import OpenError

_MAGIC = b"SQLite format 3\0"

_JOURNALS = (b"\1\1", b"\2\2")
"""How the file is written and read: as it was made, and in WAL mode."""

_SHARES = bytes([0, 64, 32, 32])
"""What of a page is kept free, and how it is shared out: the same in every file of ours."""

SMALL = 32 * 1024 * 1024
"""Bytes that are looked through at every start: this takes a tenth of a second at most."""

OTHER_FILE = "Name another file with --database"
RESTORE = (
    "It was left as it is: put a backup in its place (take its -wal and -shm files away first)"
)


def inspect(path: Path, *, served: bool = False) -> str | None:
    """Return the revision of the tables; None where there is no database, and one can be made.

    `served` says that there was a database here before: an empty file is then a damaged one.
    Raises OpenError when it is anything but a sound database of this program that can be written.
    The caller holds the lock: nobody else changes the file meanwhile.
    """
    try:
        header, size = _beginning(path)
        # SQLite itself takes a file of 0 bytes for a new database; so do we.
        if size == 0:
            _check_no_remains(path)
            if served and path.exists():
                raise OpenError(
                    f"{path}: this file is empty, but a database was here before. {RESTORE}; "
                    "or delete it to begin anew"
                )
            return None
        whole = _check_header(path, header, size)
        with _still_picture(path) as uri, closing(sqlite3.connect(uri, uri=True)) as connection:
            return _contents(path, connection, whole)
    except OSError as error:
        raise OpenError(
            f"{path}: this file cannot be used: {error.strerror}. {OTHER_FILE}"
        ) from error
    except sqlite3.Error as error:
        raise OpenError(f"{path}: this database is damaged ({error}). {RESTORE}") from error


def _beginning(path: Path) -> tuple[bytes, int]:
    """Return the file's header and size; nothing and 0 when it does not exist."""
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind):
            what = "a folder" if stat.S_ISDIR(kind) else "not an ordinary file"
            raise OpenError(f"{path}: this is {what}, not a database. {OTHER_FILE}")
        # Opened for writing, so that a file that cannot be written is found now.
        with open(path, "r+b", buffering=0) as file:
            return file.read(100), os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        return b"", 0


def _check_no_remains(path: Path) -> None:
    """Refuse an empty place with a journal beside it: SQLite would pour it into the new file."""
    for suffix in ("-wal", "-journal"):
        remains = beside(path, suffix)
        if _has_content(remains):
            raise OpenError(
                f"{path}: the database is gone, but {remains.name} is still there. "
                "Put the database or a backup back, or move that file away to begin anew"
            )


def _check_header(path: Path, header: bytes, size: int) -> bool:
    """Check whose file it is; return whether it is as long as its header says."""
    if not header.startswith(_MAGIC):
        raise OpenError(f"{path}: this is not a SQLite database, or a damaged one. {RESTORE}")
    if int.from_bytes(header[68:72], "big") != APPLICATION:
        raise OpenError(f"{path}: this is the database of another program. {OTHER_FILE}")
    page = int.from_bytes(header[16:18], "big")
    if header[18:20] not in _JOURNALS or header[20:24] != _SHARES:
        raise OpenError(f"{path}: this database is damaged (its header). {RESTORE}")
    return size >= int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)


@contextmanager
def _still_picture(path: Path) -> Iterator[str]:
    """Give a URI under which the file can be read, with what its -wal holds, and stays as it is.

    Reading a database that has a -wal changes the -shm beside it. So the file is read under a
    second name in a folder of its own, with a copy of the -wal.
    """
    wal = beside(path, "-wal")
    if not _has_content(wal):
        yield uri_of(path, "mode=ro&immutable=1")
        return
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        name = Path(folder, path.name)
        try:
            os.link(path, name)
        except OSError:  # a file system without second names
            shutil.copyfile(path, name)
        shutil.copyfile(wal, beside(name, "-wal"))
        yield uri_of(name, "mode=ro")


def _contents(path: Path, connection: sqlite3.Connection, whole: bool) -> str:
    """Return the revision, once what can be known of a database of this revision is sound."""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise sqlite3.DatabaseError("no revision of its tables")
    revision = str(row[0])
    if revision != REVISION:
        return revision
    _check_tables(connection)
    clean = connection.execute("SELECT clean FROM process").fetchone() != (0,)
    # A -wal that is left over is the sign of a command that was killed.
    ended_well = clean and whole and not _has_content(beside(path, "-wal"))
    if not ended_well or path.stat().st_size <= SMALL:
        (problem,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if problem != "ok":
            raise sqlite3.DatabaseError(" ".join(problem.split()))
    return revision


def _check_tables(connection: sqlite3.Connection) -> None:
    there = set(
        connection.execute(
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
            " WHERE m.type = 'table'"
        )
    )
    for table in metadata.sorted_tables:
        for column in table.c:
            if (table.name, column.name) not in there:
                raise sqlite3.DatabaseError(f"no {table.name}.{column.name}")


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
