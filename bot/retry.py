"""The retry table: what a failed message means, for itself and for its account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

import msgspec

from bot.failure import error_line
from bot.ports import NotSent, OutboxRow
from bot.sending import SendFailed

LONGEST_WAIT = 300.0  # seconds between two tries of one message
TRIES = 300
"""How often a message is tried: about a day, then it has failed for good."""

DAY = timedelta(days=1)
"""How long at least, while the platform itself names the time of the next try; a time that is
farther off is not waited for."""

TRIES_AFTER_A_BUG = 4
"""How often when the sender itself breaks: soon it would hold up the conversation for nothing."""

TRIES_OF_SETTLING = 3
"""How often the buttons of the message before are taken away first; then they stay."""

Kind: TypeAlias = Literal["retried", "ambiguous", "permanent", "gone"]
"""What a failure counts as: tried again, no answer came, failed for good, nobody there."""

Chance: TypeAlias = Callable[[], float]
"""Gives a number from 0 up to 1."""


class Failure(msgspec.Struct, frozen=True):
    """What becomes of a message that was not sent, and in how many seconds it is tried again."""

    mark: NotSent
    kind: Kind
    wait: float = 0.0


def failure(
    row: OutboxRow,
    error: Exception,
    now: datetime,
    *,
    doubtful: bool = False,
    chance: Chance = lambda: 0.0,
) -> Failure:
    """Return what becomes of the message. `doubtful` says that no answer came the last time too.

    Nothing is retried for ever: not sent after TRIES it has failed for good, and stays visible.
    """
    wait = _back_off(row, chance)
    if not isinstance(error, SendFailed):  # a bug in a sender
        return _again(row, error_line(error), now, wait, tries=TRIES_AFTER_A_BUG)
    words = _storable(str(error))
    kind: Kind = "ambiguous" if error.ambiguous else "retried"
    if error.gone:
        return Failure(NotSent(row.id, words, now), "gone")
    if error.permanent:
        return Failure(NotSent(row.id, words, None), "permanent")
    if error.ambiguous and doubtful:  # it may well be there: it is not said a third time
        return Failure(NotSent(row.id, words, None), kind)
    if error.retry_after is not None:
        wait = min(max(1.0, error.retry_after), DAY.total_seconds())
        if now - row.at <= DAY:
            return Failure(NotSent(row.id, words, now + timedelta(seconds=wait)), kind, wait)
    return _again(row, words, now, wait, kind=kind)


def spared(row: OutboxRow, gone: Failure, now: datetime) -> Failure:
    """Return what becomes of a message to somebody who was gone, and did something meanwhile."""
    return _again(row, gone.mark.error, now, _back_off(row, lambda: 0.0))


def _again(  # noqa: PLR0913  # the table above reads as one
    row: OutboxRow,
    words: str,
    now: datetime,
    wait: float,
    *,
    tries: int = TRIES,
    kind: Kind = "retried",
) -> Failure:
    if row.attempts + 1 >= tries:
        return Failure(NotSent(row.id, words, None), "permanent")
    return Failure(NotSent(row.id, words, now + timedelta(seconds=wait)), kind, wait)


def _back_off(row: OutboxRow, chance: Chance) -> float:
    """Return about 1, 2, 4 ... 300 seconds, by chance up to a quarter less."""
    return min(2.0 ** min(row.attempts, 16), LONGEST_WAIT) * (1 - chance() / 4)


def _storable(words: str) -> str:
    """Return the words so that every database takes them."""
    return words.encode("utf-8", "replace").decode().replace("\0", "?")
