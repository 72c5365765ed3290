"""`tutorbot migrate`: bring the database up to date."""

from __future__ import annotations

import asyncio

import click

from adapters.sql import open_for_writing, open_store
from adapters.sql.location import file_of
from bot.cli.options import with_settings
from bot.clock import machine_time
from bot.main import closing
from bot.settings import Settings


@click.command()
@with_settings
def migrate(settings: Settings) -> None:
    """Create the database, or bring it up to date.

    The other commands do this by themselves when they start. Use this one to do it beforehand,
    while nothing runs. An older database is copied first, to a file beside it.

    \b
    Example:
      tutorbot migrate --database sqlite:///tutorbot.db
    """
    asyncio.run(_migrate(settings.database_url))
    click.echo("The database is up to date.")


async def _migrate(url: str) -> None:
    if file_of(url).exists():
        store = await open_for_writing(url)  # this leaves the note how the last process ended
    else:
        store = await open_store(url, now=machine_time())
    async with closing(store):
        pass
