"""The wiring: the one file that puts store, runner, timers, delivery and pictures together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Protocol, TypeVar

import msgspec

from adapters.sql.exporting import export
from adapters.sql.location import beside, file_of
from adapters.sql.store import SqlStore
from adapters.terminal.keeping import Keep
from adapters.terminal.session import Program
from bot.account import Account
from bot.changes import Changes
from bot.clock import machine_time
from bot.delivery import Delivery
from bot.files import Files
from bot.pace import Pace
from bot.pictures import PictureError, Pictures
from bot.ports import Incoming, Receipt, StoreUnavailable, Time
from bot.retention import Limits, Retention
from bot.runner import Runner
from bot.sending import Build, Draw, File, Sender, SendFailed
from bot.settings import Settings
from bot.sheets import html_page
from bot.timers import Timers
from dialogues.course import Course
from dialogues.engine import advance
from dialogues.reply import Document, Image

CAUTION = 600.0
"""Seconds after an unclean end in which inputs are taken one by one: platforms resend so long."""

PATIENCE = 3.0
"""Seconds at the end in which messages on their way may arrive."""

log = logging.getLogger("tutorbot")


class Closable(Protocol):
    """Something that has to be let go."""

    async def close(self) -> None: ...


C = TypeVar("C", bound=Closable)


@asynccontextmanager
async def closing(store: C) -> AsyncIterator[C]:
    """Close the store when the block ends."""
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def serving(  # noqa: PLR0913  # what there is to know of the world
    store: SqlStore,
    course: Course,
    senders: Mapping[str, Sender],
    *,
    only: Account | None = None,
    files: Files | None = None,
    sharing: bool = True,
) -> AsyncIterator[Program]:
    """Take inputs and send answers until the block ends; the batch in flight is finished.

    With `only`, the messages and timers of other learners wait. Of `files`, those of learners who
    are erased go too. Without `sharing` there are no teams.
    """
    runner = _runner(
        store,
        course,
        lambda changes: files.forget(changes.erased) if files else None,
        sharing=sharing,
    )
    work = asyncio.create_task(runner.run())
    delivery = Delivery(store, senders, only)
    timers = Timers(store, runner.submit, only)
    try:
        yield Program(runner.submit, timers.fire_due, delivery.drain)
    finally:
        await runner.stop()
        await work


class Works(msgspec.Struct, frozen=True):
    """The running program as a platform sees it: the runner's door, and what runs behind it.

    The tasks end only when the block of `working` does; one that ends before has failed.
    """

    submit: Callable[[Incoming], Awaitable[Receipt]]
    tasks: Sequence[asyncio.Task[None]]
    delivery: Delivery


@asynccontextmanager
async def working(  # noqa: PLR0913  # what there is to know of the world
    store: SqlStore,
    course: Course,
    senders: Mapping[str, Sender],
    paces: Mapping[str, Pace],
    *,
    tenants: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    time: Time | None = None,
    sharing: bool = True,
) -> AsyncIterator[Works]:
    """Take inputs, send messages and fire timers by themselves until the block ends.

    What is older than the `limits` is deleted meanwhile. Without `sharing` there are no teams.

    On the platforms in `tenants`, messages for another tenant wait: another bot's, say.

    The batch in flight is finished then, and messages on their way get a moment to arrive.
    """
    delivery = Delivery(store, senders, tenants=tenants, paces=paces, time=time)
    runner = _runner(
        store, course, lambda changes: _tell(changes, delivery, timers), sharing=sharing
    )
    timers = Timers(store, runner.submit, time=time)
    retention = Retention(store, limits or Limits(), time=time)
    tasks = [asyncio.create_task(work.run()) for work in (runner, delivery, timers, retention)]
    try:
        yield Works(runner.submit, tasks, delivery)
    finally:
        timers.stop()
        retention.stop()
        await runner.stop()
        await delivery.stop(PATIENCE)
        await asyncio.gather(*tasks, return_exceptions=True)


def _tell(changes: Changes, delivery: Delivery, timers: Timers) -> None:
    delivery.committed(changes)
    timers.committed(changes)


def _runner(
    store: SqlStore,
    course: Course,
    committed: Callable[[Changes], None] | None = None,
    *,
    sharing: bool,
) -> Runner:
    return Runner(
        store,
        course,
        advance,
        apology=course.phrases.trouble.apology,
        cautious_until=monotonic() + CAUTION if store.unclean else None,
        committed=committed,
        sharing=sharing,
    )


def drawing(settings: Settings) -> Draw:
    """Return how pictures are drawn: into a folder beside the database."""
    pictures = Pictures(settings.content, beside(file_of(settings.database_url), "-pictures"))

    async def draw(image: Image) -> Path | None:
        try:
            return await pictures.path(image)
        except PictureError as error:  # its words are said instead
            log.warning("%s", error)
            return None

    return draw


def building(settings: Settings) -> Build:
    """Return how files are made when they are sent: as of then, and one at a time."""
    path, one_at_a_time = file_of(settings.database_url), asyncio.Lock()

    async def build(account: Account, document: Document) -> File:
        if document.sheet:
            page = await asyncio.to_thread(html_page, document.sheet)
            return File(f"{document.kind}.html", "text/html", page)
        try:
            async with one_at_a_time:
                made = await asyncio.to_thread(export, path, account.key, machine_time())
        except StoreUnavailable as error:
            raise SendFailed(f"the file could not be made: {error}") from error
        if made is None:
            raise SendFailed("there is nothing that the file could hold", permanent=True)
        return File(f"{document.kind}.json", "application/json", made)

    return build


def files_of(settings: Settings) -> Files:
    """Return where files are kept that learners ask for in the terminal."""
    return Files(beside(file_of(settings.database_url), "-files"))


def keeping(settings: Settings) -> Keep:
    """Return how files get into the terminal: into a folder beside the database."""
    build, files = building(settings), files_of(settings)

    async def keep(account: Account, document: Document) -> Path:
        return await files.keep(account, await build(account, document))

    return keep


def limits_of(settings: Settings) -> Limits:
    """Return for how long what is kept."""
    return Limits(settings.keep_reflections, settings.keep_inactive)
