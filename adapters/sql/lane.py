"""The one connection to a database file, and the one place where transactions begin and end."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar, cast

import aiosqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from adapters.sql.errors import is_passing, translated
from adapters.sql.settings import apply_settings
from bot.ports import StoreUnavailable

T = TypeVar("T")

ROWS = 300
"""How many rows are changed before the -wal is brought into the file: those of a full batch.

SQLite would do it within a commit, after 1,000 pages, and everybody would wait for it.
"""


class Lane:
    """Runs one transaction after the other, each to its end, even when its caller is cancelled.

    A transaction that raises is rolled back. After an error of the disk the connection is opened
    anew, so that what follows is judged by what the file holds.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._free = asyncio.Lock()
        self._connection: AsyncConnection | None = None
        self._running: set[asyncio.Task[object]] = set()
        self._brought_in = 0
        self._closed = False

    async def core(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Do this work with SQLAlchemy in a transaction; its database errors are translated."""

        async def transaction(connection: AsyncConnection) -> T:
            with translated():
                async with connection.begin():
                    return await work(connection)

        return await self._to_its_end(transaction)

    async def batch(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        """Do this work on the driver's connection in a transaction; it translates its errors."""

        async def transaction(driver: aiosqlite.Connection) -> T:
            with translated():
                await driver.execute("BEGIN IMMEDIATE")
            return await work(driver)

        return await self.swift(transaction)

    async def swift(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        """Do this work on the driver's connection, with as few ways to its thread as it takes.

        The work begins its transaction with its first statement and may commit it with its last:
        see `batching`. One that is left open is committed here.
        """

        async def transaction(connection: AsyncConnection) -> T:
            driver = await driver_of(connection)
            result = await work(driver)
            if driver.in_transaction:
                with translated():
                    await driver.commit()
            return result

        return await self._to_its_end(transaction)

    def bring_in(self, driver: aiosqlite.Connection) -> None:
        """Let the -wal be brought into the file, when it holds enough, right after the next query.

        To be called between transactions, before a query whose rows are to be thought about:
        the driver's thread goes on by itself. Asked when the thinking has begun, it would first
        have to wait for the interpreter's lock, until the thinking is done.
        """
        if driver.total_changes - self._brought_in < ROWS:
            return
        self._brought_in = driver.total_changes
        task = asyncio.create_task(_checkpoint(driver))
        self._running.add(task)
        task.add_done_callback(self._forget)

    async def empty_log(self) -> bool:
        """Bring all into the database file, so that the -wal holds nothing of what was deleted.

        False when another process was reading just then. Raises StoreUnavailable.
        """

        async def checkpoint(connection: AsyncConnection) -> bool:
            with translated():
                driver = await driver_of(connection)
                rows = await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
                return all(busy == 0 for busy, *_ in rows)

        return await self._to_its_end(checkpoint)

    async def close(self) -> None:
        """Let the transaction in flight end, then close the connection. Later ones are refused."""
        self._closed = True
        async with self._free:
            await self._disconnect()
        await self._engine.dispose()

    async def _to_its_end(self, transaction: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        task = asyncio.create_task(self._alone(transaction))
        self._running.add(task)
        task.add_done_callback(self._forget)
        return await asyncio.shield(task)

    def _forget(self, task: asyncio.Task[object]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # seen, also when the caller has gone

    async def _alone(self, transaction: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        async with self._free:
            if self._closed:
                raise StoreUnavailable("the database is closed")
            connection = self._connection or await self._connect()
            try:
                return await transaction(connection)
            except BaseException as error:
                await self._settle(connection, error)
                raise

    async def _connect(self) -> AsyncConnection:
        with translated():
            self._connection = await self._engine.connect()
            self._brought_in = 0
            try:
                await apply_settings(await driver_of(self._connection))
            except BaseException:
                await self._disconnect()
                raise
            return self._connection

    async def _settle(self, connection: AsyncConnection, error: BaseException) -> None:
        """Roll back, and give the connection up where going on with it would not be safe."""
        usable = False
        with suppress(Exception):
            driver = await driver_of(connection)
            await driver.rollback()
            usable = is_passing(error) and not driver.in_transaction
        if not usable:
            await self._disconnect()

    async def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                await connection.close()


async def _checkpoint(driver: aiosqlite.Connection) -> None:
    # Nothing is lost where it fails: the -wal holds everything, and SQLite tries again by itself.
    with suppress(sqlite3.Error, ValueError):
        await driver.execute_fetchall("PRAGMA wal_checkpoint(PASSIVE)")


async def driver_of(connection: AsyncConnection) -> aiosqlite.Connection:
    """Return the driver's own connection under SQLAlchemy's."""
    raw = await connection.get_raw_connection()
    return cast("aiosqlite.Connection", raw.driver_connection)
