"""What is looked up for digests, and the answers."""

from __future__ import annotations

from dialogues.digests.schedule import Weekly
from dialogues.digests.sending import Gathered
from dialogues.request import Request


class Gather(Request[Gathered], frozen=True, gc=False):
    """All that was sent to the team's managers; nothing, for one who does not manage it."""

    team: str


class MyWeekly(Request[Weekly | None], frozen=True, gc=False):
    """When the person wants the team's digest every week; None: not at all, or no manager."""

    team: str
