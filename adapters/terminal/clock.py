"""The clock of a chat in the terminal."""

from __future__ import annotations

from datetime import datetime

from bot.ports import Clock


class ChatClock:
    """Another clock, until this one is set; then it stands still until it is set again."""

    def __init__(self, running: Clock) -> None:
        self._running = running
        self._set: datetime | None = None

    def set(self, at: datetime) -> None:
        """From now on it is `at` (aware)."""
        self._set = at

    def now(self) -> datetime:
        """Return the time (aware)."""
        return self._set or self._running()
