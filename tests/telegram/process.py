"""The bot as a process of its own: `tutorbot run` against the strict server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from tests.process import RUN, Bot, free_port, program

__all__ = ["RUN", "Bot", "Mode", "bot", "environment", "free_port"]

Mode: TypeAlias = Literal["polling", "webhook"]

SECRET = "a-secret-of-the-tests"  # noqa: S105


class Server(Protocol):
    """A Bot API server."""

    @property
    def url(self) -> str: ...

    @property
    def token(self) -> str: ...


@asynccontextmanager
async def bot(  # what differs from one test to the next
    server: Server,
    folder: Path,
    mode: Mode = "polling",
    *,
    command: Sequence[str] = RUN,
    port: int = 0,
    **env: str,
) -> AsyncIterator[Bot]:
    """Start the bot on the database in this folder; it is gone when the block ends.

    It is not ready yet: see `Bot.ready`. What it writes is kept in `bot.log` in the folder.
    """
    port = port or free_port()
    settings = environment(server, folder, mode, port) | env
    async with program(folder, port, settings, command) as running:
        yield running


def environment(server: Server, folder: Path, mode: Mode, port: int) -> dict[str, str]:
    """Return the settings of a bot that talks with this server."""
    settings = {
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_API_URL": server.url,
        "TUTORBOT_DATABASE_URL": f"sqlite:///{folder}/tutorbot.db",
    }
    if mode == "webhook":
        settings["TELEGRAM_WEBHOOK_URL"] = f"http://127.0.0.1:{port}/telegram/webhook"
        settings["TELEGRAM_WEBHOOK_SECRET"] = SECRET
    return settings
