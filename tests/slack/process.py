"""The bot as a process of its own: `tutorbot run` against the strict Slack of the tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias

from tests.process import RUN, Bot, free_port, program
from tests.slack.bringing import SECRET
from tests.slack.fake.server import FakeSlack
from tests.telegram.outside import unsaid

Mode: TypeAlias = Literal["socket", "http"]
MODES: tuple[Mode, ...] = ("socket", "http")


@asynccontextmanager
async def bot(
    slack: FakeSlack,
    folder: Path,
    mode: Mode,
    *,
    command: Sequence[str] = RUN,
    port: int = 0,
    **env: str,
) -> AsyncIterator[Bot]:
    """Start the bot on the database in this folder; it is gone when the block ends.

    It is not ready yet: see `Bot.ready`. Over HTTP, what people do is brought to it from here on.
    """
    port = port or free_port()
    slack.brings.address = f"http://127.0.0.1:{port}/slack/events" if mode == "http" else ""
    settings = environment(slack, folder, mode) | env
    async with program(folder, port, settings, command) as running:
        yield running


def environment(slack: FakeSlack, folder: Path, mode: Mode) -> dict[str, str]:
    """Return the settings of a bot that talks with this Slack."""
    by_mode = (
        {"SLACK_APP_TOKEN": slack.app_token}
        if mode == "socket"
        else {"SLACK_SIGNING_SECRET": SECRET}
    )
    return {
        "SLACK_BOT_TOKEN": slack.token,
        "SLACK_API_URL": slack.url,
        "TUTORBOT_DATABASE_URL": f"sqlite:///{folder}/tutorbot.db",
        **by_mode,
    }


class Outside:
    """The process, whose outbox is looked into from outside. With a `user`, only at theirs."""

    def __init__(self, database: Path, user: str | None = None) -> None:
        self._database, self._user = database, user

    async def until_said(self) -> None:
        """Return when nothing waits in the outbox."""
        async with asyncio.timeout(60):
            while unsaid(self._database, self._user):  # noqa: ASYNC110  # another process tells nobody
                await asyncio.sleep(0.05)

    async def pass_time(self, now: datetime) -> None:
        """Do nothing: the process has a clock of its own."""
