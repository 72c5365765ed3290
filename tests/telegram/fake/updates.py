"""Updates that wait for the bot: kept until they are confirmed, handed out in their order."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from telegram.constants import UpdateType

from tests.telegram.fake.ledger import Ledger
from tests.telegram.fake.refusal import Finding, other_poller, webhook_is_set

ALL = frozenset(str(kind) for kind in UpdateType)
USUAL = ALL - {"chat_member", "message_reaction", "message_reaction_count"}
FIRST = 700_000_001


class Update(msgspec.Struct, frozen=True):
    """One update, the chat whose order it keeps, and what it holds."""

    id: int
    chat: int
    body: Mapping[str, Any]

    def raw(self) -> dict[str, Any]:
        """Return it as the bot gets it."""
        return {"update_id": self.id, **self.body}


class Updates:
    """The line of updates. `url` is where they go by webhook; empty while they are polled.

    `more` is set when there is something to hand out, `polled` when the bot asked for it.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.waiting: list[Update] = []
        self.all: dict[int, Update] = {}
        self.allowed: Collection[str] = USUAL
        self.url = ""
        self.more = asyncio.Event()
        self.polled = asyncio.Event()
        self._next = FIRST
        self._handed_out: list[Update] = []
        self._newest = FIRST - 1
        self._poller: asyncio.Event | None = None

    def push(self, chat: int, kind: str, body: Mapping[str, Any]) -> int | None:
        """Let an update wait; return its id, or None when its kind is not asked for."""
        if kind not in self.allowed:
            return None
        return self.put(chat, {kind: body})

    def put(self, chat: int, body: Mapping[str, Any]) -> int:
        """Let an update of any shape wait; return its id."""
        update = Update(self._next, chat, body)
        self._next += 1
        self.all[update.id] = update
        self.again(update.id)
        return update.id

    def again(self, id: int) -> None:
        """Let this update wait (once more, as when Telegram is not sure that it was taken)."""
        self.waiting.append(msgspec.structs.replace(self.all[id]))
        self.waiting.sort(key=lambda update: update.id)
        self.more.set()

    def confirm(self, updates: Collection[Update]) -> None:
        """These are accepted: they are not handed out again."""
        for update in updates:
            self._ledger.accept(update.id, update.chat)
        self.waiting = _without(self.waiting, updates)
        self._handed_out = _without(self._handed_out, updates)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Confirm what is before the offset; return what waits, or what comes in time.

        Raises Refusal when another poll, or a webhook, takes over.
        """
        if self.url:
            raise webhook_is_set()
        if offset < 0 or (self.waiting and offset > self._newest + 1):
            raise Finding(f"offset {offset} skips updates that were never handed out")
        self.confirm([u for u in self._handed_out if u.id < offset])
        if self._poller:
            self._poller.set()
        mine = self._poller = asyncio.Event()
        self.polled.set()
        try:
            await self._until_more(mine, seconds)
        finally:
            if self._poller is mine:
                self._poller = None
        if mine.is_set():
            raise webhook_is_set() if self.url else other_poller()
        found = self.waiting[:limit]
        self._handed_out = [*_without(self._handed_out, found), *found]
        self._newest = max([self._newest, *(u.id for u in found)])
        return [update.raw() for update in found]

    async def _until_more(self, ended: asyncio.Event, seconds: float) -> None:
        deadline = asyncio.get_running_loop().time() + seconds
        while not self.waiting and not ended.is_set():
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                return
            self.more.clear()
            waits = [asyncio.ensure_future(e.wait()) for e in (self.more, ended)]
            await asyncio.wait(waits, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            for wait in waits:
                wait.cancel()

    def set_webhook(self, url: str) -> None:
        """Send updates there from now on; a poll under way ends. Empty: they are polled."""
        self.url = url
        if self._poller:
            self._poller.set()
        self.more.set()


def _without(all: list[Update], some: Collection[Update]) -> list[Update]:
    these = {id(update) for update in some}
    return [update for update in all if id(update) not in these]
