"""The result of one input, and what is looked up before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeAlias

import msgspec

from dialogues.input import Told
from dialogues.record import Record
from dialogues.reply import Reply
from dialogues.request import Request
from dialogues.state import Conversation

NOTHING: Mapping[Request[Any], Any] = MappingProxyType({})
"""What is found before anything was asked for."""


class View(msgspec.Struct, frozen=True, gc=False):
    """What was looked up about the learner.

    `zone` is the IANA name of the learner's time zone, if known; `lesson` the lesson that the
    learner's program asked for. `found` holds the answers to what the turn asked for. Without
    `sharing` the operator lets nobody send anything to a manager. `link` is an address that opens
    this chat for another person, and hands over the word put behind it.
    """

    zone: str | None = None
    lesson: str | None = None
    found: Mapping[Request[Any], Any] = NOTHING
    sharing: bool = True
    link: str | None = None


class SetTimer(msgspec.Struct, frozen=True, gc=False, tag="set"):
    """Come back at `due` (aware, UTC), unless prompt `prompt` is no longer the open one."""

    name: str
    due: datetime
    prompt: int


class CancelTimer(msgspec.Struct, frozen=True, gc=False, tag="cancel"):
    """Forget the timer of this name, if there is one."""

    name: str


TimerChange: TypeAlias = SetTimer | CancelTimer


class Letter(msgspec.Struct, frozen=True, gc=False):
    """What another account is told in the same transaction; `account` is its key.

    `found` answers look-ups of that turn by what this turn itself records: the store does not
    have it yet. It is kept nowhere.
    """

    account: str
    input: Told
    found: Mapping[Request[Any], Any] = NOTHING


class Turn(msgspec.Struct, frozen=True, gc=False):
    """What one input leads to: the next state, what is said, remembered and timed.

    With `requests` it is none yet: the conversation is as it was, and the same input is to be
    taken again with the answers. `letters` go to other accounts, `withdrawn` are consents that
    no longer hold: messages that wait on one of them are dropped. With `erase`, all that was kept
    about the learner goes first; the conversation is a new one, and of the turn only its replies
    are left.
    """

    conversation: Conversation
    replies: tuple[Reply, ...] = ()
    records: tuple[Record, ...] = ()
    timers: tuple[TimerChange, ...] = ()
    requests: tuple[Request[Any], ...] = ()
    letters: tuple[Letter, ...] = ()
    withdrawn: tuple[str, ...] = ()
    erase: bool = False
