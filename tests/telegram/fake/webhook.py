"""Posts updates to the bot's webhook: in order within a chat, again while it is not accepted."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Self

import aiohttp

from tests.telegram.fake.updates import Update
from tests.telegram.fake.world import World

HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE = 10.0
"""Seconds for an answer."""

FIRST_PAUSE, LONGEST_PAUSE = 0.05, 0.5
"""Seconds until an update that was not accepted is posted again."""


class Webhook:
    """Works while a webhook is set, from `async with` to its end.

    As Telegram does it: the next update of a chat goes out when the one before is accepted, at
    most `max_connections` posts are on their way at once.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._posting: dict[int, asyncio.Task[None]] = {}

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(PATIENCE))
        self._work = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        tasks = [self._work, *self._posting.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._session.close()

    async def _run(self) -> None:
        updates = self._world.updates
        while True:
            updates.more.clear()
            most = self._world.webhook.get("max_connections", 40)
            for update in updates.waiting if updates.url else ():
                if update.chat not in self._posting and len(self._posting) < most:
                    task = asyncio.create_task(self._post(update))
                    self._posting[update.chat] = task
            await updates.more.wait()

    async def _post(self, update: Update) -> None:
        pause = FIRST_PAUSE
        updates = self._world.updates
        try:
            while updates.url and not await self._accepted(update):
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            if updates.url:
                updates.confirm([update])
        finally:
            del self._posting[update.chat]
            updates.more.set()

    async def _accepted(self, update: Update) -> bool:
        secret = self._world.webhook.get("secret_token")
        headers = {HEADER: secret} if secret else {}
        with suppress(aiohttp.ClientError, TimeoutError, OSError):
            async with self._session.post(
                self._world.updates.url, json=update.raw(), headers=headers
            ) as response:
                if response.ok and (body := await response.read()).startswith(b"{"):
                    self._world.ledger.find(f"a call in the answer to an update: {body!r:.60}")
                return response.ok
        return False
