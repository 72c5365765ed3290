"""`tutorbot export`: what can be taken along in a file."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterator, Sequence

import click
import msgspec

from bot.cli.cell import inert
from bot.cli.course import course_of
from bot.cli.digests import DigestRow, digest_row, team_digests
from bot.cli.options import with_settings
from bot.settings import Settings

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Begins a CSV file, as spreadsheets take it for another encoding otherwise."""


@click.group()
def export() -> None:
    """Write what learners agreed to send, as a file for other programs.

    \b
    Examples:
      tutorbot export checklist --team "Corner Bakery" > bakery.csv
    """


@export.command()
@click.option("--team", required=True, metavar="TEAM", help="By its id, or its name.")
@click.option("--tool", metavar="TOOL", help="Only about this tool.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@with_settings
def checklist(settings: Settings, team: str, tool: str | None, form: str) -> None:
    """Write the counts of a team's checklists: one row for each tool and question.

    The figures are those of: tutorbot summary. CSV is in UTF-8 with a byte order mark, as
    RFC 4180 quotes it; a cell that a spreadsheet would take for a formula begins with '.

    \b
    Examples:
      tutorbot export checklist --team "Corner Bakery" > bakery.csv
      tutorbot export checklist --team "Corner Bakery" --format json
    """
    course = course_of(settings)
    found = asyncio.run(team_digests(settings.database_url, course, team, tool))
    rows = [digest_row(team, one) for one in found]
    if form == "json":
        click.echo(msgspec.json.encode(rows))
    else:
        click.echo(_csv(rows).encode(), nl=False)


def _csv(rows: Sequence[DigestRow]) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in _lines(rows):
        writer.writerow(inert(cell) if isinstance(cell, str) else cell for cell in row)
    return BOM + file.getvalue()


COLUMNS = (
    "team",
    "checklist",
    "version",
    "tool",
    "named",
    "anonymous",
    "since",
    "until",
    "status",
    "question",
    "name",
    "severity",
    "yes",
    "partly",
    "no",
    "unknown",
    "does_not_apply",
    "verdicts",
    "open",
)
"""The columns: those of the digest, then those of the question."""


def _lines(rows: Sequence[DigestRow]) -> Iterator[list[str | int]]:
    for row in rows:
        about: list[str | int] = [row.team, row.checklist, row.version, row.tool]
        about += [row.named, row.anonymous, row.since.isoformat(), row.until.isoformat()]
        for one in row.questions:
            yield [
                *(*about, row.status, one.question, one.name, one.severity),
                *(one.yes, one.partly, one.no, one.unknown, one.does_not_apply),
                *(" ".join(one.verdicts), "yes" if one.open else "no"),
            ]
