"""The program in this process: real store, runner, delivery and sender, with a clock of the test.

The updates are fetched when the test says so, and there is no pace.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from adapters.sql import open_store
from adapters.sql.store import SqlStore
from adapters.telegram.api import Api
from adapters.telegram.asking import Asking
from adapters.telegram.errands import Errands
from adapters.telegram.intake import Intake
from adapters.telegram.photos import Photos
from adapters.telegram.sender import TelegramSender
from adapters.telegram.transport import Transport
from bot.clock import MachineTime
from bot.content import load_course
from bot.delivery import Delivery
from bot.main import building, drawing
from bot.ports import Incoming, Receipt
from bot.runner import Runner
from bot.settings import Settings
from bot.timers import Timers
from dialogues.engine import advance
from tests.telegram.fake.server import FakeTelegram


class StillTime(MachineTime):
    """Time whose day stands still until the test moves it; waiting is as long as it is."""

    def __init__(self, now: datetime) -> None:
        self.at = now

    def now(self) -> datetime:
        return self.at


class Inside:
    """The running program; made by `inside`."""

    def __init__(
        self, bot: Asking, store: SqlStore, delivery: Delivery, timers: Timers, intake: Intake
    ) -> None:
        self.delivery = delivery
        self._bot, self._store = bot, store
        self._timers, self._intake = timers, intake
        self._offset = 0

    async def take_all(self) -> None:
        """Take every update that waits, accept it, and return when all that follows is said."""
        while raws := await self._poll():
            await asyncio.gather(*(self._intake.take(raw) for raw in raws))
            self._offset = max(self._offset, *(raw["update_id"] + 1 for raw in raws))
        await self.until_said()

    async def _poll(self) -> list[dict[str, Any]]:
        params = {"offset": self._offset, "timeout": 0}
        return await self._bot.updates(params, read=10.0)

    async def pass_time(self, now: datetime) -> None:
        """Fire the timers that are due and return when all that they say is said."""
        await self._timers.fire_due(now)
        await self.until_said()

    async def until_said(self) -> None:
        """Return when nothing waits in the outbox."""
        async with asyncio.timeout(20):
            while await self._store.waiting(0, 1):  # noqa: ASYNC110  # it tells nobody
                await asyncio.sleep(0.002)


@asynccontextmanager
async def inside(
    fake: FakeTelegram, database: Path, content: Path, time: StillTime, zone: str | None = None
) -> AsyncIterator[Inside]:
    """Run the program on this database and content until the block ends.

    Telegram does not tell where people live: `zone` goes with every update all the same.
    """
    settings = Settings(database_url=f"sqlite:///{database}", content=content)
    course = load_course(content)
    async with AsyncExitStack() as life:
        store = await open_store(settings.database_url, now=time.now())
        life.push_async_callback(store.close)
        transport = Transport()
        await transport.initialize()
        life.push_async_callback(transport.shutdown)
        api = Api(transport, fake.token, fake.url)
        bot = Asking(transport, fake.token, fake.url)
        me = await bot.me()
        sender = TelegramSender(api, Photos(api, drawing(settings), store), building(settings))
        delivery = Delivery(store, {"telegram": sender}, time=time)
        runner = Runner(
            store,
            course,
            advance,
            apology=course.phrases.trouble.apology,
            committed=delivery.committed,
        )

        async def submit(incoming: Incoming) -> Receipt:
            return await runner.submit(msgspec.structs.replace(incoming, zone=zone))

        presses, lines = (Errands(api, at_once=4, line=100) for _ in range(2))
        intake = Intake(me, course.phrases, submit, presses=presses, lines=lines, clock=time.now)
        tasks = [asyncio.create_task(w.run()) for w in (runner, delivery, presses, lines)]
        try:
            yield Inside(bot, store, delivery, Timers(store, runner.submit), intake)
        finally:
            await runner.stop()
            await delivery.stop()
            for task in tasks[2:]:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
