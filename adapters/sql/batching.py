"""A connection on which many statements run in one go of the driver's thread.

The way to the driver's thread and back costs more than most statements do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

Write: TypeAlias = tuple[str, Sequence[Any]]
"""A statement, and the rows that it is run with."""

BATCH = "-- every row of a batch is a statement and the rows to run it with"
"""Give this as the statement of `executemany`. Elsewhere than here it is refused: it does nothing.
"""

BEGIN: Write = ("BEGIN IMMEDIATE", [])
"""As the first of a batch: the transaction begins with it."""

COMMIT: Write = ("COMMIT", [])
"""As the last of a batch: the transaction ends with it, and is on disk."""

FIRST = "-- begins the transaction\n"
"""Put this before a query: the transaction begins with it, unless one has begun."""

AHEAD = "-- comes ahead of the transaction\n"
"""Put this before a query whose rows the next transaction relies on: it does not begin when
another program has changed the file since."""


class Overtaken(sqlite3.OperationalError):
    """Another program wrote to the file between a query and the transaction that relies on it."""


class BatchConnection(sqlite3.Connection):
    """Runs a batch in its order, up to the first statement that fails."""

    _relied_on: int | None = None

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        if sql == BEGIN[0]:
            return self._begin()
        if sql.startswith(AHEAD) and not self.in_transaction:
            self._relied_on = self._version()
        elif sql.startswith(FIRST) and not self.in_transaction:
            self._begin()
        return super().execute(sql, parameters)

    def _begin(self) -> sqlite3.Cursor:
        cursor = super().execute(BEGIN[0])
        relied_on, self._relied_on = self._relied_on, None
        if relied_on not in (None, self._version()):
            raise Overtaken("another program has just changed the database")
        return cursor

    def _version(self) -> int:
        """Return what changes whenever another connection changes the file."""
        (version,) = super().execute("PRAGMA data_version").fetchone()
        return int(version)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        if sql != BATCH:
            return super().executemany(sql, parameters)
        cursor = self.cursor()
        for write in parameters:
            if write is BEGIN:
                if not self.in_transaction:
                    self._begin()
            elif write is COMMIT:
                cursor.execute(write[0])
            else:
                cursor.executemany(*write)
        return cursor
