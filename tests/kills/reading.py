"""What a person was told over all lives of the bot, held against what they should be told."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar


class Call(Protocol):
    """A call in the server's book, and when it came (monotonic seconds)."""

    @property
    def at(self) -> float: ...


CallT = TypeVar("CallT", bound=Call)
ToldT = TypeVar("ToldT")


class Reading(Generic[CallT, ToldT]):
    """One person's messages in the server's `calls`, read as they are written.

    A message may come again only as the first that a person is told in a new life of the bot.
    `lives` are the times at which one began; `heard` is the message that a call told this person.
    """

    def __init__(
        self,
        who: object,
        told: Sequence[ToldT],
        calls: Sequence[CallT],
        heard: Callable[[CallT], ToldT | None],
        lives: Sequence[float],
    ) -> None:
        self.who, self.told = who, told
        self.done = 0
        self.repeats: list[int] = []
        self._calls, self._heard, self._lives = calls, heard, lives
        self._read = self._life = 0

    def has(self, told: int) -> bool:
        """Whether the person has been told so many of their messages."""
        while self._read < len(self._calls):
            call = self._calls[self._read]
            self._read += 1
            if (message := self._heard(call)) is not None:
                self._hear(message, call.at)
        return self.done >= told

    def _hear(self, message: ToldT, at: float) -> None:
        """Assert that it is the next message, or the last once more in a new life."""
        life = bisect(self._lives, at)
        first, self._life = life > self._life, life
        if self.told[self.done : self.done + 1] == [message]:
            self.done += 1
        else:
            where = f"{self.who}, life {life}, after message {self.done}: {message}"
            assert self.done, where
            assert self.told[self.done - 1] == message, where
            assert first, f"again and again: {where}"
            self.repeats.append(life)
