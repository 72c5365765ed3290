"""What the runner needs of the world: a store and the time; and what comes in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Protocol, TypeAlias

import msgspec

from bot.account import Account
from bot.changes import Fold, decode_reply
from dialogues.input import Input
from dialogues.reply import Reply


class Incoming(msgspec.Struct, frozen=True, gc=False):
    """One input on its way to the runner.

    `key` is the platform's own id of the update: the same key has one effect. None means that
    the platform cannot repeat it. `at` is the time of the turn (aware). `zone`, `lesson` and
    `link` are what the adapter knows, see `dialogues.turn.View`.
    """

    account: Account
    input: Input
    at: datetime
    key: str | None = None
    zone: str | None = None
    lesson: str | None = None
    link: str | None = None


class Receipt(msgspec.Struct, frozen=True, gc=False):
    """What became of an accepted input; it is committed when this is returned."""

    duplicate: bool = False
    quarantined: bool = False


class StoreUnavailable(Exception):
    """The store cannot take anything now. Nothing was accepted; the platform will send again."""


class StoreRefused(Exception):
    """The store is up but cannot take this batch: one of its turns holds something it refuses."""


class OpenError(Exception):
    """The database cannot be opened. The message names the place, what is wrong and what to do."""


class PlatformRefused(Exception):
    """A platform does not let this program serve. The message says what is wrong and what to do."""


class OutboxRow(msgspec.Struct, frozen=True, gc=False):
    """A message to send. `id` grows in the order in which the messages were said.

    `attempts` are those that failed, `at` is when it was said, and `due` when it is to be tried
    (at once when None).
    """

    id: int
    account: Account
    body: bytes
    attempts: int
    at: datetime
    due: datetime | None = None
    consent: str | None = None

    @property
    def reply(self) -> Reply:
        """The message itself. Raises msgspec.DecodeError when it was not written by us."""
        return decode_reply(self.body)


class NotSent(msgspec.Struct, frozen=True, gc=False):
    """A message that was not sent: it is tried again at `retry_at`, or never when None."""

    id: int
    error: str
    retry_at: datetime | None


class Marks(msgspec.Struct, frozen=True):
    """What became of messages; written in one transaction, in the order of the fields.

    `settled` pairs a message with the prompt that it settled: the messages shown to its account
    with that prompt, or an earlier one, have no buttons any more. `shown` are messages whose
    buttons are there from now on: message, prompt, and the platform's reference. `sent` are
    forgotten. `unreachable` and `reachable` are accounts by key, `at` is since when. `moved` pairs
    the key of an account with its new user id; when that one is known too, both become one.
    """

    settled: Sequence[tuple[int, int]] = ()
    shown: Sequence[tuple[int, int, str]] = ()
    sent: Sequence[int] = ()
    not_sent: Sequence[NotSent] = ()
    unreachable: Sequence[str] = ()
    reachable: Sequence[str] = ()
    moved: Sequence[tuple[str, str]] = ()
    at: datetime | None = None


class Shown(msgspec.Struct, frozen=True, gc=False):
    """A message whose buttons are still there: whose it is, and the platform's reference to it."""

    account: str
    prompt: int
    ref: str
    body: bytes

    @property
    def reply(self) -> Reply:
        """The message itself. Raises msgspec.DecodeError when it was not written by us."""
        return decode_reply(self.body)


class DueTimer(msgspec.Struct, frozen=True):
    """A timer whose time has come, and whose it is."""

    account: Account
    name: str
    prompt: int
    due: datetime


class Whose(msgspec.Struct, frozen=True):
    """Which accounts a question is about: those of these platforms, this one; by default all.

    `tenants` pairs a platform with the one tenant of it that is meant.
    """

    platforms: frozenset[str] | None = None
    account: Account | None = None
    tenants: tuple[tuple[str, str], ...] = ()


EVERYONE = Whose()


class Store(Protocol):
    """Keeps everything. Raises StoreUnavailable when it cannot; nothing is then half done."""

    async def commit(self, accounts: Sequence[str], keys: Sequence[str], fold: Fold) -> None:
        """Load, fold and write in ONE transaction; returns after the commit is on disk.

        Cancelling the caller does not interrupt the transaction. Raises StoreUnavailable, or
        StoreRefused when a value in the changes cannot be stored; either way nothing is kept.
        What `fold` raises comes out unchanged, and nothing is kept.
        """

    async def note_attempt(self, key: str) -> int:
        """Write down that this key is about to be handled; return how often it was, with this."""

    async def unsent(self, now: datetime, limit: int, whose: Whose = EVERYONE) -> list[OutboxRow]:
        """Return the oldest unsent message of each account, if it is due, the oldest first.

        Those of accounts that cannot be reached wait.
        """

    async def waiting(self, after: int, limit: int, whose: Whose = EVERYONE) -> list[OutboxRow]:
        """Return the first unsent messages whose `id` is greater than `after`, the oldest first.

        Due or not, but none of an account that cannot be reached.
        """

    async def claim(self, ids: Collection[int], at: datetime) -> Collection[int]:
        """Note that these messages are about to be sent; return those that may be.

        Asked for those with a `consent`: one that was withdrawn is not among what is returned.
        """

    async def mark(self, marks: Marks) -> None:
        """Write down what became of messages. Raises StoreUnavailable, or StoreRefused."""

    async def shown(self, accounts: Collection[str]) -> list[Shown]:
        """Return the messages of these accounts whose buttons are still there, oldest first."""

    async def due_timers(
        self, now: datetime, limit: int, whose: Whose = EVERYONE
    ) -> list[DueTimer]:
        """Return the timers that are due, the oldest first."""

    async def close(self) -> None:
        """Note the clean end and let go of the database."""


Clock: TypeAlias = Callable[[], datetime]
"""Says what time it is now (aware)."""


class Time(Protocol):
    """Time as it passes: `bot.clock.MachineTime`, or one that a test moves."""

    def now(self) -> datetime:
        """Return the time of day (aware, UTC); it may jump, in either direction."""

    def monotonic(self) -> float:
        """Return seconds that never jump, from any beginning."""

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        """Return when the event is set, or after so many seconds."""


class Installation(msgspec.Struct, frozen=True):
    """A workspace that added the bot by itself; its token is encrypted. `at` is since when."""

    platform: str
    tenant: str
    sealed: bytes
    at: datetime


class Installations(Protocol):
    """Remembers which workspaces added the bot. All of it raises StoreUnavailable."""

    async def installations(self, platform: str) -> list[Installation]:
        """Return all there are."""

    async def keep_installation(self, installation: Installation) -> None:
        """Keep it, in place of one that was there."""

    async def drop_installation(self, platform: str, tenant: str) -> None:
        """Forget it."""

    async def note_state(self, state: str, now: datetime, until: datetime) -> None:
        """Remember what somebody who is adding the bot has to bring back, until then.

        What was noted and is too late by now is forgotten.
        """

    async def take_state(self, state: str, now: datetime) -> bool:
        """Return whether it was noted and is not too late; it is of no use again."""
