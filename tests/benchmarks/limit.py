"""The limit: what SQLite itself does with the same rows, with nothing around it.

One thread, plain `sqlite3`, tables without foreign keys or secondary indexes, learners known by
number, every row made ready beforehand. What is loaded is not looked at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from time import perf_counter
from typing import Any, TypeAlias

import msgspec

from bot.runner import BATCH
from tests.benchmarks.cycle import NOW, Cycle
from tests.benchmarks.plan import Cell, Measured, Pick, Plan

TABLES = """
CREATE TABLE conversation (account INTEGER PRIMARY KEY, state BLOB NOT NULL);
CREATE TABLE handled (key TEXT PRIMARY KEY, account INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE record (id INTEGER PRIMARY KEY, account INTEGER NOT NULL, at TEXT NOT NULL,
                     a, b, c, d, e, f, g, h);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, account INTEGER NOT NULL, at TEXT NOT NULL,
                     body BLOB NOT NULL);
"""

_LOAD = "SELECT account, state FROM conversation WHERE account IN ({})"
_STATE = "UPDATE conversation SET state = ? WHERE account = ?"
_KEY = "INSERT INTO handled VALUES (?, ?)"
_RECORD = "INSERT INTO record VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_REPLY = "INSERT INTO outbox VALUES (NULL, ?, ?, ?)"

Rows: TypeAlias = list[tuple[Any, ...]]

_AT = NOW.isoformat(" ", "microseconds")[:26]
_WIDTH = 8  # of the widest record


class Batch(msgspec.Struct, frozen=True):
    """The rows of one transaction."""

    load: list[int]
    states: Rows
    keys: Rows
    records: Rows
    replies: Rows


def measure(cell: Cell, cycle: Cycle) -> Measured:
    """Write the cell's turns, `at_once` of them in one transaction."""
    warm = cell.turns // 10
    plan = Plan(cell, cycle, warm + cell.turns)
    size = BATCH if cell.variant == "limit" else 1
    connection = _connection(cell)
    _write(connection, _batches(cycle, plan.picks[:warm], size))
    batches = list(_batches(cycle, plan.picks[warm:], size))
    start = perf_counter()
    _write(connection, batches)
    seconds = perf_counter() - start
    connection.close()
    plan.prove()
    return Measured(cell.turns / seconds)


def _connection(cell: Cell) -> sqlite3.Connection:
    connection = sqlite3.connect(cell.file, isolation_level=None)
    assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -8000")  # as the product's
    return connection


def _batches(cycle: Cycle, picks: Sequence[Pick], size: int) -> Iterable[Batch]:
    for start in range(0, len(picks), size):
        yield _batch(cycle, picks[start : start + size])


def _batch(cycle: Cycle, picks: Sequence[Pick]) -> Batch:
    turns = [(pick.learner, cycle.stage(pick.count)) for pick in picks]
    none = (None,) * _WIDTH
    return Batch(
        [pick.learner for pick in picks],
        [(stage.state, learner) for learner, stage in turns],
        [(pick.key, pick.learner) for pick in picks],
        [
            (learner, _AT, *(*msgspec.structs.astuple(record), *none)[:_WIDTH])
            for learner, stage in turns
            for record in stage.turn.records
        ],
        [(learner, _AT, body) for learner, stage in turns for body in stage.bodies],
    )


def _write(connection: sqlite3.Connection, batches: Iterable[Batch]) -> None:
    for batch in batches:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_LOAD.format(",".join("?" * len(batch.load))), batch.load).fetchall()
        connection.executemany(_STATE, batch.states)
        connection.executemany(_KEY, batch.keys)
        connection.executemany(_RECORD, batch.records)
        connection.executemany(_REPLY, batch.replies)
        connection.execute("COMMIT")
