"""Several people as the other side of a transcript: a real store and runner, no process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from adapters.sql import open_store
from bot.account import Account
from bot.content.load import load_course
from bot.delivery import Delivery
from bot.folding import Advance
from bot.ports import Incoming, Store
from bot.runner import Runner
from bot.timers import Timers
from dialogues.course import Course
from dialogues.engine import advance
from dialogues.phrases import Phrases
from dialogues.reply import Reply
from tests.transcripts.courses import content
from tests.transcripts.engine import NOON, ZONE, seen
from tests.transcripts.script import Act, Shown

PLATFORMS = ("terminal", "telegram", "slack")


class Several:
    """People on one store; what anybody is told is shown, in the order in which it was said."""

    def __init__(self, store: Store, runner: Runner, file: Path, words: Phrases) -> None:
        self.store, self.runner, self.file, self.words = store, runner, file, words
        self.timers = Timers(store, runner.submit)
        self.delivery = Delivery(store, dict.fromkeys(PLATFORMS, self))
        self.accounts: dict[str, Account] = {}
        self.who = ""
        self.now = NOON
        self.told: list[tuple[str, Reply]] = []

    def speaks(self, who: str, platform: str | None, tenant: str | None) -> None:
        """Let this one speak from here on; the account is known from its first line."""
        self.who = who
        if platform or who not in self.accounts:
            self.accounts[who] = Account(platform or "terminal", tenant or "local", who)

    async def restart(self, course: str) -> None:
        raise NotImplementedError("the course of several people stays the same")

    async def send(self, account: Account, reply: Reply) -> None:
        self.told.append((account.user, reply))

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        raise AssertionError("nothing that was sent has a reference")

    async def take(self, act: Act, at: datetime | None, key: str | None) -> list[Shown]:
        """Let due timers fire, then take the input of the one who speaks."""
        self.now = at or self.now
        await self.timers.fire_due(self.now)
        if act is not None:
            account = self.accounts[self.who]
            await self.runner.submit(Incoming(account, act, self.now, key, zone=ZONE))
        await self.delivery.drain(self.now)
        told, self.told = self.told, []
        return [
            msgspec.structs.replace(seen(reply), to=to if to != self.who else None)
            for to, reply in told
        ]


@asynccontextmanager
async def several(
    folder: Path, course: Course | None = None, engine: Advance = advance
) -> AsyncIterator[Several]:
    """Open a store in the folder and run on it until the block ends."""
    file = folder / "several.db"
    store = await open_store(f"sqlite:///{file}", now=NOON)
    course = course or load_course(content("tiny", folder))
    apology = course.phrases.trouble.apology
    runner = Runner(store, course, engine, apology=apology)
    work = asyncio.create_task(runner.run())
    try:
        yield Several(store, runner, file, course.phrases)
    finally:
        await runner.stop()
        await work
        await store.close()
