"""What the runner needs of the world: a store, and a sender for each platform."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import msgspec

from dialogues.input import Input
from dialogues.record import Record
from dialogues.reply import Document, Image, Reply
from dialogues.request import Request
from dialogues.turn import TimerChange


class Account(msgspec.Struct, frozen=True, gc=False):
    """Who a learner is on a platform; `key` names the account in every table and command."""

    platform: str
    tenant: str
    user: str

    def __post_init__(self) -> None:
        """Raises ValueError where two accounts could have the same key."""
        if ":" in self.platform or ":" in self.tenant:
            raise ValueError("a platform and a tenant may not hold a colon")

    @property
    def key(self) -> str:
        return f"{self.platform}:{self.tenant}:{self.user}"


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


class Begun(msgspec.Struct, frozen=True):
    """A reply that is sent as several messages, of which the first `taken` ones have arrived.

    `rest` sends the others; it returns and raises as `Sender.send` does.
    """

    taken: int
    rest: Callable[[], Awaitable[str | None]]


class SendFailed(Exception):
    """A platform did not take a message. Its words hold no message text: they are kept and shown.

    `permanent` means that trying again is of no use. `retry_after` is how many seconds the
    platform asks to wait. `ambiguous` means that it may have been taken all the same: no answer
    came. `gone` means that the account cannot be reached until it returns: blocked, deactivated.
    `moved_to` is the user id under which the account is found from now on. `begun` is there when
    a part of the reply was taken: while it is tried again it goes on from there.
    """

    def __init__(  # noqa: PLR0913  # what a platform may say, each with its own consequence
        self,
        error: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        ambiguous: bool = False,
        gone: bool = False,
        moved_to: str | None = None,
        begun: Begun | None = None,
    ) -> None:
        super().__init__(error)
        self.permanent = permanent
        self.retry_after = retry_after
        self.ambiguous = ambiguous
        self.gone = gone
        self.moved_to = moved_to
        self.begun = begun


encode_reply: Callable[[Reply], bytes] = msgspec.json.Encoder().encode
"""Turns a reply into what the outbox keeps. Raises UnicodeEncodeError for a lone surrogate."""

decode_reply: Callable[[bytes], Reply] = msgspec.json.Decoder(Reply).decode
"""Turns what `encode_reply` wrote back into the reply."""


decode_input: Callable[[bytes], Input] = msgspec.json.Decoder(Input).decode
"""Turns what `encode_input` wrote back into the input."""

_encode_input = msgspec.json.Encoder().encode


def encode_input(input: Input) -> bytes:
    """Return the input as the quarantine keeps it; a lone surrogate becomes a question mark."""
    try:
        return _encode_input(input)
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(input), ensure_ascii=False)
        return text.encode("utf-8", "replace")


class NewRecord(msgspec.Struct, frozen=True, gc=False):
    """A record, whose it is, and when it came about (aware, UTC)."""

    account: str
    record: Record
    at: datetime


class NewReply(msgspec.Struct, frozen=True, gc=False):
    """A reply for the outbox, encoded by `encode_reply`; `at` is when it was said.

    With a `consent` it is sent only as long as that is not withdrawn.
    """

    account: str
    body: bytes
    at: datetime
    consent: str | None = None


class NewTimer(msgspec.Struct, frozen=True, gc=False):
    """A change to an account's timers."""

    account: str
    change: TimerChange


class SetAside(msgspec.Struct, frozen=True, gc=False):
    """A turn that failed, for the quarantine: its input, and the error in one line."""

    account: str
    key: str
    input: bytes
    error: str
    at: datetime


class Loaded(msgspec.Struct, frozen=True):
    """What a batch starts from: stored conversations by account key, and keys already handled.

    An account that is not in `states` is new. `unreachable` are those of them, by key, to whom
    nothing is sent until they return. `found` and `known` are there when the fold asked for them:
    answers by account key and request, and whether there is such an account.
    """

    states: Mapping[str, bytes]
    handled: frozenset[str]
    unreachable: frozenset[str] = frozenset()
    found: Mapping[tuple[str, Request[Any]], Any] = {}
    known: Mapping[str, bool] = {}


class Needs(msgspec.Struct, frozen=True):
    """What a fold lacks: look-ups by the key of the account that asks, and further accounts.

    `at` is the time of the turn (aware).
    """

    requests: Sequence[tuple[str, Request[Any]]]
    accounts: Sequence[str]
    at: datetime


class Changes(msgspec.Struct, frozen=True):
    """All that a batch of turns leads to; written in one transaction, or not at all.

    `accounts` holds accounts that may be new. `handled` pairs a dedupe key with its account.
    `fired` names timers (account key, timer name) that came due and are done with, unless they
    were set anew for a time after `at`, the newest time in the batch. `unreachable` are accounts
    that left, `reachable` those that came back: both need `at`. `withdrawn` are consents: the
    messages that wait on them are deleted, before `replies` are added. Of `erased` accounts (which
    need `at` too) all that is stored goes first; the rest of this is written after it. They
    themselves go when their messages are out; until then, the question that those settle has its
    buttons.
    """

    accounts: Sequence[Account] = ()
    states: Mapping[str, bytes] = {}
    records: Sequence[NewRecord] = ()
    replies: Sequence[NewReply] = ()
    timers: Sequence[NewTimer] = ()
    fired: Sequence[tuple[str, str]] = ()
    handled: Sequence[tuple[str, str]] = ()
    set_aside: Sequence[SetAside] = ()
    unreachable: Sequence[str] = ()
    reachable: Sequence[str] = ()
    withdrawn: Sequence[str] = ()
    at: datetime | None = None
    erased: Sequence[str] = ()


Fold: TypeAlias = Callable[[Loaded], Changes | Needs]
"""Turns what was loaded into changes. Pure, quick, and run inside the transaction.

When it says what it needs it is run again, with that, in the same transaction.
"""


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


class Sender(Protocol):
    """Sends messages on a platform, one at a time in each chat."""

    async def send(self, account: Account, reply: Reply) -> str | None:
        """Send; return when the platform has taken the message. Raises SendFailed.

        Returns the platform's reference of the message that carries the choices, None when it
        cannot be changed later.
        """

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        """Take the buttons of this earlier message away; add the words of the chosen answer.

        Raises SendFailed. A message that is gone, or has no buttons any more, is no failure.
        """


Draw: TypeAlias = Callable[[Image], Awaitable[Path | None]]
"""Draws a picture as a PNG, off the event loop; None when it cannot be drawn. A picture that
looks different has a file of another name."""


class File(msgspec.Struct, frozen=True):
    """A file that is sent: its name, what it is (a media type), and what it holds."""

    name: str
    media_type: str
    content: bytes


Build: TypeAlias = Callable[[Account, Document], Awaitable[File]]
"""Makes the file that goes with a reply to this account, as of now. Raises SendFailed."""


class Uploads(Protocol):
    """Remembers what a platform calls a picture that it was given, so that it is given it once."""

    async def uploaded(self, platform: str, tenant: str, picture: str) -> str | None:
        """Return the platform's reference of this picture, or None. Raises StoreUnavailable."""

    async def note_upload(self, platform: str, tenant: str, picture: str, ref: str) -> None:
        """Keep the reference, in place of one that was there. Raises StoreUnavailable."""
