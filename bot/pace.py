"""How fast a platform may be called: a steady rate, and a small burst after a rest."""

from __future__ import annotations

import msgspec


class Rate(msgspec.Struct, frozen=True):
    """So many calls a second in the long run; `burst` of them at once after a rest."""

    per_second: float
    burst: int = 1


class Pace(msgspec.Struct, frozen=True):
    """What a platform allows: messages in one chat, and calls over all chats of a tenant.

    A text of more than `text` characters goes out as several messages, and one of more than
    `caption` does not fit below a picture or file. None is no limit.
    """

    chat: Rate | None = None
    whole: Rate | None = None
    text: int | None = None
    caption: int | None = None


UNLIMITED = Pace()


class Bucket:
    """Keeps to a rate. It holds one number: the time until which what was taken is paid off."""

    __slots__ = ("_gap", "_lead", "paid")

    def __init__(self, rate: Rate | None) -> None:
        self._gap = 1 / rate.per_second if rate else 0.0
        self._lead = self._gap * (rate.burst - 1) if rate else 0.0
        self.paid = float("-inf")

    def free_at(self) -> float:
        """Return from when on one may be taken (monotonic seconds)."""
        return self.paid - self._lead

    def take(self, now: float, calls: int = 1) -> None:
        """Count calls; more than are free make the next ones wait for longer."""
        self.paid = max(self.paid, now) + self._gap * calls
