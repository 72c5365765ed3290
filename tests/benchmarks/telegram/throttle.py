"""One chat is told to wait for a minute: the others must not feel it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from time import monotonic

import msgspec

from tests.benchmarks.telegram.learner import turn, until_asked
from tests.telegram.fake.faults import Fault
from tests.telegram.fake.people import User
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.process import bot

CHATS = 50
WAIT = 60
"""Seconds that the chat is told to wait."""

PAUSE = 5.0
"""Seconds from one act of a learner to the next: 50 of them stay below what the platform allows.

All turns are alike, the menu once more, so that one minute is like another.
"""


class Throttled(msgspec.Struct, frozen=True):
    """The others' 95th percentile without and with a chat that waits, in seconds; the calls to
    that chat before its time, and the seconds from its refusal to the next call."""

    p95_without: float
    p95_during: float
    too_early: int
    called_after: float


async def measure(folder: Path) -> Throttled:
    """Run the bot for four minutes, one chat waiting in the third."""
    async with FakeTelegram() as fake, bot(fake, folder) as process:
        await process.ready()
        one, *others = [fake.user(1001 + number) for number in range(CHATS)]
        await asyncio.gather(*(turn(user) for user in (one, *others)))
        await _minute(others)  # the machine warms up
        without = await _minute(others)
        fake.faults.add(Fault(chat=one.id, status=429, retry_after=WAIT))
        waiting = asyncio.create_task(turn(one))
        during = await _minute(others)
        await waiting
        without += await _minute(others)
        calls = [c.at for c in fake.ledger.calls if c.chat == one.id and c.method != "getUpdates"]
        refused = next(c.at for c in fake.ledger.calls if c.status == 429)
        after = [at - refused for at in calls if at > refused]
        assert fake.ledger.findings == []
        early = sum(seconds < WAIT for seconds in after)
        return Throttled(_p95(without), _p95(during), early, min(after))


async def _minute(users: Sequence[User]) -> list[float]:
    """Let all learn for a minute, evenly spread; return how long their turns took."""
    until, times = monotonic() + WAIT, list[float]()

    async def learn(user: User, delay: float) -> None:
        await asyncio.sleep(delay)
        while monotonic() < until - PAUSE:
            start = monotonic()
            await until_asked(user, lambda: user.says("/menu"))
            times.append(monotonic() - start)
            await asyncio.sleep(max(0.0, start + PAUSE - monotonic()))

    await asyncio.gather(*(learn(u, PAUSE * n / len(users)) for n, u in enumerate(users)))
    await asyncio.sleep(max(0.0, until - monotonic()))
    return times


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[18]
