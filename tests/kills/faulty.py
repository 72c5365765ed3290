"""Programs with a fault in how a turn is made durable, that die where it shows.

`python -m tests.kills.faulty FAULT FILE` talks like `tutorbot chat --jsonl` and kills itself in
the middle of its fifth turn. With the fault "none" it is the real program, killed there.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from typing import cast

import msgspec

from adapters.sql import open_store
from adapters.sql.store import SqlStore
from adapters.terminal.account import PLATFORM, learner
from adapters.terminal.clock import ChatClock
from adapters.terminal.jsonl import JsonLines, converse
from adapters.terminal.lines import Lines, read_line
from adapters.terminal.protocol import MAX_LINE
from adapters.terminal.session import Program, Session
from bot.changes import Changes, Fold, Loaded, Needs
from bot.clock import machine_time
from bot.content import load_course
from bot.main import drawing, keeping, serving
from bot.ports import Incoming, Receipt
from bot.settings import Settings
from tests.runner.watched import Watched

FAULTS = ("accepted early", "key early", "key never", "outbox late")
FATAL = 5


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class TornStore(Watched):
    """The real store, but that a fault may tear a batch into two transactions."""

    def __init__(self, store: SqlStore, fault: str) -> None:
        super().__init__(store)
        self.unclean = store.unclean
        self._fault = fault
        self._turns = 0

    async def commit(self, accounts: Sequence[str], keys: Sequence[str], fold: Fold) -> None:
        self._turns += 1
        held = Changes()

        def first(loaded: Loaded) -> Changes | Needs:
            nonlocal held
            taken = fold(loaded)
            if isinstance(taken, Needs):
                return taken
            now, held = _torn(taken, self._fault)
            return now

        await self.store.commit(accounts, keys, first)
        if self._turns == FATAL:
            die()
        await self.store.commit(accounts, (), lambda loaded: held)


def _torn(all: Changes, fault: str) -> tuple[Changes, Changes]:
    """Return what is written in a first transaction, and what in another after it."""
    replace = msgspec.structs.replace
    match fault:
        case "key early":
            key = Changes(accounts=all.accounts, handled=all.handled, at=all.at)
            return key, replace(all, accounts=(), handled=())
        case "key never":
            return replace(all, handled=()), Changes()
        case "outbox late":
            return replace(all, replies=()), Changes(replies=all.replies, at=all.at)
        case _:
            return all, Changes()


class EarlyDoor:
    """Says that an input is accepted, and hands it in when the next one comes."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._held: Incoming | None = None
        self._turns = 0

    async def submit(self, incoming: Incoming) -> Receipt:
        self._turns += 1
        if self._turns == FATAL:
            die()
        await self.flush()
        self._held = incoming
        return Receipt()

    async def flush(self) -> None:
        if self._held:
            await self._program.submit(self._held)
            await self._program.drain(self._held.at)


async def main(fault: str, file: str) -> None:
    """Talk on standard input and output until the input ends, or until it shows."""
    settings = Settings(database_url=f"sqlite:///{file}")
    course = load_course(settings.content)
    store = TornStore(await open_store(settings.database_url, now=machine_time()), fault)
    out = JsonLines(sys.stdout.buffer, drawing(settings), keeping(settings))
    async with serving(cast("SqlStore", store), course, {PLATFORM: out}) as program:
        door = EarlyDoor(program)
        submit = door.submit if fault == "accepted early" else program.submit
        session = Session(msgspec.structs.replace(program, submit=submit), ChatClock(machine_time))
        lines = Lines(lambda: read_line(sys.stdin.buffer, MAX_LINE))
        await converse(session, learner("ann"), lines, out)
        await door.flush()
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
