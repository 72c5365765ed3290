"""`tutorbot erase`: erase all that is kept about a learner."""

from __future__ import annotations

import asyncio

import click

from adapters.sql import open_for_writing
from bot.cli.failure import Problem
from bot.cli.listing import Done, print_done
from bot.cli.options import with_account, with_json, with_settings
from bot.clock import machine_time
from bot.main import closing, files_of
from bot.settings import Settings

UNKNOWN = "Nothing is kept about the account {key}. Accounts are named platform:tenant:user."


@click.command()
@with_account
@click.option("--yes", is_flag=True, help="Do not ask first.")
@with_json
@with_settings
def erase(settings: Settings, account: str, *, yes: bool, as_json: bool) -> None:
    """Erase all that is kept about a learner. It cannot be undone.

    Stop the program first; learners can do the same themselves, while it runs, with: forget.
    Nothing is sent. Backups made before still hold the learner: restore erases them there too.

    \b
    Example:
      tutorbot erase --account telegram:123456:789
    """
    if not yes:
        click.confirm(f"Erase all about {account}? This cannot be undone.", abort=True, err=True)
    if not asyncio.run(_erase(settings, account)):
        raise Problem(UNKNOWN.format(key=account))
    print_done(Done(account, "erased"), as_json=as_json)


async def _erase(settings: Settings, key: str) -> bool:
    async with closing(await open_for_writing(settings.database_url)) as store:
        found = await store.erase(key, machine_time())
        files_of(settings).forget([key])
        return found
