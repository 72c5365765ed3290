"""People chat with a bot that is killed again and again; Slack's own book is the judge."""

from __future__ import annotations

import asyncio
import random
import signal
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from time import monotonic

import msgspec

from tests.kills.reading import Reading
from tests.kills.slack.walk import Act, Told, Walk, do, heard, walks
from tests.kills.telegram.left import left
from tests.kills.telegram.siege import Kill, random_kills
from tests.process import free_port
from tests.slack.fake.ledger import Attempt, Call
from tests.slack.fake.server import FakeSlack
from tests.slack.process import Mode, bot
from tests.telegram.outside import unsaid

PEOPLE = 20
STEPS_A_LIFE = 1
RESERVE = 2
"""So much is there to do for each of them in one life of the bot, and in all besides."""

AGAIN = 0.4
"""Seconds until something is brought again. In truth an event comes at once, after a minute and
after five, and a press only when the person presses once more."""


class Count(msgspec.Struct, frozen=True):
    """What came of it; acknowledgements in seconds.

    `flying` is how many messages Slack had taken at a kill that were not marked as sent.
    """

    kills: int
    payloads: int
    messages: int
    flying: int
    repeats: int
    seconds: float
    acks: Sequence[float]

    def within(self, share: float) -> float:
        """Return the time within which this share of acknowledgements came."""
        acks = sorted(self.acks)
        return acks[min(len(acks) - 1, int(share * len(acks)))]


class Siege:
    """Slack, the people and the lives of the bot, on one database in a folder."""

    def __init__(
        self, fake: FakeSlack, walks: Mapping[str, Walk], folder: Path, mode: Mode
    ) -> None:
        self.fake, self.folder, self.mode = fake, folder, mode
        self.killed = self.payloads = self.flying = 0
        self.acks: list[Attempt] = []
        self._port = free_port()
        self._lives: list[float] = []
        self._walks = walks
        calls, lives = fake.ledger.calls, self._lives
        self._readings: Mapping[str, Reading[Call, Told]] = {
            id: Reading(id, walk.told, calls, partial(heard, id), lives)
            for id, walk in walks.items()
        }
        fake.brings.pauses = (AGAIN,) * len(fake.brings.pauses)

    async def chat(self) -> None:
        """Let all people walk, until they have been told everything."""
        await asyncio.gather(*(self._walk(id) for id in self._walks))

    async def _walk(self, id: str) -> None:
        reading = self._readings[id]
        for step in self._walks[id].steps:
            await self._bring(id, step.act)
            await self._until(reading, step.told)
        await self._until(reading, len(reading.told))

    async def _bring(self, id: str, act: Act) -> None:
        """Let it be brought until it is taken; sometimes once more, as Slack does too."""
        delivery = do(self.fake.user(id), act)
        self.payloads += 1
        number = self.payloads
        while not (await delivery.over()).taken:
            await asyncio.sleep(AGAIN)
            delivery = self.fake.brings.bring(delivery.payload)
        self.acks.append(delivery.attempts[-1])
        if number % 10 == 0:
            await self.fake.brings.bring(delivery.payload).over()

    async def _until(self, reading: Reading[Call, Told], told: int) -> None:
        while not reading.has(told):
            await self.fake.ledger.wait(partial(reading.has, reading.done + 1), 60)

    async def live(self, kill: Kill | None, chatting: asyncio.Task[None]) -> None:
        """Let the bot live until it is killed; or, without, until all is told."""
        self._lives.append(monotonic())
        async with bot(self.fake, self.folder, self.mode, port=self._port) as running:
            if kill is None or not kill.starting:
                await running.ready()
            if kill is None:
                await chatting
                while unsaid(self.folder / "tutorbot.db"):  # noqa: ASYNC110  # the last mark
                    await asyncio.sleep(0.05)
                assert await running.stop() == 0
                return
            await asyncio.sleep(kill.seconds)
            await running.kill()
            assert running.process.returncode == -signal.SIGKILL, running.log
            self.killed += 1
            await asyncio.sleep(0.05)  # Slack reads what was written before the death
            self.flying += self._in_flight()

    def _in_flight(self) -> int:
        """Return how many messages were taken and not marked: those may come again, no others.

        Of a conversation, one at most: the next goes out when the one before is marked.
        """
        steps, waiting = _rows(self.folder / "tutorbot.db")
        found = 0
        for id, reading in self._readings.items():
            reading.has(0)
            committed = steps.get(id, 0)
            said = self._walks[id].steps[committed - 1].told if committed else 0
            flying = reading.done - (said - waiting.get(id, 0))
            assert flying in (0, 1), f"{id}: {flying} messages in flight at once"
            found += flying
        return found

    def count(self, seconds: float) -> Count:
        """Assert that nothing was lost or doubled, and return what came of it."""
        assert self.fake.ledger.findings == []
        repeats = sum(len(reading.repeats) for reading in self._readings.values())
        assert repeats <= self.flying, f"{repeats} repeats, {self.flying} were in flight"
        assert repeats <= self.killed, f"{repeats} repeats, {self.killed} kills"
        acks = [ack.seconds for ack in self.acks]
        assert max(acks) < 3.0
        messages = sum(len(reading.told) for reading in self._readings.values())
        return Count(self.killed, self.payloads, messages, self.flying, repeats, seconds, acks)


def _rows(database: Path) -> Sequence[Mapping[str, int]]:
    """Return how many inputs are committed, and how many messages wait to be sent, by user."""
    counted = "SELECT user, count(*) FROM {} JOIN account ON account.id = account GROUP BY user"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [
            dict(connection.execute(counted.format(table)).fetchall())
            for table in ("handled", "outbox")
        ]


async def besiege(mode: Mode, kills: int, folder: Path, chance: random.Random) -> Count:
    """Kill the bot so often while people chat with it; assert that nothing came of it."""
    alone, killed = folder / "alone", folder / "killed"
    for place in (alone, killed):
        place.mkdir()
    people = [f"U{number:03}" for number in range(PEOPLE)]
    made = await walks(people, STEPS_A_LIFE * kills + RESERVE, alone, chance)
    start = monotonic()
    async with FakeSlack() as fake:
        siege = Siege(fake, made, killed, mode)
        chatting = asyncio.create_task(siege.chat())
        for kill in random_kills(kills, chance):
            await siege.live(kill, chatting)
            if chatting.done():
                await chatting
                raise AssertionError("the people had nothing left to say")
        await siege.live(None, chatting)
        count = siege.count(monotonic() - start)
    assert left(killed / "tutorbot.db") == left(alone / "tutorbot.db")
    return count
