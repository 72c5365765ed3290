"""People chat with a bot that is killed again and again; what Slack was told is the judge."""

from __future__ import annotations

import asyncio
import random
import signal
from bisect import bisect
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

import msgspec

from tests.kills.slack.walk import Told, Walk, brought, told, walks
from tests.kills.telegram.left import left
from tests.kills.telegram.siege import Kill, random_kills
from tests.process import free_port
from tests.slack.desk import Call
from tests.slack.payloads import Payload
from tests.slack.platform import Ack, Mode, Platform, platform
from tests.slack.process import bot
from tests.telegram.outside import unsaid

PEOPLE = 20
STEPS_A_LIFE = 1
RESERVE = 2
"""So much is there to do for each of them in one life of the bot, and in all besides."""

AGAIN = 0.4
"""Seconds until Slack brings it again. In truth it is at once, after a minute, and after five."""


class Count(msgspec.Struct, frozen=True):
    """What came of it; acknowledgements in seconds."""

    kills: int
    payloads: int
    messages: int
    repeats: int
    seconds: float
    acks: Sequence[float]

    def within(self, share: float) -> float:
        """Return the time within which this share of acknowledgements came."""
        acks = sorted(self.acks)
        return acks[min(len(acks) - 1, int(share * len(acks)))]


class Reading:
    """One person's messages, in their order; `lives` are the times at which one began.

    A message may come again only as the first that a person is told in a new life of the bot.
    """

    def __init__(self, walk: Walk, lives: Sequence[float]) -> None:
        self.walk, self._lives = walk, lives
        self.done = self._life = 0
        self.repeats: list[int] = []

    def hear(self, message: Told, at: float) -> None:
        """Assert that it is the next message, or the last once more in a new life."""
        life = bisect(self._lives, at)
        first, self._life = life > self._life, life
        if self.done < len(self.walk.told) and self.walk.told[self.done] == message:
            self.done += 1
            return
        where = f"life {life}, after message {self.done}: {message}"
        assert self.done, where
        assert self.walk.told[self.done - 1] == message, where
        assert first, f"again and again: {where}"
        self.repeats.append(life)


class Book(Platform):
    """Slack, with a reader of each person's messages."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        super().__init__()
        self.readings = readings
        self.broken: list[str] = []

    def usual(self, call: Call) -> Any:
        answer = super().usual(call)
        if call.method == "chat.postMessage":
            reading = self.readings[call.params["channel"].removeprefix("D")]
            try:
                reading.hear(told(call), monotonic())
            except AssertionError as error:
                self.broken.append(str(error))
        return answer


class Siege:
    """Slack, the people and the lives of the bot, on one database in a folder."""

    def __init__(self, slack: Book, folder: Path, mode: Mode, lives: list[float]) -> None:
        self.slack, self.folder, self.mode = slack, folder, mode
        self.killed = self.payloads = 0
        self.acks: list[Ack] = []
        self._port, self._lives = free_port(), lives

    async def chat(self) -> None:
        """Let all people walk, until they have been told everything."""
        await asyncio.gather(*(self._walk(id) for id in self.slack.readings))

    async def _walk(self, id: str) -> None:
        reading = self.slack.readings[id]
        for step in reading.walk.steps:
            payload = brought(id, step.act, self.slack.sees.get(f"D{id}", []))
            await self._bring(payload)
            await self._told(reading, step.told)
        await self._told(reading, len(reading.walk.told))

    async def _bring(self, payload: Payload) -> None:
        """Bring it until it is taken, as Slack does; sometimes once more, as Slack does too."""
        self.payloads += 1
        for retry in range(1000):
            ack = await self.slack.bring(payload, self.mode, retry)
            if ack.taken:
                self.acks.append(ack)
                if self.payloads % 10 == 0:
                    await self.slack.bring(payload, self.mode, retry + 1)
                return
            await asyncio.sleep(AGAIN)
        raise AssertionError("it was never taken")

    async def _told(self, reading: Reading, wanted: int) -> None:
        async with asyncio.timeout(120):
            while reading.done < wanted:
                assert not self.slack.broken, self.slack.broken
                await self.slack.until(lambda: True)
                await asyncio.sleep(0.02)

    async def live(self, kill: Kill | None, chatting: asyncio.Task[None]) -> None:
        """Let the bot live until it is killed; or, without, until all is told."""
        self._lives.append(monotonic())
        async with bot(self.slack, self.folder, self.mode, port=self._port) as running:
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

    def count(self, seconds: float) -> Count:
        """Assert that nothing was lost or doubled, and return what came of it."""
        assert not self.slack.broken, self.slack.broken
        readings = self.slack.readings.values()
        repeats = [life for reading in readings for life in reading.repeats]
        assert len(repeats) <= self.killed, f"{len(repeats)} repeats, {self.killed} kills"
        acks = [ack.seconds for ack in self.acks]
        assert max(acks) < 3.0
        messages = sum(len(reading.walk.told) for reading in readings)
        return Count(self.killed, self.payloads, messages, len(repeats), seconds, acks)


async def besiege(mode: Mode, kills: int, folder: Path, chance: random.Random) -> Count:
    """Kill the bot so often while people chat with it; assert that nothing came of it."""
    alone, killed = folder / "alone", folder / "killed"
    for place in (alone, killed):
        place.mkdir()
    people = [f"U{number:03}" for number in range(PEOPLE)]
    made = await walks(people, STEPS_A_LIFE * kills + RESERVE, alone, chance)
    lives: list[float] = []
    book = Book({id: Reading(walk, lives) for id, walk in made.items()})
    start = monotonic()
    async with platform(book) as slack:
        assert slack is book
        siege = Siege(book, killed, mode, lives)
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
