"""Asks for updates, again and again; what was asked for once more has been committed."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Sequence
from math import inf
from typing import Any

from telegram.error import NetworkError

from adapters.telegram.asking import Asking
from adapters.telegram.connecting import refused_token
from adapters.telegram.intake import Intake
from adapters.telegram.pauses import Chance, pause, pause_after
from adapters.telegram.refusal import CallFailed
from adapters.telegram.updates import ALLOWED
from bot.clock import MachineTime
from bot.ports import PlatformRefused, StoreUnavailable, Time

LONG_POLL = 25
"""Seconds in which Telegram may wait for an update before it answers that there is none."""

SILENCE = LONG_POLL + 10.0
"""Seconds without an answer after which the connection is taken for dead."""

FULL = 100
"""The most updates in one answer."""

CONFLICT = 60.0
"""Seconds after which another program that asks for the same updates is no passing guest."""

UNKNOWN = 60.0
"""Seconds of 404 after which the token is not known there, or the address is wrong; a server, or
what stands before it, may answer so for a moment while it starts."""

CONFLICT_PAUSE = 5.0
"""Seconds before it is asked again: an end of ours that broke off may count as another program."""

STORE_PAUSE = 0.5
"""Seconds before the updates that the store did not take are asked for again."""

_OTHER = (
    "Telegram: another program has been asking for this bot's updates for more than "
    f"{CONFLICT:.0f} s, or has set a webhook. Stop it; or, if it is unknown to you, revoke the "
    "token with BotFather"
)

log = logging.getLogger("tutorbot.telegram")


class _Row:
    """How long a refusal has come again and again; `gap` seconds without it end the row."""

    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._first = self._last = -inf

    def lasts(self, now: float) -> float:
        """Note that it has come; return for how many seconds it has by now."""
        if now - self._last > self._gap:
            self._first = now
        self._last = now
        return now - self._first


class Polling:
    """The loop that asks. It moves on only past updates of which all is committed.

    `answered` is when an answer came last (monotonic).
    """

    def __init__(
        self,
        bot: Asking,
        intake: Intake,
        *,
        time: Time | None = None,
        chance: Chance = random.random,
    ) -> None:
        self._bot, self._intake = bot, intake
        self._time, self._chance = time or MachineTime(), chance
        self._offset: int | None = None
        self._never = asyncio.Event()
        self._failed = self._refused = 0
        self._conflicts, self._unknown = _Row(CONFLICT), _Row(UNKNOWN)
        self.answered: float | None = None

    async def run(self) -> None:
        """Ask and hand in until cancelled.

        Raises PlatformRefused when the token is taken back, or when somebody else asks too.
        """
        while True:
            try:
                updates = await self._ask()
            except (CallFailed, NetworkError) as error:
                await self._rest(self._after(error))
                continue
            self._note_answer()
            if not await self._take(updates):
                self._refused += 1
                await self._rest(pause(self._refused, self._chance, first=STORE_PAUSE))

    @property
    def _well(self) -> bool:
        """Whether the last call was answered; if not, the next one is to tell at once."""
        return self.answered is not None and not self._failed

    async def _ask(self) -> list[Any]:
        params: dict[str, object] = {
            "timeout": LONG_POLL if self._well else 0,
            "limit": FULL,
            "allowed_updates": ALLOWED,
        }
        if self._offset is not None:
            params["offset"] = self._offset
        updates = await self._bot.updates(params, read=SILENCE)
        if not updates:
            # What was taken is forgotten there now. After a quiet week the ids may begin lower.
            self._offset = None
        return updates

    def _note_answer(self) -> None:
        self.answered = self._time.monotonic()
        if self._failed:
            log.warning("Telegram answers again")
        self._failed = 0
        self._unknown = _Row(UNKNOWN)

    async def _take(self, updates: Sequence[Any]) -> bool:
        """Hand the updates in together; return whether the offset could move past all of them."""
        results = await asyncio.gather(
            *(self._intake.take(update) for update in updates), return_exceptions=True
        )
        before = self._offset
        for update, result in zip(updates, results, strict=True):
            if isinstance(result, StoreUnavailable):
                if not self._refused:
                    log.warning("updates wait at Telegram: %s", result)
                return False
            if isinstance(result, BaseException):
                raise result
            self._move_past(update)
        if updates and self._offset == before:
            return False  # they would come again at once
        self._refused = 0
        return True

    def _move_past(self, update: Any) -> None:
        id = update.get("update_id") if isinstance(update, dict) else None
        if type(id) is int:  # JSON's true is an int for Python
            self._offset = id + 1

    def _after(self, error: CallFailed | NetworkError) -> float:
        """Return how long to wait; or raise PlatformRefused."""
        status = error.status if isinstance(error, CallFailed) else None
        now = self._time.monotonic()
        if status == 401 or (status == 404 and self._unknown.lasts(now) > UNKNOWN):
            raise refused_token(status)
        if status == 409 and self._conflicts.lasts(now) > CONFLICT:
            raise PlatformRefused(_OTHER)
        self._failed += 1
        if self._failed == 1:
            log.warning("no updates come from Telegram: %s", error)
        wait = pause_after(error, self._failed, self._chance)
        return max(wait, CONFLICT_PAUSE) if status == 409 else wait

    async def _rest(self, seconds: float) -> None:
        await self._time.wait(self._never, seconds)
