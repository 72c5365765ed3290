"""The server's own book: every call, every attempt to bring something, every finding."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

CUT = "cut"


class Call(msgspec.Struct, frozen=True):
    """One call: when it came (monotonic seconds), what it asked, how it was answered.

    `error` is "" when it succeeded, and "cut" when no answer was given. `ts` is the message that
    it made or changed.
    """

    at: float
    method: str
    tenant: str | None
    channel: str | None
    params: Mapping[str, Any]
    error: str = ""
    ts: str | None = None


class Attempt(msgspec.Struct, frozen=True):
    """One attempt to bring something: when, how long the bot took, whether it acknowledged.

    `status` is that of HTTP, `why` the reason that the next attempt names.
    """

    at: float
    seconds: float
    taken: bool
    kind: str
    number: int = 0
    status: int | None = None
    why: str = ""
    body: Any = None


class Ledger:
    """Grows only. `wait` returns when what is awaited has been written.

    `connections` are those over which methods were called: the other end of each.
    """

    def __init__(self) -> None:
        self.connections: set[object] = set()
        self.calls: list[Call] = []
        self.attempts: list[Attempt] = []
        self.findings: list[str] = []
        self._news = asyncio.Event()

    def call(self, call: Call) -> None:
        self.calls.append(call)
        self.tell()

    def attempt(self, attempt: Attempt) -> None:
        self.attempts.append(attempt)
        self.tell()

    def find(self, finding: str) -> None:
        self.findings.append(finding)
        self.tell()

    def tell(self) -> None:
        """Let those who wait look again."""
        self._news.set()
        self._news = asyncio.Event()

    async def wait(self, done: Callable[[], bool], seconds: float = 20.0) -> None:
        """Return when it is so. Raises TimeoutError when it is not in time."""
        async with asyncio.timeout(seconds):
            while not done():
                await self._news.wait()

    def of(self, *methods: str, tenant: str | None = None) -> list[Call]:
        """Return the calls of these methods, in one workspace or in all."""
        return [c for c in self.calls if c.method in methods and tenant in (None, c.tenant)]
