"""The registry: every kind of step of a lesson, and every step of the chat."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from dialogues.chat import away, later, lessons, menu, restart, sources
from dialogues.scene import Answer, Heard, Opened, Scene
from dialogues.steps import (
    check,
    compare,
    ending,
    extras,
    guess,
    heading,
    pause,
    picture,
    reflection,
    statement,
)


class Kind(msgspec.Struct, frozen=True):
    """How a kind of step opens and hears, and whether it waits for the learner."""

    open: Callable[[Scene], Opened]
    hear: Callable[[Scene, Answer], Heard | None]
    waits: bool = True


LESSON: Mapping[str, Kind] = {
    "statement": Kind(statement.open, statement.hear, waits=False),
    "picture": Kind(picture.open, picture.hear),
    "heading": Kind(heading.open, heading.hear),
    "check": Kind(check.open, check.hear),
    "guess": Kind(guess.open, guess.hear),
    "reflection": Kind(reflection.open, reflection.hear),
    "extras": Kind(extras.open, extras.hear),
    "pause": Kind(pause.open, pause.hear),
    "compare": Kind(compare.open, compare.hear, waits=False),
    "ending": Kind(ending.open, ending.hear),
}

CHAT: Mapping[str, Kind] = {
    "menu": Kind(menu.open, menu.hear),
    "later": Kind(later.open, later.hear),
    "away": Kind(away.open, away.hear),
    "restart": Kind(restart.open, restart.hear),
    "lessons": Kind(lessons.open, lessons.hear),
    "sources": Kind(sources.open, sources.hear),
}
