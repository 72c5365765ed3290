"""The machine's clock: the one place that reads it. Everywhere else `now` is an argument."""

from __future__ import annotations

from datetime import UTC, datetime


def machine_time() -> datetime:
    """Return the time of this machine (aware, UTC)."""
    return datetime.now(UTC)  # noqa: TID251
