"""What the pages of a digest know: which team, about which tool, as of which week."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from hashlib import sha256

import msgspec

from dialogues.checklists.model import Checklist
from dialogues.digests.fold import Digest, digest, tools
from dialogues.digests.record import BatchClosed, BatchJoined, DigestGiven, DigestRecord
from dialogues.digests.release import Release, closed, due, week_of
from dialogues.digests.request import Gather, MyAssigned
from dialogues.digests.sending import Gathered
from dialogues.request import NewId
from dialogues.scene import Scene
from dialogues.teams.request import MyTeams, Seat

Slots = dict[str, str | int]


class About(msgspec.Struct, frozen=True, gc=False):
    """A tool that there is a digest about. `mark` stands for it in a button, `tool` is its key."""

    mark: str
    checklist: Checklist
    tool: str
    spelled: str


def managed(scene: Scene) -> tuple[Seat, ...]:
    """Return the teams that the person manages; none where sharing is switched off."""
    if not scene.view.sharing:
        return ()
    return tuple(seat for seat in scene.find(MyTeams()) if seat.role == "manager")


def team_of(scene: Scene, slots: Slots) -> Seat | None:
    """Return the team that is chosen, or the only one."""
    seats = managed(scene)
    if len(seats) == 1:
        return seats[0]
    return next((seat for seat in seats if seat.team == slots.get("team")), None)


def now_in(scene: Scene, slots: Slots) -> Slots:
    """Return the slots as of this week: what is due by now is counted from here on."""
    return {**slots, "week": week_of(scene.now).date().isoformat()}


def abouts(scene: Scene, seat: Seat, slots: Slots) -> tuple[About, ...]:
    """Return the tools that there is a digest about."""
    gathered = _gathered(scene, seat, slots)
    return tuple(
        About(_mark(checklist.id, key), checklist, key, spelled)
        for checklist in scene.course.checklists
        for key, spelled in tools(gathered, checklist, scene.now).items()
    )


def about_of(scene: Scene, seat: Seat, slots: Slots) -> About | None:
    """Return the tool that is chosen, or the only one."""
    found = abouts(scene, seat, slots)
    if len(found) == 1:
        return found[0]
    return next((about for about in found if about.mark == slots.get("about")), None)


def digest_of(scene: Scene, seat: Seat, about: About, slots: Slots) -> Digest | None:
    """Return the digest about the tool, with what its reader assigned."""
    found = digest(about.checklist, about.tool, _gathered(scene, seat, slots), scene.now)
    return found and _with_assigned(scene, seat, about, found)


def _with_assigned(scene: Scene, seat: Seat, about: About, found: Digest) -> Digest:
    of = {
        question.line_id: one.step
        for one in scene.find(MyAssigned(seat.team))
        if (one.checklist, one.tool) == (about.checklist.id, about.tool)
        and (question := about.checklist.question(one.step.question))
    }
    items = (msgspec.structs.replace(i, assigned=of.get(i.question)) for i in found.items)
    return msgspec.structs.replace(found, items=tuple(items))


def given(scene: Scene, slots: Slots) -> tuple[DigestRecord, ...]:
    """Return what is remembered when a digest, or the choice of one, is shown with these slots."""
    seat = team_of(scene, slots)
    if seat is None:
        return ()
    records: list[DigestRecord] = []
    for release in _due(scene.find(Gather(seat.team)), slots):
        batch = scene.find(NewId(_mark(release.checklist, release.tool)))
        records += _closing(seat, release, batch)
    about = about_of(scene, seat, slots)
    found = digest_of(scene, seat, about, slots) if about else None
    if about and found:
        counted = " ".join(item.question for item in found.items)
        still = " ".join(item.question for item in found.open)
        told = DigestGiven(seat.team, about.checklist.id, about.tool, counted, still)
        records.append(told)
    return tuple(records)


def _closing(seat: Seat, release: Release, batch: str) -> list[DigestRecord]:
    size = len(release.consents)
    made = BatchClosed(batch, seat.team, release.checklist, release.tool, release.at, size)
    return [made, *(BatchJoined(batch, consent) for consent in release.consents)]


def _gathered(scene: Scene, seat: Seat, slots: Slots) -> Gathered:
    """Return what can be counted, with what this turn itself closes."""
    gathered = scene.find(Gather(seat.team))
    for release in _due(gathered, slots):
        gathered = closed(gathered, release, _mark(release.checklist, release.tool))
    return gathered


def _due(gathered: Gathered, slots: Slots) -> tuple[Release, ...]:
    """Return the batches that are closed as of the week that is shown: each is remembered then."""
    week = slots.get("week")
    if not isinstance(week, str):
        return ()
    return due(gathered, datetime.combine(date.fromisoformat(week), time(), UTC))


def _mark(checklist: str, tool: str) -> str:
    return sha256(f"{checklist}\n{tool}".encode()).hexdigest()[:12]
