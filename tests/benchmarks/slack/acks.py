"""How soon Slack is told that an input is taken, with the turn on disk by then."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tests.process import RUN
from tests.slack.fake.people import Person
from tests.slack.fake.server import FakeSlack
from tests.slack.process import Mode, bot

PEOPLE = 20
EACH = 40
"""Inputs of each person; the next follows when the one before is acknowledged."""

EMPTY = (sys.executable, "-m", "tests.benchmarks.slack.empty")


class Acks(msgspec.Struct, frozen=True):
    """Seconds until an acknowledgement: half of them, 99 of 100, all."""

    p50: float
    p99: float
    longest: float


async def measure(folder: Path, mode: Mode, *, empty: bool = False, people: int = PEOPLE) -> Acks:
    """Measure the bot; or, with `empty`, a Bolt app that does nothing."""
    command: Sequence[str] = EMPTY if empty else RUN
    async with FakeSlack() as slack, bot(slack, folder, mode, command=command) as running:
        await running.ready()
        some = [slack.user(f"U{number:03}") for number in range(people)]
        await asyncio.gather(*(_speak(person, 3) for person in some))
        took = await asyncio.gather(*(_speak(person, EACH) for person in some))
        return _acks([one for person in took for one in person])


async def _speak(person: Person, times: int) -> list[float]:
    took = []
    for _ in range(times):
        delivery = await person.says("/progress").over()
        assert [attempt.taken for attempt in delivery.attempts] == [True]
        took.append(delivery.attempts[0].seconds)
    return took


def _acks(took: list[float]) -> Acks:
    took.sort()
    return Acks(took[len(took) // 2], took[int(len(took) * 0.99)], took[-1])
