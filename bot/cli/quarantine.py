"""`tutorbot quarantine`: the inputs that could not be handled."""

from __future__ import annotations

import asyncio
from datetime import datetime

import click
import msgspec

from adapters.sql import open_for_writing, open_read_only
from adapters.sql.quarantine import QuarantineRow
from bot.cli.course import course_of
from bot.cli.failure import Problem
from bot.cli.listing import Done, no_such, print_done, print_rows
from bot.cli.options import with_json, with_settings, with_text
from bot.clock import machine_time
from bot.main import closing, serving
from bot.settings import Settings
from dialogues.input import Input


class Row(msgspec.Struct, omit_defaults=True):
    """An input in the quarantine, as it is listed."""

    key: str
    account: str
    time: datetime
    state: str
    error: str
    input: Input | None = None


@click.group()
def quarantine() -> None:
    """List, retry or drop inputs that could not be handled.

    A learner whose input is here was told so, and the conversation stands as it was before.

    \b
    Examples:
      tutorbot quarantine list
      tutorbot quarantine retry KEY
    """


@quarantine.command("list")
@with_text
@with_json
@with_settings
def list_rows(settings: Settings, *, as_json: bool, texts: bool) -> None:
    """List what was set aside, the oldest first. May run beside a running program."""
    rows = asyncio.run(_rows(settings.database_url, with_text=texts))
    print_rows([_row(row) for row in rows], as_json=as_json, nothing="Nothing was set aside.")


@quarantine.command()
@click.argument("key")
@with_json
@with_settings
def retry(settings: Settings, key: str, *, as_json: bool) -> None:
    """Handle an input again. What it leads to is sent when the program runs next."""
    print_done(asyncio.run(_retry(settings, key)), as_json=as_json)


@quarantine.command()
@click.argument("key")
@with_json
@with_settings
def drop(settings: Settings, key: str, *, as_json: bool) -> None:
    """Forget an input for good."""
    print_done(asyncio.run(_drop(settings.database_url, key)), as_json=as_json)


def _row(row: QuarantineRow) -> Row:
    return Row(row.key, row.account, row.at, "set aside", row.error, row.input)


async def _rows(url: str, *, with_text: bool) -> list[QuarantineRow]:
    async with closing(await open_read_only(url)) as store:
        return await store.quarantined(with_text=with_text)


async def _retry(settings: Settings, key: str) -> Done:
    course = course_of(settings)
    async with closing(await open_for_writing(settings.database_url)) as store:
        incoming = await store.set_aside(key)
        if incoming is None:
            raise no_such("quarantine", key)
        async with serving(store, course, {}, sharing=settings.manager_sharing) as program:
            again = msgspec.structs.replace(incoming, at=machine_time())
            receipt = await program.submit(again)
        await store.drop_quarantined(key)  # handled now, or set aside anew
    if receipt.quarantined:
        raise Problem(f"It failed again, and is listed as {again.key} now.")
    return Done(key, "handled")


async def _drop(url: str, key: str) -> Done:
    async with closing(await open_for_writing(url)) as store:
        if not await store.drop_quarantined(key):
            raise no_such("quarantine", key)
    return Done(key, "dropped")
