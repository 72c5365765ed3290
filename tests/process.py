"""The bot as a process of its own: `tutorbot run`, started, asked and ended by a test."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp

PATIENCE = 30.0
"""Seconds for a start or an end on a busy machine."""

# Modules are compiled once, as on an operator's machine, not again in every life.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

RUN = (sys.executable, "-m", "bot", "run")


class Bot:
    """A process that runs; its HTTP server listens at `url`."""

    def __init__(self, process: Process, url: str, log: Path) -> None:
        self.process, self.url = process, url
        self._log = log

    @property
    def log(self) -> str:
        """What the process wrote to standard error."""
        return self._log.read_text(encoding="utf-8")

    async def ready(self) -> None:
        """Return when /readyz is 200. Raises AssertionError when the process ends instead."""
        async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as session:
            while not await _is_ready(session, self.url):
                assert self.process.returncode is None, f"the bot ended:\n{self.log}"
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """Kill it (-9) and see that it is gone."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()

    async def stop(self) -> int:
        """Tell it to end, as a service manager does; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        """Return its exit code when it has ended."""
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


@asynccontextmanager
async def program(
    folder: Path, port: int, settings: Mapping[str, str], command: Sequence[str] = RUN
) -> AsyncIterator[Bot]:
    """Start the program with an HTTP server at this port; it is gone when the block ends.

    It is not ready yet: see `Bot.ready`. What it writes is kept in `bot.log` in the folder.
    """
    log = folder / "bot.log"
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd=Path(__file__).parents[1],
            env=_ENVIRONMENT | {"TUTORBOT_HTTP_PORT": str(port)} | dict(settings),
        )
    running = Bot(process, f"http://127.0.0.1:{port}", log)
    try:
        yield running
    finally:
        await running.kill()


def free_port() -> int:
    """Return a port of loopback that nobody listens at."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def _is_ready(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(f"{url}/readyz") as response:
            return response.status == 200
    except aiohttp.ClientError:
        return False
