"""The bot as a process of its own: `tutorbot run` against the Slack of the tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.process import RUN, Bot, free_port, program
from tests.slack.bringing import SECRET
from tests.slack.platform import APP_TOKEN, BOT_TOKEN, Mode, Platform


@asynccontextmanager
async def bot(
    slack: Platform,
    folder: Path,
    mode: Mode,
    *,
    command: Sequence[str] = RUN,
    port: int = 0,
    **env: str,
) -> AsyncIterator[Bot]:
    """Start the bot on the database in this folder; it is gone when the block ends.

    It is not ready yet: see `Bot.ready`.
    """
    port = port or free_port()
    slack.address = f"http://127.0.0.1:{port}"
    settings = environment(slack, folder, mode) | env
    async with program(folder, port, settings, command) as running:
        yield running


def environment(slack: Platform, folder: Path, mode: Mode) -> dict[str, str]:
    """Return the settings of a bot that talks with this Slack."""
    by_mode = (
        {"SLACK_APP_TOKEN": APP_TOKEN} if mode == "socket" else {"SLACK_SIGNING_SECRET": SECRET}
    )
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": slack.url,
        "TUTORBOT_DATABASE_URL": f"sqlite:///{folder}/tutorbot.db",
        **by_mode,
    }
