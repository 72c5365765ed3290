"""What is done with a payload, however it arrived: it is handed in, answered, or passed over."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias, assert_never

from adapters.slack.asides import Asides
from adapters.slack.updates import Ignored, Mentioned, Removed, Taken, Wanted, read
from adapters.slack.windows import Windows
from adapters.slack.workspaces import Workspaces
from bot.failure import error_line
from bot.ports import Clock, Incoming, Receipt, StoreRefused, StoreUnavailable

Submit: TypeAlias = Callable[[Incoming], Awaitable[Receipt]]
"""The runner's door."""

LATEST = 2.5
"""Seconds in which a turn has to be committed: Slack waits for three."""

log = logging.getLogger("tutorbot.slack")


class Intake:
    """Takes payloads, one call for each; calls that are made one after the other keep their order.

    Only those of workspaces that have the app.
    """

    def __init__(
        self,
        submit: Submit,
        workspaces: Workspaces,
        asides: Asides,
        windows: Windows,
        clock: Clock,
    ) -> None:
        self._submit, self._workspaces = submit, workspaces
        self._asides, self._windows, self._clock = asides, windows, clock
        self.counts: Counter[str] = Counter()

    async def take(self, raw: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return when the payload needs no more: all that follows from it is committed.

        What is returned is to be said where it came from. A payload that can never be taken is
        logged, and needs no more either. Raises StoreUnavailable when it has to come again.
        """
        try:
            return await self._take(raw)
        except StoreUnavailable:
            self.counts["refused"] += 1
            raise
        except StoreRefused as error:
            self._let_go(str(error))
        except Exception as error:  # a bug must not make Slack bring it again and again
            self._let_go(error_line(error))
        return None

    async def _take(self, raw: Mapping[str, Any]) -> Mapping[str, Any] | None:
        found = read(raw, self._clock())
        if not isinstance(found, Ignored) and not self._workspaces.has(found.tenant):
            found = Ignored("the app is not in this workspace")
        match found:
            case Taken(tenant, incoming, app, window):
                await self._accept(incoming)
                if window:
                    return self._windows.answered()
                return self._elsewhere(tenant, app) if app else None
            case Wanted(instead=incoming):
                if not await self._windows.open(found):
                    await self._accept(incoming)
            case Mentioned():
                self.counts["mentioned"] += 1
                self._asides.say(found)
            case Removed(tenant, at):
                self.counts["removed"] += 1
                await self._workspaces.removed(tenant, at)
            case Ignored(why):
                self.counts["ignored"] += 1
                log.info("a payload was passed over: %s", why)
            case _:
                assert_never(found)
        return None

    async def _accept(self, incoming: Incoming) -> None:
        receipt = await self._committed(incoming)
        self.counts["duplicate" if receipt.duplicate else "taken"] += 1

    async def _committed(self, incoming: Incoming) -> Receipt:
        try:
            async with asyncio.timeout(LATEST):
                return await self._submit(incoming)
        except TimeoutError:
            # It may be committed a moment later: then it has no effect when it comes again.
            raise StoreUnavailable("the turn was not committed in time") from None

    def _elsewhere(self, tenant: str, app: str) -> Mapping[str, Any]:
        return {"response_type": "ephemeral", "text": self._asides.words(tenant, app)}

    def _let_go(self, why: str) -> None:
        self.counts["let go"] += 1
        log.error("a payload was let go: %s", why)
