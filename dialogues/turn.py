"""The result of one input, and what is looked up before it."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

import msgspec

from dialogues.record import Record
from dialogues.reply import Reply
from dialogues.state import Conversation


class View(msgspec.Struct, frozen=True, gc=False):
    """What was looked up about the learner.

    `zone` is the IANA name of the learner's time zone, if known; `lesson` the lesson that the
    learner's program asked for.
    """

    zone: str | None = None
    lesson: str | None = None


class SetTimer(msgspec.Struct, frozen=True, gc=False, tag="set"):
    """Come back at `due` (aware, UTC), unless prompt `prompt` is no longer the open one."""

    name: str
    due: datetime
    prompt: int


class CancelTimer(msgspec.Struct, frozen=True, gc=False, tag="cancel"):
    """Forget the timer of this name, if there is one."""

    name: str


TimerChange: TypeAlias = SetTimer | CancelTimer


class Turn(msgspec.Struct, frozen=True, gc=False):
    """What one input leads to: the next state, what is said, remembered and timed."""

    conversation: Conversation
    replies: tuple[Reply, ...] = ()
    records: tuple[Record, ...] = ()
    timers: tuple[TimerChange, ...] = ()
