"""Reads a database beside the process that serves on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from adapters.sql import outbox, quarantine
from adapters.sql.errors import translated
from adapters.sql.location import beside, engine_url, file_of
from adapters.sql.outbox import OutboxEntry
from adapters.sql.quarantine import QuarantineRow
from adapters.sql.schema import APPLICATION, REVISION
from adapters.sql.settings import BUSY
from bot.ports import OpenError, StoreRefused, StoreUnavailable

T = TypeVar("T")


class ReadOnlyStore:
    """What commands read while another process may be serving. Made by `open_read_only`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def quarantined(self, *, with_text: bool = False) -> list[QuarantineRow]:
        """Return what was set aside, the oldest first. Raises StoreUnavailable."""
        return await self.read(lambda c: quarantine.entries(c, with_text=with_text))

    async def outbox(self, *, with_text: bool = False) -> list[OutboxEntry]:
        """Return the messages that wait and those that failed, the oldest first.

        Raises StoreUnavailable.
        """
        return await self.read(lambda c: outbox.entries(c, with_text=with_text))

    async def close(self) -> None:
        """Let go of the database."""
        await self._engine.dispose()

    async def revision(self) -> str | None:
        """Return the revision of the tables; None when it is another program's database."""
        return await self.read(_revision)

    async def damage(self) -> str | None:
        """Look through the whole file; return what is wrong with it. Raises StoreUnavailable."""
        return await self.read(_damage)

    async def read(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Return what this work reads. Raises StoreUnavailable."""
        with translated():
            async with self._engine.connect() as connection:
                return await work(connection)


async def open_read_only(url: str) -> ReadOnlyStore:
    """Open a database that is there, to read it only, also while a process serves on it.

    Raises OpenError when there is none, or when it is not of this version of the program.
    """
    path = file_of(url)
    if not path.is_file():
        raise OpenError(f"{path}: there is no database here. Name the right one with --database")
    wal = beside(path, "-wal")
    quiet = not wal.exists() or wal.stat().st_size == 0
    # Without a -wal nobody writes: then SQLite need not put its own files beside the database.
    mode = {"mode": "ro", "immutable": "1"} if quiet else {"mode": "ro"}
    store = ReadOnlyStore(
        create_async_engine(
            engine_url(path, mode),
            poolclass=NullPool,
            hide_parameters=True,
            connect_args={"timeout": BUSY},
        )
    )
    try:
        revision = await store.revision()
    except (StoreUnavailable, StoreRefused) as error:
        raise OpenError(f"{path}: this database cannot be read: {error}") from error
    if revision is None:
        raise OpenError(f"{path}: this is not a database of tutorbot. Name the right one")
    if revision != REVISION:
        raise OpenError(
            f"{path}: this database has the tables of another version ({revision}, not {REVISION})."
            " Use that version, or start this one once to bring an older database up to date"
        )
    return store


async def _revision(connection: AsyncConnection) -> str | None:
    number = (await connection.execute(text("PRAGMA application_id"))).scalar()
    if number != APPLICATION:
        return None
    rows = await connection.execute(text("SELECT version_num FROM alembic_version"))
    found: str = rows.scalar_one()
    return found


async def _damage(connection: AsyncConnection) -> str | None:
    found = (await connection.execute(text("PRAGMA quick_check(1)"))).scalar()
    return None if found == "ok" else " ".join(str(found).split())
