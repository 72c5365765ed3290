"""`tutorbot check`: what is wrong with content, and what could be written better."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from bot.cli.options import with_settings
from bot.content.inspection import Inspection, inspect
from bot.content.schema import KINDS, schema_of
from bot.settings import Settings


@click.command()
@click.argument("paths", metavar="[PATH ...]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="One line a problem (the default), or one JSON object.",
)
@click.option(
    "--schema",
    type=click.Choice(list(KINDS)),
    is_flag=False,
    flag_value="lesson",
    help="Print the JSON Schema of a lesson (the default) or a checklist, for editors.",
)
@with_settings
def check(settings: Settings, paths: tuple[Path, ...], form: str, schema: str | None) -> None:
    """Check content: the file or the folder of a lesson, a checklist, or a folder of them.

    Without PATH, all content is checked. An error must be mended, a warning should be looked at.
    The exit code is 1 if there is an error.

    \b
    Examples:
      tutorbot check
      tutorbot check my-lessons/first/lesson.yaml
      tutorbot check --format json my-lessons
      tutorbot check my-lessons/checklists
      tutorbot check --schema > my-lessons/lesson.schema.json
      tutorbot check --schema checklist > my-lessons/checklist.schema.json
    """
    if schema:
        click.echo(schema_of(schema), nl=False)
        return
    found = inspect([_shown(path) for path in paths or (settings.content,)])
    if form == "json":
        click.echo(_as_json(found))
    else:
        for problem in found.problems:
            click.echo(problem)
        click.echo(_summary(found), err=True)
    click.get_current_context().exit(1 if found.errors else 0)


def _shown(path: Path) -> Path:
    """Return the path as it is best read: from the working folder, if it is inside."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _as_json(found: Inspection) -> bytes:
    counts = {"errors": found.errors, "warnings": found.warnings, "files": found.files}
    return msgspec.json.encode({"problems": found.problems, **counts})


def _summary(found: Inspection) -> str:
    counts = f"{_count(found.errors, 'error')}, {_count(found.warnings, 'warning')}"
    return f"{counts} in {_count(found.files, 'file')}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
