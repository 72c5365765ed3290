"""A real store on a file, a time that a test moves, and a delivery that runs on both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from adapters.sql import open_store
from bot.account import Account
from bot.changes import Changes, NewReply, encode_reply
from bot.delivery import Delivery
from dialogues.reply import Reply
from tests.delivery.chats import Chats
from tests.delivery.passing import Passing
from tests.runner.talk import NOW
from tests.runner.watched import Watched


class World:
    """What a test of delivery has to do with."""

    def __init__(self, store: Watched, url: str) -> None:
        self.store = store
        self.url = url
        self.time = Passing()
        self.chats = Chats(self.time)
        self.delivery = self.new_delivery()
        self.running: asyncio.Task[None] | None = None

    def new_delivery(self, **options: Any) -> Delivery:
        """Return a delivery as a new process would have it."""
        options = {"time": self.time, "chance": lambda: 0.0, **options}
        self.delivery = Delivery(self.store, {"chat": self.chats}, **options)
        return self.delivery

    async def start(self, **options: Any) -> None:
        """Run a delivery in place of the one before, which is left as a killed process does."""
        await self.kill()
        self.running = asyncio.create_task(self.new_delivery(**options).run())
        self.running.add_done_callback(self.time.end)
        await self.time.settled()

    async def kill(self) -> None:
        if self.running:
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)
            await asyncio.sleep(0)
            self.running = None
            self.time.begin()

    async def commit(self, changes: Changes) -> None:
        """Commit as the runner does."""
        accounts = [account.key for account in changes.accounts]
        await self.store.commit(accounts, [], lambda loaded: changes)
        self.delivery.committed(changes)

    async def say(self, *messages: tuple[str, str | Reply]) -> None:
        """Say these texts or replies to these users, in one batch."""
        whom = {user: account(user) for user, _ in messages}
        replies = [
            NewReply(whom[user].key, encode_reply(said if isinstance(said, Reply) else Reply(said)),
                     self.time.now())
            for user, said in messages
        ]  # fmt: skip
        await self.commit(
            Changes(accounts=list(whom.values()), replies=replies, at=self.time.now())
        )

    def stopping(self, patience: float) -> asyncio.Task[None]:
        """Begin to stop the delivery."""
        return asyncio.create_task(self.delivery.stop(patience))

    async def left_over(self) -> list[tuple[str, str, str]]:
        """Return user, text and state of what is in the outbox."""
        entries = await self.store.store.outbox(with_text=True)  # type: ignore[attr-defined]
        return [(e.account.split(":")[2], e.reply.text, e.state) for e in entries]


def account(user: str) -> Account:
    return Account("chat", "bot", user)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    url = f"sqlite:///{tmp_path}/tutorbot.db"
    store = Watched(await open_store(url, now=NOW))
    world = World(store, url)
    yield world
    await world.kill()
    await store.close()
