"""What a database file holds, to be compared with another's."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

from adapters.sql.schema import metadata

Rows: TypeAlias = list[tuple[Any, ...]]

OF_THE_PROCESS = {"process", "attempt"}
"""Tables about the program itself: they may differ when it was killed."""


def remains(file: Path) -> Mapping[str, Rows]:
    """Return every row about learners: conversations, records, timers, keys, messages."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {
            table.name: connection.execute(
                f"SELECT * FROM {table.name} ORDER BY 1"  # noqa: S608 - our own names
            ).fetchall()
            for table in metadata.sorted_tables
            if table.name not in OF_THE_PROCESS
        }
