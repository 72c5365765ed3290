"""What a person was told over all lives of the bot, held against what they should be told."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from tests.kills.slack.walk import Told, Walk, posted, told
from tests.slack.fake.ledger import Call, Ledger


class Reading:
    """One person's messages in Slack's book, read as they are written.

    A message may come again only as the first that a person is told in a new life of the bot.
    `lives` are the times at which one began.
    """

    def __init__(self, id: str, walk: Walk, ledger: Ledger, lives: Sequence[float]) -> None:
        self.id, self.walk = id, walk
        self.done = 0
        self.repeats: list[int] = []
        self._ledger, self._lives = ledger, lives
        self._read = self._life = 0

    def has(self, told: int) -> bool:
        """Whether the person has been told so many of their messages."""
        calls = self._ledger.calls
        while self._read < len(calls):
            call = calls[self._read]
            self._read += 1
            if posted(call, self.id):
                self._hear(call)
        return self.done >= told

    def _hear(self, call: Call) -> None:
        """Assert that it is the next message, or the last once more in a new life."""
        life, message = bisect(self._lives, call.at), told(call)
        first, self._life = life > self._life, life
        if self._after(self.done) == message:
            self.done += 1
        else:
            where = f"{self.id}, life {life}, after message {self.done}: {message}"
            assert self.done, where
            assert self.walk.told[self.done - 1] == message, where
            assert first, f"again and again: {where}"
            self.repeats.append(life)

    def _after(self, done: int) -> Told | None:
        return self.walk.told[done] if done < len(self.walk.told) else None
