"""How long to wait when Telegram says that too much was sent."""

from __future__ import annotations

from datetime import timedelta
from math import isfinite

ASKED_NOTHING = 5.0
"""Seconds to wait when too much was sent and the answer does not say how long to wait."""

LONGEST_WAIT = 3600.0
"""Seconds after which a chat is tried again, whatever the answer asked for."""


def seconds(asked: object) -> float:
    """Return how long to wait: a number, a timedelta, or something else that is no answer."""
    value = asked.total_seconds() if isinstance(asked, timedelta) else asked
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ASKED_NOTHING
    if isinstance(value, float) and not isfinite(value):
        return LONGEST_WAIT if value > 0 else ASKED_NOTHING
    return float(min(max(value, 1), LONGEST_WAIT))
