"""The runner's door as a test opens and shuts it, and a time that passes at once."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache

from adapters.telegram.api import Api
from adapters.telegram.asking import Asking, Me
from adapters.telegram.errands import Errands
from adapters.telegram.intake import Intake
from adapters.telegram.transport import Transport
from bot.clock import MachineTime, machine_time
from bot.content import load_course
from bot.ports import Incoming, Receipt
from dialogues.phrases import Phrases
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.fake.world import BOT, BOT_NAME
from tests.terminal.chat import LESSONS


@cache
def phrases() -> Phrases:
    """Return the bot's words."""
    return load_course(LESSONS).phrases


class Door:
    """Takes inputs while it is `open`; `answers` are what the next ones get, errors raised."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.answers: deque[Receipt | Exception] = deque()
        self.knocks: list[Incoming] = []
        self.taken: list[Incoming] = []
        self._news = asyncio.Event()

    async def submit(self, incoming: Incoming) -> Receipt:
        self.knocks.append(incoming)
        self._tell()
        await self.open.wait()
        answer = self.answers.popleft() if self.answers else Receipt()
        if isinstance(answer, Exception):
            raise answer
        self.taken.append(incoming)
        self._tell()
        return answer

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def knocked(self, times: int) -> None:
        """Return when so many inputs have come to the door."""
        async with asyncio.timeout(20):
            while len(self.knocks) < times:
                await self._news.wait()


class Quick(MachineTime):
    """Passes at once when somebody waits; `rests` are the waits."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.rests: list[float] = []

    def monotonic(self) -> float:
        return self.seconds

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        self.rests.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


@asynccontextmanager
async def api_of(fake: FakeTelegram) -> AsyncIterator[Api]:
    """Give the API that talks to this server."""
    async with Transport() as transport:
        yield Api(transport, fake.token, fake.url)


@asynccontextmanager
async def bot_of(fake: FakeTelegram) -> AsyncIterator[Asking]:
    """Give what asks this server."""
    async with Transport() as transport:
        yield Asking(transport, fake.token, fake.url)


@asynccontextmanager
async def intake_of(api: Api, door: Door) -> AsyncIterator[Intake]:
    """Give an intake that leads to this door; presses are answered meanwhile."""
    presses, lines = (Errands(api, at_once=2, line=10) for _ in range(2))
    me = Me(BOT, BOT_NAME)
    tasks = [asyncio.create_task(one.run()) for one in (presses, lines)]
    try:
        yield Intake(me, phrases(), door.submit, presses=presses, lines=lines, clock=machine_time)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
