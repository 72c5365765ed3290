"""The program in this process: all of it, with a clock of the test, and without a pace.

What people do reaches it over signed HTTP. Timers fire when the test says so.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from adapters.http import application, bound, listening
from adapters.slack.events import PATH
from adapters.slack.service import Slack
from adapters.sql import open_store
from adapters.sql.store import SqlStore
from bot.content import load_course
from bot.delivery import Delivery
from bot.main import building, drawing
from bot.ports import Incoming, Receipt
from bot.runner import Runner
from bot.settings import read_settings
from bot.timers import Timers
from dialogues.engine import advance
from tests.slack.fake.server import FakeSlack
from tests.slack.process import environment
from tests.telegram.inside import StillTime


class Whole:
    """The running program; made by `whole`."""

    def __init__(self, store: SqlStore, timers: Timers) -> None:
        self._store, self._timers = store, timers

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
async def whole(
    fake: FakeSlack, database: Path, content: Path, time: StillTime, zone: str | None = None
) -> AsyncIterator[Whole]:
    """Run the program on this database and content until the block ends.

    Slack does not tell where people live: `zone` goes with every input all the same.
    """
    environ = environment(fake, database.parent, "http")
    environ |= {"TUTORBOT_DATABASE_URL": f"sqlite:///{database}", "TUTORBOT_CONTENT": str(content)}
    settings, course = read_settings(environ), load_course(content)
    async with AsyncExitStack() as life:
        store = await open_store(settings.database_url, now=time.now())
        life.push_async_callback(store.close)
        slack = Slack(settings, course.phrases, drawing(settings), building(settings), store)
        await life.enter_async_context(slack)
        delivery = Delivery(store, {"slack": slack.sender}, time=time)
        apology = course.phrases.trouble.apology
        runner = Runner(store, course, advance, apology=apology, committed=delivery.committed)

        async def submit(incoming: Incoming) -> Receipt:
            seen = msgspec.structs.replace(incoming, at=time.now(), zone=zone)
            return await runner.submit(seen)

        at = life.enter_context(bound("127.0.0.1", 0))
        fake.brings.address = f"http://127.0.0.1:{at.getsockname()[1]}{PATH}"
        await life.enter_async_context(listening(application(slack.routes, {}), at))
        tasks = [asyncio.create_task(w) for w in (runner.run(), delivery.run(), slack.run(submit))]
        try:
            while await slack.trouble():  # noqa: ASYNC110  # it tells nobody
                await asyncio.sleep(0.002)
            yield Whole(store, Timers(store, runner.submit))
        finally:
            await runner.stop()
            await delivery.stop()
            tasks[-1].cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
