"""Sees that updates still come to us: somebody who has the token can turn them elsewhere."""

from __future__ import annotations

import asyncio
import logging

from telegram.error import NetworkError

from adapters.telegram.asking import Asking
from adapters.telegram.connecting import place, refused_token, webhook_info
from adapters.telegram.refusal import CallFailed
from bot.clock import MachineTime
from bot.ports import Time

EVERY = 60.0
"""Seconds between two looks."""

UNKNOWN = 3
"""So many looks in a row that are answered 404, and the token is not known there any more."""

log = logging.getLogger("tutorbot.telegram")


class Watch:
    """Looks at where updates go. `trouble` is what is wrong with that, None when nothing is."""

    def __init__(self, bot: Asking, url: str, time: Time | None = None) -> None:
        self._bot, self._url, self._time = bot, url, time or MachineTime()
        self._never = asyncio.Event()
        self._unknown = 0  # looks in a row
        self.trouble: str | None = None

    async def run(self) -> None:
        """Look until cancelled. Raises PlatformRefused when the token is taken back."""
        while True:
            await self._time.wait(self._never, EVERY)
            try:
                self._note((await webhook_info(self._bot)).url)
                self._unknown = 0
            except CallFailed as error:
                self._unknown = self._unknown + 1 if error.status == 404 else 0
                if error.status == 401 or self._unknown == UNKNOWN:
                    raise refused_token(error.status) from None
            except NetworkError:
                pass  # that it cannot be asked says nothing

    def _note(self, found: str) -> None:
        if found == self._url:
            self.trouble = None
            return
        where = f"was set elsewhere, at {place(found)}" if found else "was taken away"
        if self.trouble is None:
            log.error(
                "the webhook %s: no updates come. If you do not know why, revoke the token; "
                "then start anew with: tutorbot run --force",
                where,
            )
        self.trouble = f"the webhook {where}"
