"""Bots with a fault in how turns are kept or messages sent, that die where it shows.

`python -m tests.kills.telegram.faulty FAULT` runs as `tutorbot run` does, without a pace, and kills
itself amid its work. With the fault "none" it is the real program, killed there.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import cast

from adapters.http import application, bound, listening
from adapters.sql import open_store
from adapters.sql.store import SqlStore
from adapters.telegram.service import Telegram
from adapters.telegram.updates import PLATFORM
from bot.account import Account
from bot.clock import machine_time
from bot.content import load_course
from bot.main import building, drawing, working
from bot.ports import Incoming, Marks, Receipt
from bot.sending import Sender
from bot.settings import read_settings
from dialogues.reply import Reply
from tests.kills.faulty import FATAL, TornStore, die

FAULTS = (
    "accepted early",
    "key early",
    "key never",
    "outbox late",
    "sent early",
    "never marked",
)


class TornMarks(TornStore):
    """The store of the other faults, that may also forget which messages were sent."""

    async def mark(self, marks: Marks) -> None:
        if self._fault != "never marked":
            await super().mark(marks)


class EarlySender:
    """Says that a message is sent, and sends it when the next one comes."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._held: tuple[Account, Reply] | None = None
        self._sent = 0

    async def send(self, account: Account, reply: Reply) -> str | None:
        self._sent += 1
        if self._sent == FATAL:
            die()
        if self._held:
            await self._sender.send(*self._held)
        self._held = (account, reply)
        return None

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        await self._sender.settle(account, ref, reply, words)


async def main(fault: str) -> None:
    """Run until killed, or cancelled."""
    settings = read_settings(os.environ)
    course = load_course(settings.content)
    real = await open_store(settings.database_url, now=machine_time())
    store = cast("SqlStore", TornMarks(real, fault))
    telegram = Telegram(
        settings, course.phrases, drawing(settings), building(settings), real, force=False
    )
    sender = EarlySender(telegram.sender) if fault == "sent early" else telegram.sender
    with bound(settings.http_host, settings.http_port) as at:
        async with (
            telegram,
            working(store, course, {PLATFORM: sender}, {}) as works,
            listening(application(telegram.routes, {"telegram": telegram.trouble}), at),
        ):

            async def early(incoming: Incoming) -> Receipt:
                keep.append(asyncio.create_task(_later(incoming)))
                return Receipt()

            async def _later(incoming: Incoming) -> None:
                if len(keep) == FATAL:
                    die()
                await asyncio.sleep(0.1)
                await works.submit(incoming)

            keep: list[asyncio.Task[None]] = []
            await telegram.run(early if fault == "accepted early" else works.submit)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
