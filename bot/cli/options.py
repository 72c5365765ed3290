"""The options that every command has, and the settings they lead to."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from bot.logs import start_logging
from bot.settings import Settings, read_settings

T = TypeVar("T")


def with_settings(command: Callable[..., T]) -> Callable[..., T]:
    """Give the command --database and --content; it gets the settings as its first argument."""

    @click.option("--database", metavar="URL", help="The database, else TUTORBOT_DATABASE_URL.")
    @click.option(
        "--content",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="The folder of lessons, else TUTORBOT_CONTENT.",
    )
    @functools.wraps(command)
    def run(database: str | None, content: Path | None, **others: Any) -> T:
        return command(_settings(database, content), **others)

    return run


def _settings(database: str | None, content: Path | None) -> Settings:
    settings = read_settings(os.environ)
    if database is not None:
        settings = msgspec.structs.replace(settings, database_url=database)
    if content is not None:
        settings = msgspec.structs.replace(settings, content=content)
    start_logging(settings)
    return settings


def with_json(command: Callable[..., T]) -> Callable[..., T]:
    """Give the command --json, as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(
        command
    )


def with_text(command: Callable[..., T]) -> Callable[..., T]:
    """Give the command --with-text, as `texts`."""
    words = "Also show what learners wrote and were told. It is private."
    return click.option("--with-text", "texts", is_flag=True, help=words)(command)


def with_account(command: Callable[..., T]) -> Callable[..., T]:
    """Give the command --account, which it needs: whom it is about."""
    words = "Whom it is about: platform:tenant:user, as other commands show it."
    return click.option("--account", metavar="KEY", required=True, help=words)(command)
