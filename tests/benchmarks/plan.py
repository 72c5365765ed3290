"""Which learner does what next: drawn before the clock starts, and proved after it has stopped."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from dialogues.state import decode
from tests.benchmarks.cycle import Cycle

Variant: TypeAlias = Literal["limit", "alone", "ready", "lesson"]


class Cell(msgspec.Struct, frozen=True):
    """One measurement: which variant, on which file, with how many learners in it and at once."""

    variant: Variant
    file: Path
    learners: int
    at_once: int
    turns: int
    number: int  # of the measurement in its run: no two use the same keys


class Measured(msgspec.Struct, frozen=True):
    """What came of a measurement. Latencies in seconds, memory in bytes."""

    turns_per_second: float
    p50: float = 0.0
    p99: float = 0.0
    memory: int = 0


class Pick(msgspec.Struct, frozen=True):
    """A turn to come: the learner's number in the file, and how many turns came before it."""

    learner: int
    count: int
    key: str


class Unproved(Exception):
    """The file does not hold what was measured: the figures mean nothing."""


class Plan:
    """The turns of one measurement, of learners picked at random over all that the file holds."""

    def __init__(self, cell: Cell, cycle: Cycle, turns: int) -> None:
        self._cell, self._cycle = cell, cycle
        self._counts: dict[int, int] = {}
        chance = random.Random(cell.number)  # noqa: S311 - the same picks each time
        with sqlite3.connect(cell.file) as connection:
            self._before = _sizes(connection)
            self.picks: Sequence[Pick] = [
                self._pick(connection, chance.randint(1, cell.learners), number)
                for number in range(turns)
            ]
        connection.close()

    def _pick(self, connection: sqlite3.Connection, learner: int, number: int) -> Pick:
        count = self._counts.get(learner)
        if count is None:
            count = _prompt(connection, learner) - self._cycle.first
        # Precomputed turns and rows lead round in a circle; the engine's prompts go on growing.
        circle = count if self._cell.variant == "lesson" else count % len(self._cycle.stages)
        self._counts[learner] = circle + 1
        return Pick(learner, count, f"telegram:bench:{self._cell.number * 10**7 + number}")

    def prove(self) -> None:
        """Raise Unproved unless every turn is in the file: each state, each key, each message."""
        with sqlite3.connect(self._cell.file) as connection:
            for learner, count in self._counts.items():
                if _prompt(connection, learner) != self._cycle.first + count:
                    raise Unproved(f"learner {learner} is not at turn {count}")
            keys, messages = _sizes(connection)
        connection.close()
        said = sum(len(self._cycle.stage(pick.count).bodies) for pick in self.picks)
        if (keys, messages) != (self._before[0] + len(self.picks), self._before[1] + said):
            raise Unproved(f"{len(self.picks)} turns left {keys} keys and {messages} messages")


def empty_outbox(file: Path) -> None:
    """Forget the messages of the measurement before, as delivery would have by now."""
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM outbox")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _prompt(connection: sqlite3.Connection, learner: int) -> int:
    query = "SELECT state FROM conversation WHERE account = ?"
    return decode(connection.execute(query, (learner,)).fetchone()[0]).prompt


def _sizes(connection: sqlite3.Connection) -> tuple[int, int]:
    query = "SELECT (SELECT count(*) FROM handled), (SELECT count(*) FROM outbox)"
    keys, messages = connection.execute(query).fetchone()
    return keys, messages
