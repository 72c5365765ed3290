"""What a person was told over all lives of the bot, held against what they should be told."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from tests.kills.telegram.walk import Told, Walk, told
from tests.telegram.fake.ledger import SENDING, Call, Ledger


class Reading:
    """One person's messages in the server's book, read as they are written.

    A message may come again only as the first that a person is told in a new life of the bot.
    `lives` are the times at which one began.
    """

    def __init__(self, id: int, walk: Walk, ledger: Ledger, lives: Sequence[float]) -> None:
        self.walk = walk
        self.done = 0
        self.repeats: list[int] = []
        self._id, self._ledger, self._lives = id, ledger, lives
        self._read = self._life = 0

    def has(self, told: int) -> bool:
        """Whether the person has been told so many of their messages."""
        calls = self._ledger.calls
        while self._read < len(calls):
            call = calls[self._read]
            self._read += 1
            if call.chat == self._id and call.method in SENDING and call.message is not None:
                self._hear(call)
        return self.done >= told

    def _hear(self, call: Call) -> None:
        """Asserts that it is the next message, or the last once more in a new life."""
        life, message = bisect(self._lives, call.at), told(call)
        first, self._life = life > self._life, life
        if self._after(self.done) == message:
            self.done += 1
        else:
            where = f"person {self._id}, life {life}, after message {self.done}: {message}"
            assert self.done, where
            assert self.walk.told[self.done - 1] == message, where
            assert first, f"again and again: {where}"
            self.repeats.append(life)

    def _after(self, done: int) -> Told | None:
        return self.walk.told[done] if done < len(self.walk.told) else None
