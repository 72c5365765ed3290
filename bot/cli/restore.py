"""`tutorbot restore`: put a backup in the place of the database."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from adapters.sql import restoring
from adapters.sql.location import file_of
from bot.cli.listing import Done, print_done
from bot.cli.options import with_json, with_settings
from bot.settings import Settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_json
@with_settings
def restore(settings: Settings, file: Path, *, as_json: bool) -> None:
    """Put a backup in the place of the database.

    Stop the program first. The backup is checked before anything is changed and stays as it is;
    the database that was there is kept beside. Who was erased after the backup was made is erased
    from it too, as the file NAME.erased beside the database says: keep that file.

    \b
    Example:
      tutorbot restore tutorbot-monday.db
    """
    if file.resolve() == file_of(settings.database_url):
        raise click.BadParameter("this is the database itself. Name a backup.", param_hint="FILE")
    if not as_json:
        click.echo("Checking and copying the backup ...", err=True)
    old = asyncio.run(restoring.restore(settings.database_url, file.resolve()))
    kept = f", and the one before is kept as {old.name}" if old else ""
    print_done(Done(str(file), f"restored{kept}"), as_json=as_json)
