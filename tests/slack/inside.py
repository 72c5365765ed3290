"""The program in this process: real store, runner, delivery and sender, with a clock of the test.

Inputs are handed in as the adapter reads them, and there is no pace.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from adapters.slack.api import Api
from adapters.slack.channels import Channels
from adapters.slack.files import Files
from adapters.slack.sender import SlackSender
from adapters.slack.tokens import Tokens
from adapters.sql import open_store
from adapters.sql.store import SqlStore
from bot.account import Account
from bot.content import load_course
from bot.delivery import Delivery
from bot.main import building, drawing
from bot.ports import Incoming
from bot.runner import Runner
from bot.settings import Settings
from bot.timers import Timers
from dialogues.engine import advance
from dialogues.input import Input
from tests.telegram.inside import StillTime

TENANT = "T1"


class OneToken:
    """The token of the one workspace there is."""

    async def token(self, tenant: str) -> str | None:
        return "xoxb-1" if tenant == TENANT else None

    async def refused(self, tenant: str, token: str) -> None:
        raise AssertionError("the app is there")


class Inside:
    """The running program; made by `inside`."""

    def __init__(self, store: SqlStore, runner: Runner, timers: Timers, zone: str | None) -> None:
        self._store, self._runner, self._timers, self._zone = store, runner, timers, zone

    async def take(self, user: str, input: Input, at: datetime, key: str | None) -> None:
        """Take the input, and return when all that follows is said."""
        account = Account("slack", TENANT, user)
        await self._runner.submit(Incoming(account, input, at, key, zone=self._zone))
        await self._until_said()

    async def pass_time(self, now: datetime) -> None:
        """Fire the timers that are due and return when all that they say is said."""
        await self._timers.fire_due(now)
        await self._until_said()

    async def _until_said(self) -> None:
        async with asyncio.timeout(20):
            while await self._store.waiting(0, 1):  # noqa: ASYNC110  # it tells nobody
                await asyncio.sleep(0.002)


@asynccontextmanager
async def inside(  # noqa: PLR0913, PLR0917  # what a test may choose
    api: Api,
    database: Path,
    content: Path,
    time: StillTime,
    zone: str | None = None,
    tokens: Tokens | None = None,
) -> AsyncIterator[Inside]:
    """Run the program on this database and content until the block ends."""
    settings = Settings(database_url=f"sqlite:///{database}", content=content)
    course = load_course(content)
    async with AsyncExitStack() as life:
        store = await open_store(settings.database_url, now=time.now())
        life.push_async_callback(store.close)
        files = Files(api, drawing(settings), store)
        tokens, build = tokens or OneToken(), building(settings)
        sender = SlackSender(api, tokens, Channels(api), files, course.phrases.field, build)
        delivery = Delivery(store, {"slack": sender}, time=time)
        apology = course.phrases.trouble.apology
        runner = Runner(store, course, advance, apology=apology, committed=delivery.committed)
        tasks = [asyncio.create_task(work.run()) for work in (runner, delivery)]
        try:
            yield Inside(store, runner, Timers(store, runner.submit), zone)
        finally:
            await runner.stop()
            await delivery.stop()
            await asyncio.gather(*tasks, return_exceptions=True)
