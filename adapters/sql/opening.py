"""Opens the database file for the one process that may write it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout
from sqlalchemy import Connection, NullPool, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from adapters.sql import creation
from adapters.sql.batching import BatchConnection
from adapters.sql.inspection import OTHER_FILE, inspect
from adapters.sql.lane import Lane
from adapters.sql.location import beside, engine_url, file_of
from adapters.sql.schema import REVISION
from adapters.sql.settings import BUSY
from adapters.sql.store import SqlStore
from bot.ports import OpenError, StoreRefused, StoreUnavailable


async def open_store(url: str, *, now: datetime) -> SqlStore:
    """Open the database to serve on it: made if there is none, brought up to date if it is older.

    Raises OpenError when another process has it, or when it is not a sound database of this
    program; then it was not changed.
    """
    return await _open(file_of(url), now, may_create=True)


async def open_for_writing(url: str) -> SqlStore:
    """Open a database that is there, for a command that changes it; else as `open_store`.

    How the last serving process ended stays noted.
    """
    return await _open(file_of(url), None, may_create=False)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep every other process from the database until the block ends.

    Raises OpenError when another one has it.
    """
    lock = _locked(path, beside(path, ".lock"))
    try:
        yield
    finally:
        lock.release()


async def _open(path: Path, now: datetime | None, *, may_create: bool) -> SqlStore:
    lock = await asyncio.to_thread(_prepare, path, may_create)
    store = SqlStore(Lane(_engine(path)), lock, path)
    try:
        await store.begin(now)
    except (StoreUnavailable, StoreRefused) as error:
        await store.close()
        raise OpenError(f"{path}: {error}. Try again, or name another file") from error
    return store


def _prepare(path: Path, may_create: bool) -> BaseFileLock:
    """Take the lock and make the file fit to be opened; return the lock."""
    name = beside(path, ".lock")
    try:
        if not may_create and not path.exists():
            raise OpenError(f"{path}: there is no database here. {OTHER_FILE}")
        was_there = name.exists()
        lock = _locked(path, name)
    except OSError as error:
        raise OpenError(
            f"{path}: no database can be kept here: {error.strerror}. {OTHER_FILE}"
        ) from error
    try:
        _make_fit(path, may_create, served=was_there)
    except BaseException:
        if not was_there:
            with suppress(OSError):
                name.unlink()  # while it is held: whoever waits for it looks again
        lock.release()
        raise
    return lock


def _locked(path: Path, name: Path) -> BaseFileLock:
    creation.private_folder(path.parent)
    # No lock that outlives a killed process: that is what the soft kind would be.
    lock = FileLock(name, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        if not name.exists():  # nobody holds it: it could not even be made
            raise OpenError(f"{path}: no database can be kept here. {OTHER_FILE}") from None
        raise OpenError(
            f"{path}: another tutorbot process has this database open. Stop it first, or name "
            "another file with --database"
        ) from None
    return lock


def _make_fit(path: Path, may_create: bool, *, served: bool) -> None:
    revision = inspect(path, served=served)
    if revision is None:
        if not may_create:
            raise OpenError(f"{path}: there is no database here. {OTHER_FILE}")
        creation.create(path)
    elif revision != REVISION:
        # Imported when it is needed: Alembic takes longer than the rest of the start.
        from adapters.sql import migration  # noqa: PLC0415

        migration.bring_up_to_date(path, revision)
    # A copy that was put back may have become readable for others.
    try:
        path.chmod(0o600)
    except OSError as error:
        raise OpenError(
            f"{path}: it belongs to somebody else, so it cannot be kept private. {OTHER_FILE}"
        ) from error


def _engine(path: Path) -> AsyncEngine:
    engine = create_async_engine(
        engine_url(path, {"mode": "rw"}),  # never makes a file: not when the disk comes back either
        poolclass=NullPool,
        hide_parameters=True,
        # A statement with as many marks as a batch has inputs: one for each size of batch.
        connect_args={"timeout": BUSY, "cached_statements": 256, "factory": BatchConnection},
    )
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
