"""A connection on which many statements run in one go of the driver's thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

BATCH = "-- every row of a batch is a statement and the rows to run it with"
"""Give this as the statement of `executemany`. Elsewhere than here it is refused: it does nothing.

The way to the driver's thread and back costs more than most statements of a batch do.
"""


class BatchConnection(sqlite3.Connection):
    """Runs a batch in its order, up to the first statement that fails."""

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        if sql != BATCH:
            return super().executemany(sql, parameters)
        cursor = self.cursor()
        for statement, rows in parameters:
            cursor.executemany(statement, rows)
        return cursor
