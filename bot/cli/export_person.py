"""`tutorbot export-person`: all that is kept about a learner, as a file."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from adapters.sql import open_read_only
from adapters.sql.exporting import export
from adapters.sql.location import file_of
from bot.cli.erase import UNKNOWN
from bot.cli.failure import Problem
from bot.cli.listing import Done, print_done
from bot.cli.options import with_account, with_json, with_settings
from bot.clock import machine_time
from bot.files import private_file
from bot.main import closing
from bot.settings import Settings


@click.command("export-person")
@with_account
@click.option(
    "--to",
    "file",
    type=click.Path(path_type=Path),
    default=Path("person.json"),
    show_default=True,
    help="The file to write: a new one.",
)
@with_json
@with_settings
def export_person(settings: Settings, account: str, file: Path, *, as_json: bool) -> None:
    """Write all that is kept about a learner to a file, for its owner only.

    It may run beside a running program. Learners get the same themselves with: mydata.

    \b
    Example:
      tutorbot export-person --account telegram:123456:789 --to ann.json
    """
    if file.exists():
        raise click.BadParameter("this file is there already. Name a new one.", param_hint="--to")
    asyncio.run(_check(settings.database_url))
    made = export(file_of(settings.database_url), account, machine_time())
    if made is None:
        raise Problem(UNKNOWN.format(key=account))
    try:
        private_file(file.absolute(), made)
    except OSError as error:
        raise Problem(f"{file}: this file cannot be written ({error.strerror}).") from error
    print_done(Done(account, f"written to {file}"), as_json=as_json)


async def _check(url: str) -> None:
    """See that there is a database of ours to read; raise OpenError if not."""
    async with closing(await open_read_only(url)):
        pass
