"""The way of an input from the terminal: due timers first, then the input, then the answers."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

import msgspec

from adapters.terminal.clock import ChatClock
from bot.account import Account
from bot.ports import Incoming, Receipt, StoreUnavailable
from dialogues.input import Input

log = logging.getLogger("tutorbot.terminal")


class Program(msgspec.Struct, frozen=True):
    """The running program as a chat sees it: the runner's door, the timers, the delivery."""

    submit: Callable[[Incoming], Awaitable[Receipt]]
    fire_due: Callable[[datetime], Awaitable[int]]
    drain: Callable[[datetime], Awaitable[int]]


class Session:
    """Takes inputs to the one door and has everything sent that they cause.

    `zone` and `lesson` go with every input.
    """

    def __init__(
        self,
        program: Program,
        clock: ChatClock,
        *,
        zone: str | None = None,
        lesson: str | None = None,
    ) -> None:
        self._program = program
        self._zone, self._lesson = zone, lesson
        self.clock = clock

    async def take(self, account: Account, input: Input, key: str | None = None) -> Receipt:
        """Handle the input; return when all that was said is out.

        Raises StoreUnavailable when the input was not accepted.
        """
        if await self._program.fire_due(self.clock.now()):
            await self.send_waiting()  # now, lest the answers to the input come between
        return await self.open(account, input, key)

    async def open(self, account: Account, input: Input, key: str | None = None) -> Receipt:
        """Handle the input without firing timers first: who comes back needs no reminder."""
        now = self.clock.now()
        incoming = Incoming(account, input, now, key, self._zone, self._lesson)
        receipt = await self._program.submit(incoming)
        try:
            await self._program.drain(now)
        except StoreUnavailable as error:  # it is accepted; what is unsent goes out next time
            log.warning("answers wait until the database works again: %s", error)
        return receipt

    async def tick(self) -> None:
        """Fire the timers that are due and send what they say."""
        await self._program.fire_due(self.clock.now())
        await self.send_waiting()

    async def send_waiting(self) -> None:
        """Send what is still unsent, such as the messages of a process that was killed."""
        await self._program.drain(self.clock.now())
