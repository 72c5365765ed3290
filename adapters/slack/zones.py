"""The time zones of people, as their Slack profiles say. Kept in memory only, for a day."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeAlias

from adapters.slack.api import Api, CallFailed, Trouble
from adapters.slack.tokens import Tokens
from bot.account import Account
from bot.failure import error_line

KEPT = 10_000
"""Of how many people the zone is remembered."""

DAY = 86_400.0
"""Seconds after which a profile is looked at again: people travel."""

WAITING = 1_000
"""How many people may wait to be looked up; the others are when they say something again."""

PAUSE = 0.7
"""Seconds between two profiles: Slack allows a hundred in a minute."""

LONGEST_PAUSE = 60.0
"""Seconds to keep still for, at most, when Slack asks to."""

Seconds: TypeAlias = Callable[[], float]
"""A clock that does not jump."""

log = logging.getLogger("tutorbot.slack")


class Zones:
    """Answers from memory, at once. Who is not known yet is looked up meanwhile, by `run`."""

    def __init__(self, api: Api, tokens: Tokens, seconds: Seconds) -> None:
        self._api, self._tokens, self._seconds = api, tokens, seconds
        self._known: OrderedDict[Account, tuple[float, str | None]] = OrderedDict()
        self._line: asyncio.Queue[Account] = asyncio.Queue()

    def of(self, account: Account) -> str | None:
        """Return the IANA name of the person's zone; None while it is not known, or hidden."""
        looked, zone = self._known.get(account, (-DAY, None))
        now = self._seconds()
        if now - looked >= DAY and self._line.qsize() < WAITING:
            self._note(account, now, zone)
            self._line.put_nowait(account)
        return zone

    async def run(self) -> None:
        """Look people up until cancelled."""
        while True:
            account = await self._line.get()
            wait = PAUSE
            try:
                self._note(account, self._seconds(), await self._found(account))
            except (CallFailed, Trouble) as error:
                log.info("a time zone was not looked up: %s", error)
                if isinstance(error, CallFailed) and error.retry_after is not None:
                    wait = max(PAUSE, error.retry_after)
                    self._line.put_nowait(account)
            except Exception as error:  # the others are looked up
                log.error("a time zone was not looked up: %s", error_line(error))
            await asyncio.sleep(min(wait, LONGEST_PAUSE))

    async def _found(self, account: Account) -> str | None:
        token = await self._tokens.token(account.tenant)
        if token is None:
            return None
        answer = await self._api.ask("users.info", token, {"user": account.user})
        user = answer.get("user")
        zone = user.get("tz") if isinstance(user, dict) else None
        return zone if isinstance(zone, str) else None

    def _note(self, account: Account, at: float, zone: str | None) -> None:
        self._known[account] = at, zone
        self._known.move_to_end(account)
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
