"""Prints what an operator lists and does: in words for people, as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import click
import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.failure import Problem


class Done(msgspec.Struct):
    """What became of the row with this key."""

    key: str | int
    state: str


def print_done(done: Done, *, as_json: bool) -> None:
    """Print what became of a row."""
    click.echo(msgspec.json.encode(done) if as_json else f"{done.key}: {done.state}.")


def no_such(where: str, key: str | int) -> Problem:
    """Return the error for a key that is not there."""
    return Problem(f"Nothing has the key {key}. See the keys with: tutorbot {where} list")


def print_rows(rows: Sequence[msgspec.Struct], *, as_json: bool, nothing: str) -> None:
    """Print the rows by their fields; `nothing` is said to people when there are none."""
    if as_json:
        click.echo(msgspec.json.encode(rows))
    elif rows:
        _print_table([msgspec.structs.asdict(row) for row in rows])
    else:
        click.echo(nothing)


def _print_table(rows: Sequence[dict[str, object]]) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in rows[0]:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(value)) for value in row.values()))
    Console(highlight=False).print(table)


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return "" if value is None else str(value)
