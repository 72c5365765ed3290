"""What `tutorbot run` puts together: platforms, HTTP server, and the program behind them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from socket import socket
from typing import Protocol

from starlette.routing import Route

from adapters.http import application, bound, listening
from adapters.sql import open_store
from adapters.sql.store import SqlStore
from bot.cli.course import course_of
from bot.clock import MachineTime, machine_time
from bot.health import StoreHealth
from bot.main import building, closing, drawing, limits_of, working
from bot.pace import Pace
from bot.ports import Incoming, Receipt, Whose
from bot.retention import Limits
from bot.sending import Sender
from bot.settings import Settings
from dialogues.course import Course

started = logging.getLogger("tutorbot.start")


class Platform(Protocol):
    """A chat platform, inside `async with`; it sends at its `pace`.

    `tenant` is that of all accounts that it can write to; None when it knows of each itself.
    """

    @property
    def name(self) -> str: ...

    @property
    def pace(self) -> Pace: ...

    @property
    def tenant(self) -> str | None: ...

    @property
    def sender(self) -> Sender: ...

    @property
    def routes(self) -> Sequence[Route]: ...

    async def __aenter__(self) -> object: ...

    async def __aexit__(self, *_: object) -> None: ...

    async def run(self, submit: Callable[[Incoming], Awaitable[Receipt]]) -> None:
        """Take what comes until cancelled. Raises PlatformRefused."""

    async def trouble(self) -> str | None:
        """Return why nothing can be taken now; None when it can."""


async def serve(settings: Settings, stopping: asyncio.Event, *, force: bool) -> None:
    """Teach on the platforms that are configured until told to stop; then finish what was begun.

    Raises what keeps it from starting, or from going on.
    """
    course = course_of(settings)
    async with contextlib.AsyncExitStack() as stack:
        at = stack.enter_context(bound(settings.http_host, settings.http_port))
        store = await open_store(settings.database_url, now=machine_time())
        await stack.enter_async_context(closing(store))
        platforms = list(_platforms(settings, course, store, force=force))
        for platform in platforms:
            await stack.enter_async_context(platform)
        limits, sharing = limits_of(settings), settings.manager_sharing
        await _teach(store, course, platforms, at, stopping, limits=limits, sharing=sharing)


def _platforms(
    settings: Settings, course: Course, store: SqlStore, *, force: bool
) -> Iterator[Platform]:
    """Make those that are configured; the SDKs of the others are not even loaded."""
    draw, build = drawing(settings), building(settings)
    if settings.telegram_token:
        from adapters.telegram.service import Telegram  # noqa: PLC0415

        yield Telegram(settings, course.phrases, draw, build, store, force=force)
    if settings.serves_slack:
        from adapters.slack.service import Slack  # noqa: PLC0415

        yield Slack(settings, course.phrases, draw, build, store)


async def _teach(  # noqa: PLR0913  # what was put together above
    store: SqlStore,
    course: Course,
    platforms: Sequence[Platform],
    at: socket,
    stopping: asyncio.Event,
    *,
    limits: Limits,
    sharing: bool,
) -> None:
    """Serve until told to stop, or until something ends that should not."""
    tenants = {one.name: one.tenant for one in platforms if one.tenant is not None}
    ours = Whose(frozenset(one.name for one in platforms), tenants=tuple(tenants.items()))
    health = StoreHealth(store, MachineTime(), ours)
    troubles = {one.name: one.trouble for one in platforms}
    app = application(
        [route for one in platforms for route in one.routes],
        {"store": health.writable, **troubles, "outbox": health.punctual},
    )
    async with (
        working(
            store,
            course,
            {one.name: one.sender for one in platforms},
            {one.name: one.pace for one in platforms},
            tenants=tenants,
            sharing=sharing,
            limits=limits,
        ) as works,
        listening(app, at) as server,
    ):
        host, port = at.getsockname()[:2]
        started.info("HTTP: listening at %s, port %s", host, port)
        intakes = [asyncio.create_task(one.run(works.submit)) for one in platforms]
        try:
            await _until_an_end(stopping, [*intakes, server, *works.tasks])
        finally:
            for intake in intakes:
                intake.cancel()
            await asyncio.gather(*intakes, return_exceptions=True)
    started.info("stopped in good order")


async def _until_an_end(stopping: asyncio.Event, tasks: Iterable[asyncio.Task[None]]) -> None:
    """Return when told to stop. Raises what ended one of the tasks before."""
    told = asyncio.create_task(stopping.wait())
    try:
        done, _ = await asyncio.wait({told, *tasks}, return_when=asyncio.FIRST_COMPLETED)
        for task in done - {told}:
            task.result()
        if told not in done:
            raise RuntimeError("a part of the program ended by itself")
    finally:
        told.cancel()
