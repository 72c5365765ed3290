"""The server's own book: every call in order, every update that was accepted, every finding."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import monotonic
from typing import Any

import msgspec

SENDING = frozenset({"sendMessage", "sendPhoto", "sendDocument"})
EDITING = frozenset({"editMessageText", "editMessageCaption", "editMessageReplyMarkup"})


class Call(msgspec.Struct, frozen=True):
    """One request: when it came (monotonic seconds), what it asked, how it was answered.

    A `status` of 0 means that the connection was cut. `message` is the message that it made.
    """

    at: float
    method: str
    chat: int | None
    payload: Mapping[str, Any]
    status: int
    message: int | None = None


class Accepted(msgspec.Struct, frozen=True):
    """An update that the bot has confirmed, when, and whose it was."""

    at: float
    update: int
    chat: int


class Ledger:
    """Grows only. `wait` returns when what is awaited has been written."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.accepted: list[Accepted] = []
        self.findings: list[str] = []
        self._news = asyncio.Event()

    def call(self, call: Call) -> None:
        self.calls.append(call)
        self._tell()

    def accept(self, update: int, chat: int) -> None:
        self.accepted.append(Accepted(monotonic(), update, chat))
        self._tell()

    def find(self, finding: str) -> None:
        self.findings.append(finding)
        self._tell()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def wait(self, done: Callable[[], bool], seconds: float = 20.0) -> None:
        """Return when it is so. Raises TimeoutError when it is not in time."""
        async with asyncio.timeout(seconds):
            while not done():
                await self._news.wait()

    def of(self, *methods: str, chat: int | None = None) -> list[Call]:
        """Return the calls of these methods, in one chat or in all."""
        return [
            call
            for call in self.calls
            if call.method in methods and (chat is None or call.chat == chat)
        ]

    def sent(self, chat: int | None = None) -> list[Call]:
        """Return the calls that made a message."""
        return [call for call in self.of(*SENDING, chat=chat) if call.message is not None]


def busiest(calls: Iterable[Call], seconds: float) -> int:
    """Return the most calls within any so many seconds."""
    times: Sequence[float] = sorted(call.at for call in calls)
    most = first = 0
    for last, time in enumerate(times):
        while times[first] <= time - seconds:
            first += 1
        most = max(most, last - first + 1)
    return most
