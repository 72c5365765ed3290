"""When answers without a name may be counted: in batches of at least five people.

A batch is closed at the end of a week and never changes. Nobody is in two batches about a tool
while either counts, and a batch from which one person withdraws counts no more, so that no
digest can be subtracted from another. What is left over waits for a later week.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import msgspec

from dialogues.digests.sending import Batch, Gathered, Sending, key_of

FEWEST = 5
"""The least people whose answers are counted without their names."""

LASTS = timedelta(weeks=26)
"""How long a batch counts; then who was in it may be in another one."""


class Release(msgspec.Struct, frozen=True, gc=False):
    """A batch that is due: whose answers about which tool; `at` is the end of the week before."""

    checklist: str
    tool: str
    at: datetime
    consents: tuple[str, ...]


def week_of(now: datetime) -> datetime:
    """Return when the week of this moment began: Monday, 0:00 UTC."""
    monday = now.astimezone(UTC).date() - timedelta(days=now.astimezone(UTC).weekday())
    return datetime.combine(monday, time(), UTC)


def due(gathered: Gathered, now: datetime) -> tuple[Release, ...]:
    """Return the batches that can be closed, of what was sent before this week."""
    end = week_of(now)
    tools = {_about(s): None for s in gathered.sendings if not s.named}
    waiting = ((tool, tuple(_waiting(gathered, tool, end))) for tool in tools)
    return tuple(
        Release(checklist, tool, end, tuple(sorted(s.consent for s in sendings)))
        for (checklist, tool), sendings in waiting
        if len(sendings) >= FEWEST
    )


def closed(gathered: Gathered, release: Release, batch: str) -> Gathered:
    """Return what is gathered once the batch has been closed under this id."""
    made = Batch(batch, release.checklist, release.tool, release.at, len(release.consents))
    sendings = tuple(
        msgspec.structs.replace(s, batch=batch) if s.consent in release.consents else s
        for s in gathered.sendings
    )
    batches = (*gathered.batches, made)
    return msgspec.structs.replace(gathered, sendings=sendings, batches=batches)


def standing(
    gathered: Gathered, checklist: str, tool: str, now: datetime
) -> tuple[tuple[Batch, tuple[Sending, ...]], ...]:
    """Return the batches about a tool that count, each with all that is in it."""
    found = []
    for batch in gathered.batches:
        inside = tuple(s for s in gathered.sendings if s.batch == batch.batch)
        about = (batch.checklist, batch.tool) == (checklist, tool)
        if about and now < batch.at + LASTS and len(inside) == batch.size:
            found.append((batch, inside))
    return tuple(found)


def _waiting(gathered: Gathered, about: tuple[str, str], end: datetime) -> Iterator[Sending]:
    """Give the last that each person sent about the tool, if nothing of theirs was counted yet."""
    recent = {b.batch for b in gathered.batches if end < b.at + LASTS}
    alike = [s for s in gathered.sendings if not s.named and _about(s) == about]
    counted = {s.who for s in alike if s.batch in recent}
    last: dict[int, Sending] = {}
    for sending in sorted(alike, key=lambda s: (s.at, s.consent)):
        if not sending.batch and sending.at < end and sending.who not in counted:
            last[sending.who] = sending
    yield from last.values()


def _about(sending: Sending) -> tuple[str, str]:
    return sending.checklist, key_of(sending.tool)
