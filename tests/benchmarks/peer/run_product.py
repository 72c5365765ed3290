"""Runs the product against the canned Bot API on this port: all of it, but for the pace."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import uvloop

from adapters.sql import open_store
from adapters.telegram.service import Telegram
from adapters.telegram.updates import PLATFORM
from bot import shipped
from bot.clock import machine_time
from bot.content import load_course
from bot.main import building, closing, drawing, working
from bot.settings import Settings
from bot.variables import Secret


async def teach(url: str, folder: Path) -> None:
    """Teach until the process is ended."""
    database = f"sqlite:///{folder / 'tutorbot.db'}"
    settings = Settings(
        database_url=database, telegram_token=Secret("42:canned"), telegram_api_url=url
    )
    course = load_course(shipped.CONTENT)
    async with (
        closing(await open_store(database, now=machine_time())) as store,
        Telegram(
            settings, course.phrases, drawing(settings), building(settings), store, force=False
        ) as telegram,
        working(store, course, {PLATFORM: telegram.sender}, {}) as works,
    ):
        await telegram.run(works.submit)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="tutorbot-peer-") as name:
        uvloop.run(teach(f"http://127.0.0.1:{sys.argv[1]}", Path(name)))
