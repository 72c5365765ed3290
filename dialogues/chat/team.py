"""Teams: the list of one's own, making one, and what a manager can do in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from dialogues.reply import Reply
from dialogues.scene import Answer, Ask, Call, Chosen, Close, Heard, Opened, Scene, Stay
from dialogues.teams import founding, listing, one, people, person


class Stage(msgspec.Struct, frozen=True):
    """One question of this step: what it says, hears, and where Back leads (None: out of it)."""

    open: Callable[[Scene], Reply]
    hear: Callable[[Scene, Answer], Heard | None]
    back: str | None = None


STAGES: Mapping[str, Stage] = {
    "list": Stage(listing.open, listing.hear),
    "found": Stage(founding.open, founding.hear, "list"),
    "own-name": Stage(founding.open_own, founding.hear_own, "found"),
    "team": Stage(one.open, one.hear, "list"),
    "people": Stage(people.open, people.hear, "team"),
    "person": Stage(person.open, person.hear, "people"),
    "remove": Stage(person.open_removal, person.hear_removal, "person"),
}


def called(scene: Scene) -> Heard:
    """Return what the word leads to."""
    if not scene.view.sharing:
        return Heard(Ask(), (Reply(scene.phrases.teams.off),))
    return Heard(Call("team"))


def open(scene: Scene) -> Opened:
    """Ask what this stage asks."""
    return Opened((_stage(scene).open(scene),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Let the stage hear, but for the buttons that lead back."""
    if answer == Chosen("back"):
        slots = back(scene)
        return Heard(Close() if slots is None else Stay(slots))
    if answer == Chosen("close"):
        return Heard(Close())
    return _stage(scene).hear(scene, answer)


def back(scene: Scene) -> dict[str, str | int] | None:
    """Return the stage before this one."""
    before = _stage(scene).back
    return {**scene.slots, "at": before} if before else None


def _stage(scene: Scene) -> Stage:
    return STAGES[str(scene.slots.get("at", "list"))]
