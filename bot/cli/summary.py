"""`tutorbot summary`: the digests of a team."""

from __future__ import annotations

import asyncio

import click
import msgspec
from rich.console import Console
from rich.markdown import Markdown

from bot.cli.course import course_of
from bot.cli.digests import digest_row, team_digests
from bot.cli.options import with_json, with_settings
from bot.settings import Settings
from dialogues.digests.card import card

ANONYMOUS = (
    "Anonymous answers are counted here once a digest in the chat has counted them: "
    "so no two of the figures can be subtracted."
)
"""Why there may be more of them than are shown."""


@click.command()
@click.option("--team", required=True, metavar="TEAM", help="By its id, or its name.")
@click.option("--tool", metavar="TOOL", help="Only about this tool.")
@with_json
@with_settings
def summary(settings: Settings, team: str, tool: str | None, *, as_json: bool) -> None:
    """Print what a team says about its tools, as its managers get it.

    Only what people agreed to send is counted. Anonymous answers are in it once a manager's
    digest in the chat has counted them: this never counts more than that digest. May run beside a
    running program.

    \b
    Examples:
      tutorbot summary --team "Corner Bakery"
      tutorbot summary --team "Corner Bakery" --tool "Support chatbot" --json
    """
    course = course_of(settings)
    found = asyncio.run(team_digests(settings.database_url, course, team, tool))
    if as_json:
        click.echo(msgspec.json.encode([digest_row(team, one) for one in found]))
    elif not found:
        click.echo(f"Nothing that can be counted was sent to {team} yet.")
    if not as_json:
        click.echo(ANONYMOUS)
    for one in found if not as_json else ():
        Console(highlight=False).print(Markdown(card(one, course.phrases)), end="\n\n")
