"""Moments in time, as the database keeps them: in UTC, with microseconds."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator


def in_utc(moment: datetime) -> datetime:
    """Return the same moment in UTC. Raises ValueError when it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a time zone cannot be stored")
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def written(moment: datetime) -> str:
    """Return the moment as SQLite holds it, such as `2026-03-02 09:00:00.000000`.

    The same text as SQLAlchemy writes for an `Instant`: in order when compared as text.
    """
    return _written(in_utc(moment))


def moment(text: str) -> datetime:
    """Return the moment that `written` wrote."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@lru_cache(maxsize=256)
def _written(moment: datetime) -> str:
    # Cached: all that comes of one turn bears the same time. Only for UTC, where the two moments
    # of a repeated hour cannot be taken for each other.
    return moment.isoformat(" ", "microseconds")[:26]


class Instant(TypeDecorator[datetime]):
    """A column of aware datetimes: in UTC when read, whatever zone was written."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite knows no time zones: what it gives back is UTC without saying so.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
