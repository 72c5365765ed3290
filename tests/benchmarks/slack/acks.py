"""How soon Slack is told that an input is taken, with the turn on disk by then."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tests.process import RUN
from tests.slack.payloads import message
from tests.slack.platform import Mode, Platform, platform
from tests.slack.process import bot

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
    async with platform() as slack, bot(slack, folder, mode, command=command) as running:
        await running.ready()
        names = [f"U{number:03}" for number in range(people)]
        await asyncio.gather(*(_speak(slack, name, mode, 3) for name in names))
        took = await asyncio.gather(*(_speak(slack, name, mode, EACH) for name in names))
        return _acks([one for person in took for one in person])


async def _speak(slack: Platform, user: str, mode: Mode, times: int) -> list[float]:
    took = []
    for _ in range(times):
        ack = await slack.bring(message(user, "/progress"), mode)
        assert ack.taken
        took.append(ack.seconds)
    return took


def _acks(took: list[float]) -> Acks:
    took.sort()
    return Acks(took[len(took) // 2], took[int(len(took) * 0.99)], took[-1])
