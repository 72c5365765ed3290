"""The bot as a process of its own, ready, with a short lesson."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.process import Bot
from tests.slack.fake.server import FakeSlack
from tests.slack.process import Mode, bot
from tests.transcripts.courses import content


@asynccontextmanager
async def teaching(slack: FakeSlack, folder: Path, mode: Mode, **more: str) -> AsyncIterator[Bot]:
    """Run the program until the block ends; it is ready. `more` are further settings."""
    settings: dict[str, Any] = {"TUTORBOT_CONTENT": str(content("tiny", folder)), **more}
    async with bot(slack, folder, mode, **settings) as running:
        await running.ready()
        yield running
