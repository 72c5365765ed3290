"""What is looked up for digests, and the answers."""

from __future__ import annotations

import msgspec

from dialogues.digests.schedule import Weekly
from dialogues.digests.sending import Gathered
from dialogues.request import Request
from dialogues.sharing.request import NextStep


class Gather(Request[Gathered], frozen=True, gc=False):
    """All that was sent to the team's managers; nothing, for one who does not manage it."""

    team: str


class Assigned(msgspec.Struct, frozen=True, gc=False):
    """A next step that the person assigned, out of a summary about this tool (its key)."""

    checklist: str
    tool: str
    step: NextStep


class MyAssigned(Request[tuple[Assigned, ...]], frozen=True, gc=False):
    """The next steps that the person assigned in the team and that still hold, the newest last."""

    team: str


class MyWeekly(Request[Weekly | None], frozen=True, gc=False):
    """When the person wants the team's digest every week; None: not at all, or no manager."""

    team: str
