"""People chat with a bot that is killed again and again; the server's book is the judge."""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from time import monotonic

import msgspec

from tests.kills.reading import Reading
from tests.kills.telegram.left import left
from tests.kills.telegram.walk import Told, Walk, do, heard, walks
from tests.telegram.fake.ledger import Call
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.outside import unsaid
from tests.telegram.process import RUN, Mode, bot, free_port

PEOPLE = 20
STEPS_A_LIFE = 2
"""So much is there to do for each of them in one life of the bot, and RESERVE more in all: it
never rests while it is killed."""

RESERVE = 2

AHEAD = 2
"""A person is so many steps ahead of what they have been told."""


class Kill(msgspec.Struct, frozen=True):
    """When the bot dies: so many seconds after it was started, or after it was ready."""

    seconds: float
    starting: bool


class Count(msgspec.Struct, frozen=True):
    """What came of it."""

    kills: int
    updates: int
    messages: int
    repeats: int
    seconds: float


def random_kills(count: int, chance: random.Random) -> list[Kill]:
    """Return moments all over a life: one in four while it starts, the others amid its work.

    No two in a row strike a start: an input that met three deaths is set aside, and rightly so.
    """
    return [
        Kill(chance.uniform(0, 1.5), starting=True)
        if number % 4 == 3
        else Kill(chance.uniform(0, 2.0), starting=False)
        for number in range(count)
    ]


class Siege:
    """The server, the people and the lives of the bot, on one database in a folder."""

    def __init__(
        self, fake: FakeTelegram, walks: Mapping[int, Walk], folder: Path, mode: Mode
    ) -> None:
        self.fake, self.folder, self.mode = fake, folder, mode
        self.command: Sequence[str] = RUN
        self.patience = 60.0  # seconds until something more is told
        self.killed = 0
        self._port = free_port()
        self._lives: list[float] = []
        self._walks = walks
        calls, lives = fake.ledger.calls, self._lives
        self._readings: Mapping[int, Reading[Call, Told]] = {
            id: Reading(id, walk.told, calls, partial(heard, id), lives)
            for id, walk in walks.items()
        }

    async def chat(self) -> None:
        """Let all people walk, until they have been told everything."""
        await asyncio.gather(*(self._walk(id) for id in self._walks))

    async def _walk(self, id: int) -> None:
        user, reading, before = self.fake.user(id), self._readings[id], [0] * AHEAD
        for step in self._walks[id].steps:
            await self._until(reading, before[-AHEAD] or min(before[-1], 1))
            do(user, step.act)
            before.append(step.told)
        await self._until(reading, len(reading.told))

    async def _until(self, reading: Reading[Call, Told], told: int) -> None:
        while not reading.has(told):
            more = reading.done + 1
            await self.fake.ledger.wait(partial(reading.has, more), self.patience)

    async def live(self, kill: Kill | None) -> None:
        """Let the bot live until it is killed; or, without, until it is told to stop."""
        self._lives.append(monotonic())
        start = bot(self.fake, self.folder, self.mode, command=self.command, port=self._port)
        async with start as running:
            if kill is None or not kill.starting:
                await running.ready()
            if kill is None:
                await self.told()
                assert await running.stop() == 0
            else:
                await asyncio.sleep(kill.seconds)
                await running.kill()
                assert running.process.returncode == -signal.SIGKILL, running.log
                self.killed += 1

    async def live_until_told(self, seconds: float) -> float:
        """Tell the bot to stop so long after it was ready; return how many seconds that takes."""
        self._lives.append(monotonic())
        async with bot(self.fake, self.folder, self.mode, port=self._port) as running:
            await running.ready()
            await asyncio.sleep(seconds)
            start = monotonic()
            assert await running.stop() == 0, running.log
            return monotonic() - start

    async def live_until_it_dies(self) -> bool:
        """Let a bot live that kills itself; return whether all was told before it did."""
        self._lives.append(monotonic())
        start = bot(self.fake, self.folder, self.mode, command=self.command, port=self._port)
        async with start as running:
            told, died = (asyncio.ensure_future(work) for work in (self.told(), running.ended()))
            done, _ = await asyncio.wait({told, died}, return_when=asyncio.FIRST_COMPLETED)
            if told in done:
                died.cancel()
                told.result()
                while unsaid(self.folder / "tutorbot.db"):  # noqa: ASYNC110  # the last mark
                    await asyncio.sleep(0.05)
                return True
            told.cancel()
            assert died.result() == -signal.SIGKILL, running.log
            self.killed += 1
            return False

    async def told(self) -> None:
        """Return when all people have been told everything, and all updates are accepted."""
        for reading in self._readings.values():
            await self._until(reading, len(reading.told))
        await self.fake.ledger.wait(lambda: not self.fake.world.updates.waiting)

    def count(self, seconds: float) -> Count:
        """Assert that nothing was lost or doubled, and return what came of it."""
        accepted = {one.update for one in self.fake.ledger.accepted}
        steps = sum(len(walk.steps) for walk in self._walks.values())
        assert len(accepted) == steps, "an update was never accepted"
        assert self.fake.ledger.findings == []
        repeats = [life for r in self._readings.values() for life in r.repeats]
        assert len(repeats) <= self.killed, f"{len(repeats)} repeats, {self.killed} kills"
        messages = sum(len(r.told) for r in self._readings.values())
        return Count(self.killed, steps, messages, len(repeats), seconds)


async def besiege(mode: Mode, kills: int, folder: Path, chance: random.Random) -> Count:
    """Kill the bot so often while people chat with it; assert that nothing came of it."""
    alone, killed = folder / "alone", folder / "killed"
    for place in (alone, killed):
        place.mkdir()
    made = await walks(PEOPLE, STEPS_A_LIFE * kills + RESERVE, alone, chance)
    start = monotonic()
    async with FakeTelegram() as fake:
        siege = Siege(fake, made, killed, mode)
        chatting = asyncio.create_task(siege.chat())
        for kill in random_kills(kills, chance):
            await siege.live(kill)
            if chatting.done():
                await chatting
                raise AssertionError("the people had nothing left to say")
        await siege.live(None)
        await chatting
        count = siege.count(monotonic() - start)
    assert left(killed / "tutorbot.db") == left(alone / "tutorbot.db")
    return count
