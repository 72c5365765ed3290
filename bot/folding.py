"""Folds a batch of inputs through the engine into changes: the pure part of the turn runner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import uuid4

import msgspec

from bot.account import Account
from bot.changes import (
    Changes,
    Loaded,
    Needs,
    NewRecord,
    NewReply,
    NewTimer,
    SetAside,
    encode_input,
    encode_reply,
)
from bot.failure import error_line
from bot.ports import Incoming, Receipt
from dialogues.course import Course
from dialogues.input import Fired, Input, Left, Told
from dialogues.request import Request
from dialogues.state import Conversation, decode, encode, fresh
from dialogues.turn import NOTHING, Letter, Turn, View

DEEPEST = 2
"""A letter may lead to a letter, and no further: two conversations must not write for ever."""

ACCEPTED = Receipt()
DUPLICATE = Receipt(duplicate=True)
QUARANTINED = Receipt(quarantined=True)


class Advance(Protocol):
    """The engine, or what stands in for it: `dialogues.engine.advance`."""

    def __call__(
        self, course: Course, conversation: Conversation, input: Input, *, view: View, now: datetime
    ) -> Turn: ...


class Teaching(msgspec.Struct, frozen=True):
    """How a turn is taken: by which engine, on what, and what is said (encoded) when it fails.

    `sharing`: whether learners may send anything to a manager.
    """

    course: Course
    advance: Advance
    apology: bytes
    sharing: bool = True


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
        self._erased: dict[str, None] = {}
        self._away = set(loaded.unreachable)
        self._withdrawn: list[str] = []
        self._at: datetime | None = None
        self._asked: list[tuple[str, Request[Any]]] = []
        self._sought: list[str] = []

    def take(self, account: str, incoming: Incoming) -> Receipt:
        """Take one turn, or none if its key was handled. A turn that raises is set aside alone.

        What it has to say to other accounts is told them at once; where that raises, the turn
        stands and the letter is set aside.
        """
        if not self._begin(account, incoming):
            return DUPLICATE
        try:
            view = self._view(account, incoming)
            letters = self._turn(account, incoming.input, view, _utc(incoming.at))
        except Exception as error:
            return self._quarantine(account, incoming, error_line(error))
        for letter in letters:
            self._deliver(letter, _utc(incoming.at), DEEPEST)
        return ACCEPTED

    def set_aside(self, account: str, incoming: Incoming, error: str) -> Receipt:
        """Set the input aside without running it, unless its key was handled."""
        if not self._begin(account, incoming):
            return DUPLICATE
        return self._quarantine(account, incoming, error)

    def needs(self) -> Needs | None:
        """Return what the turns taken lack, if anything: then there are no changes yet."""
        if self._at is None or not (self._asked or self._sought):
            return None
        return Needs(self._asked, self._sought, self._at)

    def changes(self) -> Changes:
        """Return all that is to be written. Raises what the encoding of a conversation raises."""
        self._drop_passers_by()
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
            withdrawn=self._withdrawn,
            at=self._at,
            erased=tuple(self._erased),
        )

    def _drop_passers_by(self) -> None:
        """Keep nothing of who is not known and whose inputs led to nothing.

        Such as a second press on what erased everything, or a timer that came just then.
        """
        passers_by = self._accounts.keys() - self._changed
        if not passers_by:
            return
        for lasting in (self._replies, self._records, self._timers, self._set_aside):
            passers_by -= {one.account for one in lasting}
        for account in passers_by:
            del self._accounts[account]
            self._away.discard(account)
        self._handled = {k: of for k, of in self._handled.items() if of not in passers_by}
        self._fired = [fired for fired in self._fired if fired[0] not in passers_by]

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
        """Note who left, and who came back; a timer or a letter is nobody's sign of life."""
        if isinstance(input, Left):
            self._away.add(account)
        elif self._away and not isinstance(input, Fired | Told):
            self._away.discard(account)

    def _turn(self, account: str, input: Input, view: View, at: datetime) -> Sequence[Letter]:
        conversation = self._conversation(account)
        turn = self._teaching.advance(self._teaching.course, conversation, input, view=view, now=at)
        if turn.requests:
            self._asked += [(account, request) for request in turn.requests]
            return ()
        # Encoding can raise: nothing of the turn may be kept before it.
        replies = [NewReply(account, encode_reply(r), at, r.consent) for r in turn.replies]
        if turn.erase:
            self._forget(account)
        self._replies += replies
        self._records += [NewRecord(account, record, at) for record in turn.records]
        self._timers += [NewTimer(account, change) for change in turn.timers]
        if turn.conversation is not conversation:
            self._conversations[account] = turn.conversation
            if not turn.erase:
                self._changed.add(account)
        self._withdrawn += turn.withdrawn
        return turn.letters

    def _view(self, account: str, incoming: Incoming) -> View:
        found = self._found(account) if self._loaded.found else NOTHING
        return View(incoming.zone, incoming.lesson, found, self._teaching.sharing, incoming.link)

    def _found(self, account: str) -> Mapping[Request[Any], Any]:
        """Return what was looked up for the account."""
        found = self._loaded.found
        return {r: answer for (key, r), answer in found.items() if key == account}

    def _deliver(self, letter: Letter, at: datetime, depth: int) -> None:
        """Take the turn that the letter leads to; one that raises is set aside with its letter."""
        account = letter.account
        if not self._is_there(account):
            if account not in self._loaded.known:
                self._sought.append(account)
            return  # erased meanwhile: there is nobody to tell
        found = {**self._found(account), **letter.found}
        view = View(found=found, sharing=self._teaching.sharing)
        try:
            if not depth:
                raise RecursionError(f"a letter led to letters more than {DEEPEST} times")
            letters = self._turn(account, letter.input, view, at)
        except Exception as error:
            self._keep(account, f"letter:{uuid4()}", letter.input, error_line(error), at)
            return
        for following in letters:
            self._deliver(following, at, depth - 1)

    def _is_there(self, account: str) -> bool:
        return (
            account in self._conversations
            or account in self._loaded.states
            or self._loaded.known.get(account, False)
        )

    def _forget(self, account: str) -> None:
        """Drop all that this batch has of the account: what is stored goes with `erased`."""
        self._erased[account] = None
        self._changed.discard(account)
        self._replies = [one for one in self._replies if one.account != account]
        self._records = [one for one in self._records if one.account != account]
        self._timers = [one for one in self._timers if one.account != account]
        self._set_aside = [one for one in self._set_aside if one.account != account]

    def _conversation(self, account: str) -> Conversation:
        conversation = self._conversations.get(account)
        if conversation is None:
            state = self._loaded.states.get(account)
            conversation = fresh() if state is None else decode(state)
            self._conversations[account] = conversation
        return conversation

    def _quarantine(self, account: str, incoming: Incoming, error: str) -> Receipt:
        at = _utc(incoming.at)
        self._keep(account, incoming.key or f"unkeyed:{uuid4()}", incoming.input, error, at)
        if not isinstance(incoming.input, Told):  # they did nothing that could have gone wrong
            self._replies.append(NewReply(account, self._teaching.apology, at))
        return QUARANTINED

    def _keep(self, account: str, key: str, input: Input, error: str, at: datetime) -> None:
        self._set_aside.append(SetAside(account, key, encode_input(input), error, at))


def _utc(at: datetime) -> datetime:
    return at if at.tzinfo is UTC else at.astimezone(UTC)
