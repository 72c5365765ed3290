"""What is done with an update, however it arrived: it is handed in, answered, or passed over."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import TypeAlias, assert_never

from adapters.telegram.asking import Me
from adapters.telegram.errands import Errands
from adapters.telegram.groups import Groups
from adapters.telegram.updates import Grouped, Ignored, Taken, read
from bot.failure import error_line
from bot.ports import Clock, Incoming, Receipt, StoreRefused, StoreUnavailable
from dialogues.phrases import Phrases

Submit: TypeAlias = Callable[[Incoming], Awaitable[Receipt]]
"""The runner's door."""

log = logging.getLogger("tutorbot.telegram")


class Intake:
    """Takes updates, one call for each; calls that are made one after the other keep their order.

    `presses` answers presses at once, `lines` says in groups where the bot teaches.
    """

    def __init__(  # noqa: PLR0913  # what there is to know of the world
        self,
        me: Me,
        phrases: Phrases,
        submit: Submit,
        *,
        presses: Errands,
        lines: Errands,
        clock: Clock,
    ) -> None:
        self._me, self._groups = me, Groups(me, phrases)
        self._submit, self._clock = submit, clock
        self._presses, self._lines = presses, lines
        self.counts: Counter[str] = Counter()

    async def take(self, raw: object) -> None:
        """Return when the update needs no more: all that follows from it is committed.

        An update that can never be taken is logged, and needs no more either: it would only come
        again. Raises StoreUnavailable when it has to come again.
        """
        try:
            await self._take(raw)
        except StoreUnavailable:
            self.counts["refused"] += 1
            raise
        except StoreRefused as error:
            self._let_go(str(error))
        except Exception as error:  # a bug must not hold up the updates behind this one
            self._let_go(error_line(error))

    async def _take(self, raw: object) -> None:
        now = self._clock()
        found = read(raw, self._me, now)
        match found:
            case Taken(incoming, callback):
                self._answer(callback)
                receipt = await self._submit(incoming)
                self.counts["duplicate" if receipt.duplicate else "taken"] += 1
            case Grouped(chat):
                self.counts["grouped"] += 1
                if line := self._groups.line(chat, now):
                    self._lines.do("sendMessage", line)
            case Ignored(why, callback):
                self._answer(callback)
                self.counts["ignored"] += 1
                log.info("an update was passed over: %s", why)
            case _:
                assert_never(found)

    def _answer(self, callback: str | None) -> None:
        if callback is not None:
            self._presses.do("answerCallbackQuery", {"callback_query_id": callback})

    def _let_go(self, why: str) -> None:
        self.counts["let go"] += 1
        log.error("an update was let go: %s", why)
