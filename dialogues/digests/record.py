"""What is worth remembering of digests. Each is a change to the tables of digests."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

import msgspec


class BatchClosed(msgspec.Struct, frozen=True, gc=False, tag="batch_closed"):
    """Answers of `size` people without their names are counted from now on.

    `tool` is its key; `end` is the end of the week that closed the batch.
    """

    batch: str
    team: str
    checklist: str
    tool: str
    end: datetime
    size: int


class BatchJoined(msgspec.Struct, frozen=True, gc=False, tag="batch_joined"):
    """What was sent with this consent is in the batch."""

    batch: str
    consent: str


class DigestGiven(msgspec.Struct, frozen=True, gc=False, tag="digest_given"):
    """A manager got a digest: the questions that it counted, and which were open.

    Both are ids with a space between them. `tool` is its key.
    """

    team: str
    checklist: str
    tool: str
    counted: str
    open: str


class WeeklySet(msgspec.Struct, frozen=True, gc=False, tag="weekly_set"):
    """A manager wants the digest every week, or (all None) no longer.

    `day` 0 is Monday, `hour` a full hour in the time zone of this IANA name.
    """

    member: str
    day: int | None
    hour: int | None
    zone: str | None


DigestRecord: TypeAlias = BatchClosed | BatchJoined | DigestGiven | WeeklySet
