"""What a batch of turns starts from, and all that it leads to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

import msgspec

from bot.account import Account
from dialogues.input import Input
from dialogues.record import Record
from dialogues.reply import Reply
from dialogues.request import Request
from dialogues.turn import TimerChange

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
