"""The teams that the person is in, as the steps about teams see them."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues.quoting import literal
from dialogues.scene import Scene
from dialogues.teams.request import Managers, MyTeams, People, Person, Seat

MOST_NAMES = 5
"""So many names of one's own are offered as buttons."""


def seat(scene: Scene) -> Seat | None:
    """Return the team that the step is about, if the person is in it still."""
    team = scene.slots.get("team")
    return next((one for one in scene.find(MyTeams()) if one.team == team), None)


def managed(scene: Scene) -> Seat | None:
    """Return the team that the step is about, if the person manages it still."""
    one = seat(scene)
    return one if one and one.role == "manager" else None


def others(scene: Scene, of: Seat) -> tuple[Person, ...]:
    """Return who else is in a team that the person manages."""
    return tuple(one for one in scene.find(People(of.team)) if one.member != of.member)


def is_last_manager(scene: Scene, of: Seat) -> bool:
    """Whether nobody would manage the team without this person."""
    if of.role != "manager":
        return False
    return not any(one.member != of.member for one in scene.find(Managers(of.team)))


def listed(scene: Scene, names: Sequence[str]) -> str:
    """Return names as they stand in a sentence."""
    return ", ".join(literal(name) for name in names) or scene.phrases.teams.nobody


def own_names(scene: Scene) -> list[str]:
    """Return the names that the person has in their teams: to be confirmed, never taken."""
    return list(dict.fromkeys(one.name for one in scene.find(MyTeams())))[:MOST_NAMES]
