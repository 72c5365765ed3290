"""Changes messages that were sent, as far as Slack lets a workspace do so.

Slack takes few changes a minute in a workspace. When it asks for a longer pause, lessons go on and
the buttons of answered messages stay until then: a press on one of those is answered in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from adapters.slack.api import Api, CallFailed
from adapters.slack.failures import Meaning, meaning
from bot.account import Account

SHORT = 3.0
"""Seconds that a message may be held up by the buttons of the one before."""


class Updates:
    """Changes messages, in a workspace that asked for a long pause none until it is over."""

    def __init__(self, api: Api, clock: Callable[[], float] = monotonic) -> None:
        self._api, self._clock = api, clock
        self._paused: dict[str, float] = {}

    async def change(self, account: Account, token: str, params: Mapping[str, Any]) -> None:
        """Change the message; where its blocks are not taken, leave its words alone.

        Raises as `Api.call` does. A message that is gone or too old is no failure.
        """
        if self._clock() < self._paused.get(account.tenant, 0.0):
            return
        try:
            if not await self._changed(token, params):
                await self._changed(token, {**params, "blocks": []})
        except CallFailed as error:
            if error.retry_after is None or error.retry_after <= SHORT:
                raise
            self._paused[account.tenant] = self._clock() + error.retry_after

    async def _changed(self, token: str, params: Mapping[str, Any]) -> bool:
        """Change; return whether the message is as it should be, or can never be."""
        try:
            await self._api.call("chat.update", token, params)
        except CallFailed as error:
            match meaning(error):
                case Meaning.DONE | Meaning.GONE:  # whoever is gone is so for the next message too
                    return True
                case Meaning.AGAIN | Meaning.DEAD:
                    raise
                case _:
                    return False
        return True
