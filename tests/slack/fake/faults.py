"""What goes wrong on command: refusals, lateness, connections that break."""

from __future__ import annotations

import asyncio
from typing import Literal

import msgspec

from tests.slack.fake.refusal import Refused


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happens to calls of a `method`, in a workspace or a channel, or to all.

    `code` refuses the call with this error and these `words` about it; `status` with this HTTP
    status, and 429 names `retry_after` unless that is None. `junk` is a body that is no JSON, said
    with status 200. `cut` breaks the connection before or after the call was
    carried out. `late` is how many seconds the answer takes, `until` an event that it waits for,
    both after it was carried out. It happens `times` times; None means until it is removed.
    """

    method: str | None = None
    tenant: str | None = None
    channel: str | None = None
    code: str | None = None
    status: int = 200
    words: tuple[str, ...] = ()
    junk: str | None = None
    retry_after: str | None = "1"
    cut: Literal["before", "after"] | None = None
    late: float = 0.0
    until: asyncio.Event | None = None
    times: int | None = 1

    @property
    def refusal(self) -> Refused | None:
        """Return the refusal, if it is one."""
        if self.status == 429:
            return Refused("ratelimited", status=429, retry_after=self.retry_after)
        if self.status != 200 or self.code:
            return Refused(self.code or "internal_error", self.words, status=self.status)
        return None


NONE = Fault()


class Faults:
    """The faults that are still to happen, in the order in which they were given."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Let it happen; return it, to be removed."""
        self._waiting.append(fault)
        return fault

    def clear(self) -> None:
        """Let all go well from now on."""
        self._waiting.clear()

    def take(self, method: str, tenant: str | None, channel: str | None) -> Fault:
        """Return what happens to this call, and count it."""
        for place, fault in enumerate(self._waiting):
            asked = (fault.method, fault.tenant, fault.channel)
            given = (method, tenant, channel)
            if all(want in (None, have) for want, have in zip(asked, given, strict=True)):
                if fault.times == 1:
                    del self._waiting[place]
                elif fault.times is not None:
                    fewer = msgspec.structs.replace(fault, times=fault.times - 1)
                    self._waiting[place] = fewer
                return fault
        return NONE
