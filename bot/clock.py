"""The machine's clock: the one place that reads it. Everywhere else `now` is an argument."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime


def machine_time() -> datetime:
    """Return the time of this machine (aware, UTC)."""
    return datetime.now(UTC)  # noqa: TID251


class MachineTime:
    """Time as it passes on this machine, see `bot.ports.Time`."""

    def now(self) -> datetime:
        return machine_time()

    def monotonic(self) -> float:
        return time.monotonic()

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await event.wait()
