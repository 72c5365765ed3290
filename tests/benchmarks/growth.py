"""How large a learner is on disk: as one who has only begun, and after the whole lesson."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import msgspec

from adapters.sql import open_store
from bot.ports import Incoming
from bot.runner import Runner
from dialogues.course import Course
from dialogues.engine import advance
from dialogues.input import Began
from tests.benchmarks.cycle import NOW, VIEW, Cycle
from tests.benchmarks.plan import empty_outbox
from tests.benchmarks.product import account, drive

LEARNERS = 200


class Growth(msgspec.Struct, frozen=True):
    """Bytes of the file a learner, once every message was delivered."""

    begun: float
    taught: float


async def measure(file: Path, course: Course, cycle: Cycle) -> Growth:
    """Let learners begin, then walk the whole lesson, in a new file."""
    empty = await _after(file, course, [])
    begun = await _after(file, course, [_began(learner) for learner in range(LEARNERS)])
    taught = await _after(
        file,
        course,
        [
            Incoming(account(learner), stage.input, NOW, f"telegram:bench:{count}:{learner}")
            for count, stage in enumerate(cycle.lesson)
            for learner in range(LEARNERS)
        ],
    )
    return Growth((begun - empty) / LEARNERS, (taught - empty) / LEARNERS)


def _began(learner: int) -> Incoming:
    return Incoming(account(learner), Began(), NOW, f"telegram:bench:began:{learner}", VIEW.zone)


async def _after(file: Path, course: Course, inputs: list[Incoming]) -> int:
    store = await open_store(f"sqlite:///{file}", now=NOW)
    runner = Runner(store, course, advance, apology=course.phrases.trouble.apology)
    running = asyncio.create_task(runner.run())
    await drive(runner.submit, inputs, 64)
    await runner.stop()
    await running
    await store.close()
    empty_outbox(file)
    return _used(file)


def _used(file: Path) -> int:
    connection = sqlite3.connect(file)
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    connection.close()
    return int((pages - free) * size)
