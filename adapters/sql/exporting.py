"""Writes all that is kept about a person as one file that a person can read."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import (
    URL,
    Connection,
    LargeBinary,
    NullPool,
    RowMapping,
    Table,
    create_engine,
    event,
    select,
    text,
)

from adapters.sql.errors import translated
from adapters.sql.location import uri_of
from adapters.sql.personal import PERSONAL
from adapters.sql.schema import account, metadata
from adapters.sql.settings import BUSY

ABOUT = (
    "All that tutorbot keeps about this account. Each part says what it holds; all times are in "
    "UTC. A part without rows is empty."
)


def export(path: Path, key: str, now: datetime) -> bytes | None:
    """Return all about the account as JSON; None when there is no such account.

    It reads beside a process that serves, in one consistent picture. Raises StoreUnavailable.
    """
    engine = create_engine(
        URL.create("sqlite"), poolclass=NullPool, hide_parameters=True, creator=lambda: _open(path)
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    try:
        with translated(), engine.begin() as connection:
            found = connection.execute(select(account.c.id).where(account.c.key == key)).scalar()
            if found is None:
                return None
            tables = [_part(connection, table, found) for table in _tables()]
    finally:
        engine.dispose()
    made = now.astimezone(UTC).isoformat(timespec="seconds")
    whole = {"about": ABOUT, "account": key, "made": made, "parts": tables}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        uri_of(path, "mode=ro"), uri=True, timeout=BUSY, isolation_level=None,
        check_same_thread=False,
    )  # fmt: skip


def _tables() -> list[Table]:
    return [metadata.tables[name] for name in PERSONAL]


def _part(connection: Connection, table: Table, number: int) -> dict[str, Any]:
    personal = PERSONAL[table.name]
    query = select(table).where(text(personal.of(f"({number})")))
    rows = connection.execute(query.order_by(*table.primary_key)).mappings()
    return {
        "part": str(table.name),
        "what": personal.heading,
        "fields": {str(column.name): column.comment for column in table.c},
        "rows": [_readable(table, row) for row in rows],
    }


def _readable(table: Table, row: RowMapping) -> dict[str, Any]:
    return {
        str(column.name): _decoded(row[column.name])
        if isinstance(column.type, LargeBinary)
        else _plain(row[column.name])
        for column in table.c
    }


def _decoded(value: bytes) -> Any:
    """Return what stands in a column of JSON; the words as they are, where they are no JSON."""
    try:
        return msgspec.json.decode(value)
    except msgspec.DecodeError:
        return value.decode(errors="replace")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
