"""Which file a database URL names."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from bot.ports import OpenError

_EXAMPLE = "Write it like sqlite:///tutorbot.db, or sqlite:////var/lib/tutorbot/tutorbot.db"


def file_of(url: str) -> Path:
    """Return the file of a `sqlite:///` URL, made absolute. Raises OpenError for other URLs."""
    # The URL is never repeated: one for a server may hold a password.
    try:
        parts = make_url(url)
    except ArgumentError:
        raise OpenError(f"the database URL cannot be read. {_EXAMPLE}") from None
    if parts.get_backend_name() == "postgresql":
        raise OpenError(
            f"the database URL names PostgreSQL: that comes in a later version. {_EXAMPLE}"
        )
    if parts.drivername not in ("sqlite", "sqlite+aiosqlite"):
        raise OpenError(f"the database URL is not for SQLite. {_EXAMPLE}")
    return _file(parts)


def _file(parts: URL) -> Path:
    name = parts.database or ""
    if not name or name == ":memory:" or name.startswith("file:") or "\0" in name:
        raise OpenError(
            f"the database URL names no file: answers must outlive the program. {_EXAMPLE}"
        )
    if parts.host or parts.query:
        raise OpenError(f"the database URL has a part that SQLite files do not have. {_EXAMPLE}")
    try:
        # A link is followed now, so that two names of a file have one lock.
        return Path(name).resolve()
    except (OSError, RuntimeError) as error:
        raise OpenError(f"{name}: the way to this file cannot be followed ({error})") from None


def uri_of(path: Path, options: str) -> str:
    """Return the file as SQLite's own kind of URI, such as `file:/data/a.db?mode=ro`."""
    return f"file:{quote(str(path))}?{options}"


def engine_url(path: Path, mode: dict[str, str]) -> URL:
    """Return the URL by which SQLAlchemy opens the file."""
    query = {**mode, "uri": "true"}
    return URL.create("sqlite+aiosqlite", database=f"file:{quote(str(path))}", query=query)


def beside(path: Path, suffix: str) -> Path:
    """Return the file that belongs to the database under its name with a suffix."""
    return path.with_name(path.name + suffix)
