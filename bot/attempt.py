"""One try to send one message: the buttons of the one before go first, then it is sent."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

import msgspec

from bot.failure import error_line
from bot.ports import Marks, OutboxRow, Shown
from bot.retry import TRIES_OF_SETTLING, Failure
from bot.sending import Begun, Sender, SendFailed
from dialogues.reply import Reply

COPIES = 20
"""The most copies of a settled message that lose their buttons: the newest ones."""

logger = logging.getLogger("tutorbot")


class Sent(msgspec.Struct, frozen=True):
    """A try: `error` is None when the message was sent. `ref` is what it can be changed by.

    `settled` is the prompt whose messages have no buttons any more, `begun` what arrived so far of
    a message in several parts.
    """

    row: OutboxRow
    error: Exception | None = None
    ref: str | None = None
    prompt: int | None = None
    settled: int | None = None
    begun: Begun | None = None

    @property
    def taken(self) -> int:
        """How many parts of the message arrived."""
        return self.begun.taken if self.begun else 0


def to_settle(row: OutboxRow, shown: Sequence[Shown]) -> Sequence[Shown]:
    """Return those of the account's messages whose buttons go before this message is sent."""
    prompt = settles(row)
    if prompt is None or row.attempts >= TRIES_OF_SETTLING:
        return ()
    return [one for one in shown if one.prompt == prompt][-COPIES:]


def settles(row: OutboxRow) -> int | None:
    """Return the prompt that this message settles, if it does and can be read."""
    if b'"settles"' not in row.body:
        return None
    try:
        settled = row.reply.settles
    except msgspec.DecodeError:
        return None
    return settled.prompt if settled else None


async def attempt(
    sender: Sender, row: OutboxRow, shown: Sequence[Shown], begun: Begun | None = None
) -> Sent:
    """Try to send the message, or the rest of it when a try before has `begun`.

    `shown` are the account's messages that have buttons.
    """
    settled = None
    try:
        reply = row.reply
        if reply.settles and shown:
            for old in to_settle(row, shown):
                await _settle(sender, row, old, reply.settles.words)
            settled = reply.settles.prompt
        ref = await (begun.rest() if begun else sender.send(row.account, reply))
    except Exception as error:  # a bug in a sender: other conversations go on
        if not isinstance(error, SendFailed):
            logger.error("message %d was not sent: %s", row.id, error_line(error))
        elif error.begun:
            begun = error.begun
        return Sent(row, error, settled=settled, begun=begun)
    return Sent(row, None, _kept(ref, reply), reply.prompt, settled)


async def _settle(sender: Sender, row: OutboxRow, old: Shown, words: str | None) -> None:
    """Take the buttons of this message away. Raises SendFailed when it is worth another try."""
    try:
        await sender.settle(row.account, old.ref, old.reply, words)
    except SendFailed as error:
        if error.ambiguous:  # doing it twice does no harm
            raise SendFailed(str(error)) from error
        if not error.permanent:
            raise
    except Exception as error:  # a bug in a sender: the buttons stay, the message goes out
        logger.error("a message before %d keeps its buttons: %s", row.id, error_line(error))


def _kept(ref: str | None, reply: Reply) -> str | None:
    """Return the reference, if the message has a prompt and every database takes it."""
    wanted = ref is not None and reply.prompt is not None and ref.isprintable()
    return ref if wanted else None


Tried: TypeAlias = tuple[Sent, Failure | None]
"""A try, and what its error means if it has one."""


def marks(tries: Sequence[Tried], at: datetime, returned: Sequence[str] = ()) -> Marks:
    """Return what is to be written down about these tries, and about accounts that came back."""
    sent = [one for one, failure in tries if failure is None]
    failed = [(one, failure) for one, failure in tries if failure is not None]
    return Marks(
        settled=[(one.row.id, one.settled) for one, _ in tries if one.settled is not None],
        shown=[(one.row.id, one.prompt, one.ref) for one in sent if one.prompt and one.ref],
        sent=[one.row.id for one in sent],
        not_sent=[failure.mark for _, failure in failed],
        unreachable=[one.row.account.key for one, failure in failed if failure.kind == "gone"],
        reachable=returned,
        moved=[(one.row.account.key, user) for one, _ in failed if (user := moved_to(one))],
        at=at,
    )


def moved_to(one: Sent) -> str | None:
    """Return the user id under which the account is found from now on, if the platform said so."""
    user = one.error.moved_to if isinstance(one.error, SendFailed) else None
    return user if user and user.isprintable() else None
