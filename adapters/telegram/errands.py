"""Calls that nobody waits for, such as the answer that takes the clock off a pressed button."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec
from telegram.error import NetworkError

from adapters.telegram.api import Api
from adapters.telegram.refusal import CallFailed
from bot.failure import error_line

LONGEST_PAUSE = 30.0
"""Seconds to keep still for, at most, when Telegram asks to: later it is of no use."""

log = logging.getLogger("tutorbot.telegram")


class Errands:
    """Does so many calls `at_once`, each after a `pause` in seconds; the others stand in line.

    What fails is counted and not done again; so is what finds the line full.
    """

    def __init__(self, api: Api, *, at_once: int, line: int, pause: float = 0.0) -> None:
        self._api, self._at_once, self._pause = api, at_once, pause
        self._line: asyncio.Queue[tuple[str, Mapping[str, Any]]] = asyncio.Queue(line)
        self.counts: Counter[str] = Counter()

    def do(self, method: str, params: Mapping[str, Any]) -> None:
        """Have the call done as soon as there is room."""
        try:
            self._line.put_nowait((method, params))
        except asyncio.QueueFull:
            self.counts["dropped"] += 1

    async def run(self) -> None:
        """Do the calls until cancelled."""
        await asyncio.gather(*(self._work() for _ in range(self._at_once)))

    async def _work(self) -> None:
        while True:
            method, params = await self._line.get()
            await asyncio.sleep(await self._call(method, params))

    async def _call(self, method: str, params: Mapping[str, Any]) -> float:
        """Do the call; return how long to keep still."""
        try:
            await self._api.call(method, params, msgspec.Raw)
        except (CallFailed, NetworkError) as error:
            self.counts["failed"] += 1
            asked = error.retry_after if isinstance(error, CallFailed) else None
            return min(asked or self._pause, LONGEST_PAUSE)
        except Exception as error:  # such as half a character in an id: the others are done
            self.counts["failed"] += 1
            log.error("%s was not called: %s", method, error_line(error))
            return self._pause
        self.counts["done"] += 1
        return self._pause
