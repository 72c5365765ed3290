"""`tutorbot backup`: a copy of the database."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from adapters.sql import backup as copying
from adapters.sql import open_read_only
from adapters.sql.location import file_of
from bot.cli.options import with_settings
from bot.main import closing
from bot.settings import Settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_settings
def backup(settings: Settings, file: Path) -> None:
    """Copy the database to a new file.

    It may run beside a running program. The copy is for its owner only, and is checked before it
    counts. It holds what learners wrote: keep it as safe as the database.

    \b
    Example:
      tutorbot backup tutorbot-monday.db
    """
    if file.exists():
        raise click.BadParameter("this file is there already. Name a new one.", param_hint="FILE")
    asyncio.run(_check(settings.database_url))
    copying.back_up(file_of(settings.database_url), file.absolute())
    click.echo(f"The database was copied to {file}, and the copy is sound.")


async def _check(url: str) -> None:
    """See that there is a database of ours to copy; raise OpenError if not."""
    async with closing(await open_read_only(url)):
        pass
