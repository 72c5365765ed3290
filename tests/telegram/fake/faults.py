"""What goes wrong on command: refusals, lateness, connections that break."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from tests.telegram.fake import refusal
from tests.telegram.fake.refusal import Refusal

MISSING = "missing"


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happens to calls of a `method`, in a `chat`, or to all of them.

    `status` refuses the call; with 429 `retry_after` stands in the answer, unless it is "missing".
    `cut` breaks the connection before or after the call was carried out. `late` is how many
    seconds the answer takes, `until` an event that it waits for, both after it was carried out.
    It happens `times` times; None means until it is removed.
    """

    method: str | None = None
    chat: int | None = None
    status: int | None = None
    description: str = ""
    retry_after: Any = MISSING
    cut: Literal["before", "after"] | None = None
    late: float = 0.0
    until: asyncio.Event | None = None
    times: int | None = 1

    def refusal(self) -> Refusal | None:
        """Return the refusal, if it is one."""
        if self.status is None:
            return None
        asked: Mapping[str, Any] | None = (
            None if self.retry_after == MISSING else {"retry_after": self.retry_after}
        )
        if self.status == 429:
            return refusal.flooded(asked)
        return Refusal(self.status, self.description or _DESCRIPTIONS[self.status], asked)


_DESCRIPTIONS: Mapping[int, str] = {
    400: "Bad Request: no reason at all",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}

NONE = Fault()


class Faults:
    """The faults that are still to happen, in the order in which they were given."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Let it happen; return it, to be removed."""
        self._waiting.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        """Let it happen no more."""
        self._waiting = [f for f in self._waiting if f is not fault]

    def clear(self) -> None:
        """Let all go well from now on."""
        self._waiting.clear()

    def take(self, method: str, chat: int | None) -> Fault:
        """Return what happens to this call, and count it."""
        for place, fault in enumerate(self._waiting):
            if fault.method in (None, method) and fault.chat in (None, chat):
                if fault.times == 1:
                    del self._waiting[place]
                elif fault.times is not None:
                    fewer = msgspec.structs.replace(fault, times=fault.times - 1)
                    self._waiting[place] = fewer
                return fault
        return NONE
