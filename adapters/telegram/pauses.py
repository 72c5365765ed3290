"""How long to wait before a call that failed is made again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from telegram.error import NetworkError

from adapters.telegram.refusal import CallFailed

LONGEST = 30.0
"""Seconds between two tries at most, so that an outage is noticed to be over within a minute."""

Chance: TypeAlias = Callable[[], float]
"""Gives a number from 0 up to 1."""


def pause(tries: int, chance: Chance, *, first: float = 1.0) -> float:
    """Return the seconds to wait after so many tries: doubled each time, a quarter by chance."""
    return float(min(first * 2.0 ** min(tries - 1, 10), LONGEST) * (1 - chance() / 4))


def pause_after(error: CallFailed | NetworkError, tries: int, chance: Chance) -> float:
    """Return the same, or what the answer itself asks for."""
    asked = error.retry_after if isinstance(error, CallFailed) else None
    return pause(tries, chance) if asked is None else asked
