"""Brings the tables of an older database up to date, after a backup."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, event

from adapters.sql.backup import back_up
from adapters.sql.location import beside
from bot.ports import OpenError

SCRIPTS = Path(__file__).parent / "migrations"
"""Where the migrations are, also in an installed package."""


def bring_up_to_date(path: Path, revision: str, scripts: Path = SCRIPTS) -> None:
    """Copy the database to `NAME.before-REVISION.backup` beside it, then run what is missing.

    Each migration is one transaction. Raises OpenError when the revision is none of ours, when
    there is no room for the backup, or when a migration fails: its changes are undone.
    """
    newest = _known(path, revision, scripts)
    backup = beside(path, f".before-{newest}.backup")
    back_up(path, backup)
    try:
        _upgrade(path, scripts)
    except Exception as error:
        raise OpenError(
            f"{path}: the database could not be brought up to date ({type(error).__name__}). "
            f"How it was before is in {backup.name}"
        ) from error


def _known(path: Path, revision: str, scripts: Path) -> str:
    """Return the newest revision; raise OpenError when no way leads there from this one."""
    directory = ScriptDirectory.from_config(_config(scripts))
    newest = directory.get_current_head() or ""
    if revision not in {script.revision for script in directory.walk_revisions()}:
        raise OpenError(
            f"{path}: this database was written by a newer tutorbot (schema {revision}, this one "
            f"knows {newest}). It was left as it is: install that version again"
        )
    return newest


def _upgrade(path: Path, scripts: Path) -> None:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as connection:
            config = _config(scripts)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def _begin(connection: Connection) -> None:
    # Left alone, the driver begins no transaction before a change to a table.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _config(scripts: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config
