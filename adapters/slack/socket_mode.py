"""The connection over which Slack brings what happens, and the watch over it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.app import SILENT
from adapters.slack.connecting import WRONG, refused_token
from bot.clock import MachineTime
from bot.ports import PlatformRefused, Time

PING = 10.0
"""Seconds between two pings."""

EVERY = 5.0
"""Seconds between two looks at the connection."""

DEAF = 60.0
"""Seconds without a sign of life after which the connection is made anew, from scratch."""

HOPELESS = 180.0
"""Seconds without a sign of life after which the program ends: whoever started it starts anew."""

GOODBYE = 5.0
"""Seconds in which a connection has to be closed."""

log = logging.getLogger("tutorbot.slack")


class Connection(Protocol):
    """A connection, also one that could not be made yet."""

    @property
    def heard(self) -> object:
        """What changes with every sign of life from the other side."""

    async def open(self) -> None:
        """Connect. Raises PlatformRefused when that can never be, NotConnected otherwise."""

    async def is_open(self) -> bool:
        """Whether it is connected, as far as can be seen from here."""

    async def close(self) -> None:
        """Let go of it."""


class NotConnected(Exception):
    """No connection came about. The words name no address."""


class BoltConnection:
    """A connection of Bolt's own handler."""

    def __init__(
        self, app: AsyncApp, token: str, client: AsyncWebClient, *, ping: float = PING
    ) -> None:
        self._handler = AsyncSocketModeHandler(
            app, token, logger=SILENT, web_client=client, ping_interval=ping
        )
        self._messages = self._pongs = 0
        self._noted: float | None = None
        self._handler.client.on_message_listeners.append(self._count)

    @property
    def heard(self) -> object:
        # The SDK notes which of its pings was answered last. But it also notes there when it first
        # sent one, and nothing when it made a new link by itself: no sign of the other side.
        noted = self._handler.client.last_ping_pong_time
        if None not in (noted, self._noted) and noted != self._noted:
            self._pongs += 1
        self._noted = noted
        return self._messages, self._pongs

    async def open(self) -> None:
        try:
            # Not connect_async: that tries for ever, also with a token that is refused.
            await self._handler.client.connect_to_new_endpoint(force=True)
        except SlackApiError as error:
            code = str(error.response.get("error"))
            if code in WRONG:
                raise refused_token(code, "SLACK_APP_TOKEN") from None
            raise NotConnected(code) from None
        except Exception as error:  # the SDK raises many kinds, some with an address in them
            raise NotConnected(f"no proper answer ({type(error).__name__})") from None

    async def is_open(self) -> bool:
        return bool(await self._handler.client.is_connected())

    async def close(self) -> None:
        with suppress(Exception):
            async with asyncio.timeout(GOODBYE):
                await self._handler.close_async()  # type: ignore[no-untyped-call]

    async def _count(self, _: WSMessage) -> None:
        self._messages += 1


class SocketMode:
    """Keeps a connection. The SDK mends what it can; what it cannot is thrown away and made anew.

    `trouble` is why nothing can be taken now; None when it can.
    """

    def __init__(self, dial: Callable[[], Connection], time: Time | None = None) -> None:
        self._dial, self._time = dial, time or MachineTime()
        self._alive = self._time.monotonic()
        self._look = asyncio.Event()
        self.trouble: str | None = "not connected yet"

    async def run(self) -> None:
        """Keep it until cancelled. Raises PlatformRefused when Slack does not let us, or when
        there was no sign of life for too long."""
        self._alive = self._time.monotonic()
        while True:
            connection = self._dial()
            opening = asyncio.create_task(connection.open())
            opening.add_done_callback(lambda _: self._look.set())
            try:
                await self._watch(connection, opening)
            finally:
                opening.cancel()
                await asyncio.gather(opening, return_exceptions=True)
                await connection.close()
            log.warning("Slack: the connection is made anew: %s", self.trouble)

    async def _watch(self, connection: Connection, opening: asyncio.Task[None]) -> None:
        """Return when it is of no use any more."""
        heard, begun = connection.heard, self._time.monotonic()
        while True:
            await self._time.wait(self._look, EVERY)
            self._look.clear()
            now = self._time.monotonic()
            failed = _failure(opening)
            there = opening.done() and not failed and await connection.is_open()
            if there and connection.heard != heard:
                heard, self._alive = connection.heard, now
            self._note(failed, now - self._alive, there=there)
            if failed:
                await self._time.wait(asyncio.Event(), EVERY)
            if failed or now - max(begun, self._alive) >= DEAF:
                return

    def _note(self, failed: str | None, silent: float, *, there: bool) -> None:
        """Say how it is. Raises PlatformRefused when there is no hope."""
        if silent >= HOPELESS:
            raise PlatformRefused(
                f"Slack: no connection for {silent:.0f} s, and making it anew did not help. See "
                "that this machine reaches Slack; then start again"
            )
        if failed or not there:
            self.trouble = failed or "not connected"
        else:
            late = silent >= DEAF / 2
            self.trouble = f"nothing was heard of Slack for {silent:.0f} s" if late else None


def _failure(opening: asyncio.Task[None]) -> str | None:
    """Return why no connection came about. Raises what says that none ever can."""
    if not opening.done():
        return None
    try:
        opening.result()
    except NotConnected as error:
        return f"no connection: {error}"
    return None
