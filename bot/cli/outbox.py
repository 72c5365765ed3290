"""`tutorbot outbox`: the messages that were not sent yet, or could not be."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import click
import msgspec

from adapters.sql import open_for_writing, open_read_only
from adapters.sql.outbox import OutboxEntry
from adapters.sql.store import SqlStore
from bot.cli.listing import Done, no_such, print_done, print_rows
from bot.cli.options import with_json, with_settings, with_text
from bot.main import closing
from bot.settings import Settings
from dialogues.reply import full_text


class Row(msgspec.Struct, omit_defaults=True):
    """A message in the outbox, as it is listed. `due` is when it is tried next."""

    key: int
    account: str
    time: datetime
    state: str
    error: str | None
    attempts: int = 0
    due: datetime | None = None
    text: str | None = None


@click.group()
def outbox() -> None:
    """List, retry or drop messages that were not sent.

    \b
    Examples:
      tutorbot outbox list
      tutorbot outbox retry 17
    """


@outbox.command("list")
@with_text
@with_json
@with_settings
def list_rows(settings: Settings, *, as_json: bool, texts: bool) -> None:
    """List what is not sent, the oldest first. May run beside a running program."""
    entries = asyncio.run(_entries(settings.database_url, with_text=texts))
    print_rows([_row(e) for e in entries], as_json=as_json, nothing="Nothing waits.")


@outbox.command()
@click.argument("key", type=int)
@with_json
@with_settings
def retry(settings: Settings, key: int, *, as_json: bool) -> None:
    """Let a message be sent again, when the program runs next."""
    asyncio.run(_change(settings.database_url, key, SqlStore.retry_message))
    print_done(Done(key, "waiting"), as_json=as_json)


@outbox.command()
@click.argument("key", type=int)
@with_json
@with_settings
def drop(settings: Settings, key: int, *, as_json: bool) -> None:
    """Forget a message for good: it is never sent."""
    asyncio.run(_change(settings.database_url, key, SqlStore.drop_message))
    print_done(Done(key, "dropped"), as_json=as_json)


def _row(entry: OutboxEntry) -> Row:
    text = full_text(entry.reply) if entry.reply else None
    return Row(
        key=entry.id,
        account=entry.account,
        time=entry.at,
        state=entry.state,
        error=entry.error,
        attempts=entry.attempts,
        due=entry.due,
        text=text,
    )


async def _entries(url: str, *, with_text: bool) -> list[OutboxEntry]:
    async with closing(await open_read_only(url)) as store:
        return await store.outbox(with_text=with_text)


async def _change(url: str, key: int, change: Callable[[SqlStore, int], Awaitable[bool]]) -> None:
    async with closing(await open_for_writing(url)) as store:
        if not await change(store, key):
            raise no_such("outbox", key)
