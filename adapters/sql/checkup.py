"""How the database is, looked at beside a program that may be serving; nothing is changed."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

from adapters.sql.location import beside, file_of
from adapters.sql.reading import open_read_only
from bot.findings import Finding, fine, problem, warning
from bot.ports import OpenError, StoreRefused, StoreUnavailable

AREA = "database"


async def check_database(url: str) -> list[Finding]:
    """Return what there is to say of the database and its files."""
    try:
        path = file_of(url)
        if not path.exists():
            return [_place(path)]
        store = await open_read_only(url)
    except OpenError as error:
        return [problem(AREA, str(error))]
    try:
        damage, revision = await store.damage(), await store.revision()
    except (StoreUnavailable, StoreRefused) as error:
        return [problem(AREA, f"{path}: {error}", "Try again when less is going on")]
    finally:
        await store.close()
    if damage:
        return [problem(AREA, f"{path} is damaged: {damage}", "Put the last backup in its place")]
    version = sqlite3.sqlite_version
    return [fine(AREA, f"{path} is sound (revision {revision}, SQLite {version})"), *_modes(path)]


def _place(path: Path) -> Finding:
    """Return whether a database can be made here."""
    folder = next(parent for parent in path.parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        why = f"{path}: no database can be made, for {folder} cannot be written"
        return problem(AREA, why, "Name another file in TUTORBOT_DATABASE_URL")
    return fine(AREA, f"{path} is made at the first start")


def _modes(path: Path) -> list[Finding]:
    """Return a warning for each file that others can read or write."""
    files = [path, *(beside(path, suffix) for suffix in ("-wal", "-shm", ".lock"))]
    return [
        warning(AREA, f"{file} can be used by others on this machine", f"Run: chmod 600 {file}")
        for file in files
        if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077
    ]
