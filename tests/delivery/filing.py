"""A learner who asks for a file on a platform, and a delivery that goes on until all is out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

from adapters.sql.store import SqlStore
from bot.account import Account
from bot.clock import MachineTime
from bot.content.load import load_course
from bot.delivery import Delivery
from bot.main import building
from bot.ports import Incoming
from bot.sending import Build, Sender
from bot.settings import Settings
from dialogues.input import Input, Pressed, Said
from tests.transcripts.courses import content
from tests.transcripts.engine import NOON
from tests.transcripts.several import Several, several

TOOL, NOTE = "A dog <b>", "Nobody walks it on Mondays & Tuesdays."

ASKED: Mapping[str, Sequence[Input]] = {
    "summary.html": (
        *(Said("checklist"), Said(TOOL), Pressed("have"), Pressed("adults"), Pressed("_enough")),
        *(Pressed("full"), Pressed("partly"), Said(NOTE), Pressed("no"), Pressed("skip")),
        Pressed("file"),
    ),
    "mydata.json": (Said("hello"), Said("mydata")),
}
"""What leads to each of the files there are; something is said after each."""

Case: TypeAlias = tuple[tuple[Any, ...], int, int]
"""Faults of a platform's server; how many copies came then, how many messages were given up."""

SHORT = 0.005


class Hasty(MachineTime):
    """Time in which every rest is short."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self._ahead

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        await super().wait(event, min(seconds, SHORT))
        self._ahead += seconds


class Filing:
    """The learner, whose messages wait until `deliver`; made by `filing`."""

    def __init__(self, world: Several, account: Account, senders: Callable[[], Sender]) -> None:
        self._world, self._account, self._senders = world, account, senders

    async def asks(self, name: str) -> None:
        """Let the learner do what leads to the file of this name."""
        for input in ASKED[name]:
            await self._world.runner.submit(Incoming(self._account, input, NOON))

    async def deliver(self, until: Callable[[], bool] = lambda: False) -> None:
        """Send with a new delivery until nothing waits, or it is so: then it is cut off."""
        senders = {self._account.platform: self._senders()}
        delivery = Delivery(self._world.store, senders, time=Hasty())
        running = asyncio.create_task(delivery.run())
        try:
            async with asyncio.timeout(30):
                while not until() and await self._world.store.waiting(0, 1):  # noqa: ASYNC110  # it tells nobody
                    await asyncio.sleep(SHORT)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def given_up(self) -> int:
        """Return how many messages will never be sent."""
        assert isinstance(self._world.store, SqlStore)
        return sum(entry.state == "failed" for entry in await self._world.store.outbox())


@asynccontextmanager
async def filing(
    folder: Path, account: Account, sender: Callable[[Build], Sender]
) -> AsyncIterator[Filing]:
    """Give the learner, with a sender that gets what makes the files."""
    course = load_course(content("pets-only", folder))
    async with several(folder, course) as world:
        build = building(Settings(database_url=f"sqlite:///{world.file}"))
        yield Filing(world, account, lambda: sender(build))
