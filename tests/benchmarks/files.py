"""Database files with learners in them, all over the lesson: filled by SQL."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from adapters.sql import hot, open_store
from tests.benchmarks import limit
from tests.benchmarks.cycle import NOW, Cycle
from tests.benchmarks.product import FIRST_USER

_NUMBERS = (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :learners)"
    " INSERT INTO {} FROM n"
)
_ACCOUNTS = _NUMBERS.format(
    "account (id, key, platform, tenant, user)"
    f" SELECT i, 'telegram:bench:' || ({FIRST_USER} + i), 'telegram', 'bench',"
    f" CAST({FIRST_USER} + i AS TEXT)"
)
_STATES = _NUMBERS.format(
    "conversation (account, state)"
    " SELECT i, (SELECT state FROM temp.place WHERE place.number = i % :places)"
)
_STATES_AND_DAYS = _NUMBERS.format(
    "conversation (account, state, day)"
    " SELECT i, (SELECT state FROM temp.place WHERE place.number = i % :places), '2026-03-01'"
)
_KEYS = _NUMBERS.format("handled (key, account) SELECT printf('telegram:bench:%07d', i), i")
_KEYS_AND_DAYS = _NUMBERS.format(
    "handled (key, account, day) SELECT printf('telegram:bench:%07d', i), i, '2026-03-01'"
)


async def product_file(folder: Path, cycle: Cycle, learners: int) -> Path:
    """Return a file of the product's own with so many learners, each of whom was here before."""
    file = folder / f"product-{learners}.db"
    store = await open_store(f"sqlite:///{file}", now=NOW)
    await store.close()
    states = [hot.filled(state) for state in cycle.states()]
    _fill(file, states, learners, _ACCOUNTS, _STATES_AND_DAYS, _KEYS_AND_DAYS)
    return file


def limit_file(folder: Path, cycle: Cycle, learners: int) -> Path:
    """Return a file with the tables of the limit, and the same learners in it."""
    file = folder / f"limit-{learners}.db"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(limit.TABLES)
    connection.close()
    _fill(file, cycle.states(), learners, _STATES, _KEYS)
    return file


def _fill(file: Path, states: Sequence[bytes], learners: int, *statements: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TEMP TABLE place (number INTEGER PRIMARY KEY, state BLOB)")
    connection.executemany("INSERT INTO place VALUES (?, ?)", enumerate(states))
    with connection:
        for statement in statements:
            connection.execute(statement, {"learners": learners, "places": len(states)})
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with file.open("rb+") as filled:
        os.fsync(filled.fileno())  # else the system goes on writing it while turns are measured
