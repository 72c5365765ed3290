"""To whom a learner can send something."""

from __future__ import annotations

from dialogues.scene import Scene
from dialogues.teams.request import MyTeams, Seat


def targets(scene: Scene) -> tuple[Seat, ...]:
    """Return the teams with a manager other than the person, where sharing is on."""
    if not scene.view.sharing:
        return ()
    seats = scene.find(MyTeams())
    return tuple(s for s in seats if len(s.managers) > (1 if s.role == "manager" else 0))
