"""Brings the tables of an older database up to date, after a backup."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, NullPool, create_engine, event

from adapters.sql.backup import back_up
from adapters.sql.location import beside
from bot.ports import OpenError

SCRIPTS = Path(__file__).parent / "migrations"
"""Where the migrations are, also in an installed package."""


def bring_up_to_date(path: Path, revision: str, scripts: Path = SCRIPTS) -> None:
    """Copy the database to `NAME.before-REVISION.backup` beside it, then run what is missing.

    REVISION is the first that is missing: after a failure half way, a new try makes a new copy.
    Each migration is one transaction. Raises OpenError when the revision is none of ours, when
    there is no room for the backup, or when a migration fails: its changes are undone.
    """
    backup = beside(path, f".before-{_next(path, revision, scripts)}.backup")
    back_up(path, backup)
    try:
        upgrade(path, scripts)
    except Exception as error:
        raise OpenError(
            f"{path}: the database could not be brought up to date ({type(error).__name__}). "
            f"How it was before is in {backup.name}"
        ) from error


def _next(path: Path, revision: str, scripts: Path) -> str:
    """Return the revision after this one; raise OpenError when it is none of ours."""
    directory = ScriptDirectory.from_config(_config(scripts))
    after = {script.down_revision: script.revision for script in directory.walk_revisions()}
    if revision not in after:
        raise OpenError(
            f"{path}: this database was written by a newer tutorbot (schema {revision}, this one "
            f"knows {directory.get_current_head()}). It was left as it is: install that version "
            "again"
        )
    return after[revision]


def upgrade(path: Path, scripts: Path, revision: str = "head") -> None:
    """Run what is missing of the migrations up to this one, each in one transaction."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)), poolclass=NullPool, hide_parameters=True
    )
    event.listen(engine, "connect", _overwrite_what_is_deleted)
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as connection:
            config = _config(scripts)
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    finally:
        engine.dispose()


def _begin(connection: Connection) -> None:
    # Left alone, the driver begins no transaction before a change to a table.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _overwrite_what_is_deleted(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA secure_delete = ON").close()


def _config(scripts: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config
