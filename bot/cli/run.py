"""`tutorbot run`: teach on the chat platforms that the settings configure."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Callable

import click

from bot.cli.failure import INTERRUPTED
from bot.cli.options import with_settings
from bot.settings import Settings, SettingsError

NOTHING = (
    "No chat platform is configured. Set TELEGRAM_BOT_TOKEN, or TELEGRAM_BOT_TOKEN_FILE, to the "
    "token that BotFather gave; or, for Slack, SLACK_BOT_TOKEN and SLACK_APP_TOKEN. To teach in "
    "this terminal: tutorbot chat"
)


@click.command()
@click.option(
    "--force",
    is_flag=True,
    help="Take the bot's updates even if a webhook of another program is set.",
)
@with_settings
def run(settings: Settings, *, force: bool) -> None:
    """Teach on the chat platforms that the settings configure.

    It runs until it is told to stop (SIGTERM or Ctrl-C): then it takes no more, finishes what it
    has begun and ends within 8 seconds. Told twice, it ends at once; nothing is lost by that.

    \b
    Examples:
      TELEGRAM_BOT_TOKEN_FILE=token.txt tutorbot run
      SLACK_BOT_TOKEN_FILE=bot.txt SLACK_APP_TOKEN_FILE=app.txt tutorbot run
      tutorbot run --force
    """
    if settings.telegram_token is None and not settings.serves_slack:
        raise SettingsError([NOTHING])
    started = logging.getLogger("tutorbot.start")
    started.setLevel(min(logging.INFO, started.getEffectiveLevel()))  # a line for what started
    with asyncio.Runner(loop_factory=_event_loop()) as runner:
        runner.run(_run(settings, force=force))


async def _run(settings: Settings, *, force: bool) -> None:
    stopping = asyncio.Event()
    _listen_for_the_end(stopping)
    from bot.cli.serving import serve  # noqa: PLC0415  # slow to load: settings are judged first

    await serve(settings, stopping, force=force)


def _event_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes the event loop: a faster one where there is one for the system."""
    try:
        import uvloop  # noqa: PLC0415  # not on every system
    except ImportError:
        return None
    return uvloop.new_event_loop


def _listen_for_the_end(stopping: asyncio.Event) -> None:
    """Set the event at the first signal; end at once at the second."""

    def told() -> None:
        if stopping.is_set():
            os._exit(INTERRUPTED)
        stopping.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # not on every system
            asyncio.get_running_loop().add_signal_handler(name, told)
