"""A strict platform: it keeps a ledger of all calls, and fails as it is told."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

import msgspec

from bot.account import Account
from bot.sending import SendFailed
from dialogues.reply import Reply
from tests.delivery.passing import Passing


class Call(msgspec.Struct, frozen=True):
    """A call as it arrived, at a time (monotonic). `words` are those of a settlement."""

    at: float
    user: str
    text: str
    words: str | None = None


class Chats:
    """Takes messages. Two calls at once in one chat are an error of the caller.

    `trouble` holds what the next calls of a user come to: an error, or None when it works.
    `delay` is how long each call takes. `lost` errors are raised after the message was taken.
    """

    def __init__(self, time: Passing, delay: float = 0.0) -> None:
        self._time = time
        self.delay = delay
        self.calls: list[Call] = []
        self.settled: list[Call] = []
        self.taken: defaultdict[str, list[str]] = defaultdict(list)
        self.trouble: defaultdict[str, deque[Exception | None]] = defaultdict(deque)
        self.settling: defaultdict[str, deque[Exception | None]] = defaultdict(deque)
        self._open: set[str] = set()
        self.most_at_once = 0

    async def send(self, account: Account, reply: Reply) -> str | None:
        self.calls.append(Call(self._time.monotonic(), account.user, reply.text))
        error = await self._answered(account, self.trouble[account.user])
        if error is None or (isinstance(error, SendFailed) and error.ambiguous):
            self.taken[account.user].append(reply.text)
        if error is not None:
            raise error
        return f"message {len(self.calls)}" if reply.choices else None

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        self.settled.append(Call(self._time.monotonic(), account.user, reply.text, words))
        if error := await self._answered(account, self.settling[account.user]):
            raise error

    async def _answered(
        self, account: Account, trouble: deque[Exception | None]
    ) -> Exception | None:
        assert account.user not in self._open, "two calls at once in one chat"
        self._open.add(account.user)
        self.most_at_once = max(self.most_at_once, len(self._open))
        try:
            if self.delay:
                await self._time.sleep(self.delay)
            return trouble.popleft() if trouble else None
        finally:
            self._open.discard(account.user)

    def times(self, user: str) -> Sequence[float]:
        """Return when there were calls to this user, in seconds after the first call of all."""
        return [round(call.at - self.calls[0].at, 3) for call in self.calls if call.user == user]
