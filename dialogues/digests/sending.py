"""What a digest is made of: what was sent to a team's managers, and what was made of it before."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

import msgspec

from dialogues.sharing.request import SentAnswer


class Sending(msgspec.Struct, frozen=True, gc=False):
    """What one person agreed to send about one tool; `at` is when (UTC).

    `who` is the same for all that a person sent: it counts people and is never shown. Answers
    without a name are in a `batch` once they may be counted; it is empty before.
    """

    consent: str
    who: int
    named: bool
    checklist: str
    tool: str
    touches: tuple[str, ...]
    at: datetime
    answers: tuple[SentAnswer, ...]
    batch: str = ""


class Batch(msgspec.Struct, frozen=True, gc=False):
    """Answers without a name that are counted together or not at all: those of `size` people.

    `tool` is its key, `at` the end of the week that closed it (UTC).
    """

    batch: str
    checklist: str
    tool: str
    at: datetime
    size: int


class Past(msgspec.Struct, frozen=True, gc=False):
    """What a digest said on an earlier day: the questions that were counted, and the open ones."""

    checklist: str
    tool: str
    at: datetime
    counted: tuple[str, ...]
    open: tuple[str, ...]


class Gathered(msgspec.Struct, frozen=True, gc=False):
    """All that a team's managers may count: nothing that was withdrawn.

    `past` holds the digests that the one who asks got, the newest first.
    """

    sendings: tuple[Sending, ...] = ()
    batches: tuple[Batch, ...] = ()
    past: tuple[Past, ...] = ()


def key_of(tool: str) -> str:
    """Return what is the same for all spellings of a tool that differ in case and spaces only."""
    return " ".join(unicodedata.normalize("NFKC", tool).casefold().split())


def day_of(at: datetime) -> date:
    """Return the day (UTC) that stands in a digest."""
    return at.date()
