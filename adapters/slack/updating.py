"""Changes messages that were sent, as far as Slack lets a workspace do so.

Slack takes few changes a minute in a workspace. When it asks for a longer pause, lessons go on: the
buttons of answered messages go after it, and a press on one until then is answered in words.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Mapping
from math import inf
from typing import Any, TypeAlias

from adapters.slack.api import Api, CallFailed, Trouble
from adapters.slack.failures import Meaning, meaning
from adapters.slack.tokens import Tokens
from bot.account import Account
from bot.clock import MachineTime
from bot.failure import error_line
from bot.ports import Time

SHORT = 3.0
"""Seconds that a message may be held up by the buttons of the one before."""

STEADY = 1.2
"""Seconds between two changes that were put off: Slack allows fifty in a minute."""

NAP = 3600.0
"""The most seconds to rest: nothing waits then."""

KEPT = 1_000
"""How many changes of a workspace are put off; the oldest are given up."""

Params: TypeAlias = Mapping[str, Any]
"""Those of chat.update."""

Place: TypeAlias = tuple[str, str]
"""The channel of a message, and its time stamp."""

log = logging.getLogger("tutorbot.slack")


class Late:
    """The changes that are put off in one workspace.

    None is made before `paused` is over, and those that wait not before `next`.
    """

    __slots__ = ("changes", "next", "paused")

    def __init__(self) -> None:
        self.paused = self.next = 0.0
        self.changes: dict[Place, Params] = {}

    def put_off(self, params: Params) -> None:
        self.changes[_place(params)] = params
        if len(self.changes) > KEPT:
            del self.changes[next(iter(self.changes))]

    def free_at(self) -> float:
        """Return from when on the next of them may be made; infinity when there is none."""
        return max(self.paused, self.next) if self.changes else inf


class Updates:
    """Changes messages, in a workspace that asked for a long pause none until it is over.

    What is put off is done by `run`, and is in memory only: when the program ends, it is given up.
    """

    def __init__(self, api: Api, tokens: Tokens, time: Time | None = None) -> None:
        self._api, self._tokens, self._time = api, tokens, time or MachineTime()
        self._late: defaultdict[str, Late] = defaultdict(Late)
        self._wake = asyncio.Event()

    async def change(self, account: Account, token: str, params: Params) -> None:
        """Change the message; where its blocks are not taken, leave its words alone.

        Raises as `Api.call` does. A message that is gone or too old is no failure. One that is
        still to be changed to something else is not: this is what it will be.
        """
        late = self._late[account.tenant]
        if self._time.monotonic() < late.paused or _place(params) in late.changes:
            self._put_off(late, params)
            return
        try:
            await self._change(token, params)
        except CallFailed as error:
            if error.retry_after is None or error.retry_after <= SHORT:
                raise
            late.paused = self._time.monotonic() + error.retry_after
            self._put_off(late, params)

    async def run(self) -> None:
        """Make the changes that were put off, until cancelled."""
        while True:
            self._wake.clear()
            now = self._time.monotonic()
            first = min(self._late, key=lambda one: self._late[one].free_at(), default=None)
            rest = self._late[first].free_at() - now if first else NAP
            if first and rest <= 0:
                await self._catch_up(first, self._late[first])
            else:
                await self._time.wait(self._wake, min(rest, NAP))

    def _put_off(self, late: Late, params: Params) -> None:
        late.put_off(params)
        self._wake.set()

    async def _catch_up(self, tenant: str, late: Late) -> None:
        """Make the oldest of the changes that were put off in this workspace."""
        place, params = next(iter(late.changes.items()))
        pause = await self._try(tenant, params)
        now = self._time.monotonic()
        if pause is not None:
            late.paused = now + pause
            return
        late.next = now + STEADY
        if late.changes.get(place) is params:  # else it is to be something else by now
            del late.changes[place]

    async def _try(self, tenant: str, params: Params) -> float | None:
        """Make a change, or give it up; return how long Slack wants it put off again, if so."""
        try:
            if token := await self._tokens.token(tenant):
                await self._change(token, params)
        except (CallFailed, Trouble) as error:
            if isinstance(error, CallFailed) and error.retry_after is not None:
                return error.retry_after
            log.info("buttons of an answered message stay: %s", error)
        except Exception as error:  # the others are changed
            log.error("buttons of an answered message stay: %s", error_line(error))
        return None

    async def _change(self, token: str, params: Params) -> None:
        if not await self._changed(token, params):
            await self._changed(token, {**params, "blocks": []})

    async def _changed(self, token: str, params: Params) -> bool:
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


def _place(params: Params) -> Place:
    return params["channel"], params["ts"]
