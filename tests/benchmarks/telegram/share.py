"""The bot's own share of a turn: from the update it gets to the first message it sends."""

from __future__ import annotations

import asyncio
from pathlib import Path
from statistics import quantiles
from time import monotonic

import msgspec

from tests.benchmarks.telegram.learner import act, turn
from tests.telegram.fake.ledger import EDITING, SENDING
from tests.telegram.fake.people import User
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.process import Mode, bot

LEARNERS = 50
TURNS = 10
"""Of each learner, one at a time and slowly enough that nothing waits for the pace."""

PAUSE = 0.15


class Share(msgspec.Struct, frozen=True):
    """Seconds: the median and the 99th percentile."""

    p50: float
    p99: float


async def measure(folder: Path, mode: Mode) -> Share:
    """Let learners take turns, one after the other."""
    async with FakeTelegram() as fake, bot(fake, folder, mode) as process:
        await process.ready()
        users = [fake.user(1001 + number) for number in range(LEARNERS)]
        for user in users:  # their first messages, and the pictures are uploaded
            await turn(user)
            await asyncio.sleep(PAUSE)
        times: list[float] = []
        for _ in range(TURNS):
            for user in users:
                times.append(await _share(fake, user))
                await asyncio.sleep(PAUSE)
        assert fake.ledger.findings == []
        cuts = quantiles(times, n=100)
        return Share(cuts[49], cuts[98])


async def _share(fake: FakeTelegram, user: User) -> float:
    """Return the seconds from the act, which is handed out at once, to the first call for it."""
    before, seen, start = len(fake.ledger.calls), len(user.sees), monotonic()
    act(user)
    await user.until(lambda now: any(m.buttons for m in now[seen:]))
    calls = fake.ledger.calls[before:]
    first = next(c for c in calls if c.chat == user.id and c.method in SENDING | EDITING)
    return first.at - start
