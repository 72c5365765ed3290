"""What a database holds of each learner, to be compared with another's."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

from adapters.sql.schema import metadata

Rows: TypeAlias = Mapping[tuple[str, str], list[tuple[Any, ...]]]

COUNTED = {"handled"}
"""Tables of which the number of rows counts: their keys are the platform's."""

DELIVERY = {"shown", "attempt"}
"""Tables about sending and trying: they may differ when the program was killed."""

OF_THE_CLOCK = {"id", "account", "at", "due", "day"}
"""Columns that differ from one run to another, or name the learner by a number."""


def left(file: Path) -> Rows:
    """Return the rows of every table about learners, by table and account key, in their order."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        accounts = dict(connection.execute("SELECT id, key FROM account").fetchall())
        found: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
        for table in metadata.sorted_tables:
            if "account" not in table.columns or table.name in DELIVERY:
                continue
            names = [c.name for c in table.columns if c.name not in OF_THE_CLOCK]
            columns = ", ".join(f'"{name}"' for name in names) or "1"
            columns = "1" if table.name in COUNTED else columns
            query = f"SELECT account, {columns} FROM {table.name} ORDER BY {_order(table)}"  # noqa: S608
            for account, *row in connection.execute(query):
                found.setdefault((table.name, accounts[account]), []).append(tuple(row))
        return found


def _order(table: Any) -> str:
    return "id" if "id" in table.columns else "1"
