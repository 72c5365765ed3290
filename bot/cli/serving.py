"""What `tutorbot run` puts together: platforms, HTTP server, and the program behind them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterable
from socket import socket

from adapters.http import application, bound, listening
from adapters.sql import open_store
from adapters.sql.store import SqlStore
from adapters.telegram.service import PACE, Telegram
from adapters.telegram.updates import PLATFORM
from bot.cli.course import course_of
from bot.clock import MachineTime, machine_time
from bot.health import StoreHealth
from bot.main import building, closing, drawing, limits_of, working
from bot.ports import Whose
from bot.retention import Limits
from bot.settings import Settings
from dialogues.course import Course

started = logging.getLogger("tutorbot.start")


async def serve(settings: Settings, stopping: asyncio.Event, *, force: bool) -> None:
    """Teach on Telegram until told to stop; then finish what was begun.

    Raises what keeps it from starting, or from going on.
    """
    course = course_of(settings)
    async with contextlib.AsyncExitStack() as stack:
        at = stack.enter_context(bound(settings.http_host, settings.http_port))
        store = await open_store(settings.database_url, now=machine_time())
        await stack.enter_async_context(closing(store))
        telegram = Telegram(
            settings, course.phrases, drawing(settings), building(settings), store, force=force
        )
        await stack.enter_async_context(telegram)
        limits, sharing = limits_of(settings), settings.manager_sharing
        await _teach(store, course, telegram, at, stopping, limits=limits, sharing=sharing)


async def _teach(  # noqa: PLR0913  # what was put together above
    store: SqlStore,
    course: Course,
    telegram: Telegram,
    at: socket,
    stopping: asyncio.Event,
    *,
    limits: Limits,
    sharing: bool,
) -> None:
    """Serve until told to stop, or until something ends that should not."""
    ours = Whose(frozenset({PLATFORM}), tenants=((PLATFORM, telegram.bot),))
    health = StoreHealth(store, MachineTime(), ours)
    app = application(
        telegram.routes,
        {"store": health.writable, "telegram": telegram.trouble, "outbox": health.punctual},
    )
    async with (
        working(
            store,
            course,
            {PLATFORM: telegram.sender},
            {PLATFORM: PACE},
            tenants={PLATFORM: telegram.bot},
            sharing=sharing,
            limits=limits,
        ) as works,
        listening(app, at) as server,
    ):
        host, port = at.getsockname()[:2]
        started.info("HTTP: listening at %s, port %s", host, port)
        intake = asyncio.create_task(telegram.run(works.submit))
        try:
            await _until_an_end(stopping, [intake, server, *works.tasks])
        finally:
            intake.cancel()
            await asyncio.gather(intake, return_exceptions=True)
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
