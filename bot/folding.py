"""Folds a batch of inputs through the engine into changes: the pure part of the turn runner."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol
from uuid import uuid4

import msgspec

from bot.failure import error_line
from bot.ports import (
    Account,
    Changes,
    Incoming,
    Loaded,
    NewRecord,
    NewReply,
    NewTimer,
    Receipt,
    SetAside,
    encode_input,
    encode_reply,
)
from dialogues.course import Course
from dialogues.input import Fired, Input, Left
from dialogues.state import Conversation, decode, encode, fresh
from dialogues.turn import Turn, View

ACCEPTED = Receipt()
DUPLICATE = Receipt(duplicate=True)
QUARANTINED = Receipt(quarantined=True)


class Advance(Protocol):
    """The engine, or what stands in for it: `dialogues.engine.advance`."""

    def __call__(
        self, course: Course, conversation: Conversation, input: Input, *, view: View, now: datetime
    ) -> Turn: ...


class Teaching(msgspec.Struct, frozen=True):
    """How a turn is taken: by which engine, on what, and what is said (encoded) when it fails."""

    course: Course
    advance: Advance
    apology: bytes


class Folding:
    """One batch on its way from what was loaded to the changes that it leads to."""

    def __init__(self, loaded: Loaded, teaching: Teaching) -> None:
        self._loaded = loaded
        self._teaching = teaching
        self._accounts: dict[str, Account] = {}
        self._conversations: dict[str, Conversation] = {}
        self._changed: set[str] = set()
        self._handled: dict[str, str] = {}
        self._fired: list[tuple[str, str]] = []
        self._replies: list[NewReply] = []
        self._records: list[NewRecord] = []
        self._timers: list[NewTimer] = []
        self._set_aside: list[SetAside] = []
        self._away = set(loaded.unreachable)
        self._at: datetime | None = None

    def take(self, account: str, incoming: Incoming) -> Receipt:
        """Take one turn, or none if its key was handled. A turn that raises is set aside alone."""
        if not self._begin(account, incoming):
            return DUPLICATE
        try:
            self._turn(account, incoming, _utc(incoming.at))
        except Exception as error:
            return self._quarantine(account, incoming, error_line(error))
        return ACCEPTED

    def set_aside(self, account: str, incoming: Incoming, error: str) -> Receipt:
        """Set the input aside without running it, unless its key was handled."""
        if not self._begin(account, incoming):
            return DUPLICATE
        return self._quarantine(account, incoming, error)

    def changes(self) -> Changes:
        """Return all that is to be written. Raises what the encoding of a conversation raises."""
        return Changes(
            accounts=tuple(self._accounts.values()),
            states={key: encode(self._conversations[key]) for key in self._changed},
            records=self._records,
            replies=self._replies,
            timers=self._timers,
            fired=self._fired,
            handled=tuple(self._handled.items()),
            set_aside=self._set_aside,
            unreachable=tuple(self._away - self._loaded.unreachable),
            reachable=tuple(self._loaded.unreachable - self._away),
            at=self._at,
        )

    def _begin(self, account: str, incoming: Incoming) -> bool:
        """Note what holds for a repeated input too; return whether this is the first of its key."""
        at = _utc(incoming.at)
        if self._at is None or at > self._at:
            self._at = at
        if isinstance(incoming.input, Fired):
            self._fired.append((account, incoming.input.timer))
        key = incoming.key
        if key is not None:
            if key in self._loaded.handled or key in self._handled:
                return False
            self._handled[key] = account
        if account not in self._loaded.states:
            self._accounts[account] = incoming.account
        self._note_reach(account, incoming.input)
        return True

    def _note_reach(self, account: str, input: Input) -> None:
        """Note who left, and who came back; a timer is nobody's sign of life."""
        if isinstance(input, Left):
            self._away.add(account)
        elif self._away and not isinstance(input, Fired):
            self._away.discard(account)

    def _turn(self, account: str, incoming: Incoming, at: datetime) -> None:
        conversation = self._conversation(account)
        view = View(incoming.zone, incoming.lesson)
        turn = self._teaching.advance(
            self._teaching.course, conversation, incoming.input, view=view, now=at
        )
        # Encoding can raise: nothing of the turn may be kept before it.
        self._replies += [NewReply(account, encode_reply(reply), at) for reply in turn.replies]
        self._records += [NewRecord(account, record, at) for record in turn.records]
        self._timers += [NewTimer(account, change) for change in turn.timers]
        if turn.conversation is not conversation:
            self._conversations[account] = turn.conversation
            self._changed.add(account)

    def _conversation(self, account: str) -> Conversation:
        conversation = self._conversations.get(account)
        if conversation is None:
            state = self._loaded.states.get(account)
            conversation = fresh() if state is None else decode(state)
            self._conversations[account] = conversation
        return conversation

    def _quarantine(self, account: str, incoming: Incoming, error: str) -> Receipt:
        at = _utc(incoming.at)
        key = incoming.key or f"unkeyed:{uuid4()}"
        input = encode_input(incoming.input)
        self._set_aside.append(SetAside(account, key, input, error, at))
        self._replies.append(NewReply(account, self._teaching.apology, at))
        return QUARANTINED


def _utc(at: datetime) -> datetime:
    return at if at.tzinfo is UTC else at.astimezone(UTC)
