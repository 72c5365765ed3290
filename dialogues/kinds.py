"""The registry: every kind of step of a lesson, and every step of the chat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from dialogues.chat import (
    answered,
    asked,
    away,
    calculate,
    checklist,
    digest,
    finished,
    forget,
    join,
    later,
    leave,
    lessons,
    menu,
    news,
    next_step,
    restart,
    sources,
    summaries,
    summary,
    team,
    withdraw,
)
from dialogues.model import Step
from dialogues.problem import Problem
from dialogues.scene import Answer, Begun, Heard, Opened, Scene
from dialogues.steps import (
    calculator,
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
from dialogues.steps import checklist as checklist_step

if TYPE_CHECKING:
    from dialogues.course import Lesson


def no_rules(step: Step, lesson: Lesson) -> Iterable[Problem]:
    """A step without rules of its own: its model says all."""
    return ()


def no_way_back(scene: Scene) -> dict[str, str | int] | None:
    """A step with one question has nothing before it."""
    return None


class Kind(msgspec.Struct, frozen=True):
    """How a kind of step opens and hears, and whether it waits for the learner.

    `check` gives what keeps a step of this kind from being taught, with paths inside the step. A
    `long` step asks several questions: it stays open below a menu, `back` gives its slots one
    answer earlier (None at its beginning), and it is repeated without what led to it. A `constant`
    step without slots says the same to everyone: its `open` is asked once for a course. `begin` is
    asked first where the step is told: what goes with it, or None when it is not to be told now.
    """

    open: Callable[[Scene], Opened]
    hear: Callable[[Scene, Answer], Heard | None]
    check: Callable[[Step, Lesson], Iterable[Problem]] = no_rules
    waits: bool = True
    long: bool = False
    back: Callable[[Scene], dict[str, str | int] | None] = no_way_back
    constant: bool = False
    begin: Callable[[Scene], Begun | None] | None = None


LESSON: Mapping[str, Kind] = {
    "statement": Kind(statement.open, statement.hear, statement.check, waits=False, constant=True),
    "picture": Kind(picture.open, picture.hear, picture.check, constant=True),
    "heading": Kind(heading.open, heading.hear, constant=True),
    "check": Kind(check.open, check.hear, check.check, constant=True),
    "guess": Kind(guess.open, guess.hear, guess.check, constant=True),
    "reflection": Kind(reflection.open, reflection.hear, constant=True),
    "extras": Kind(extras.open, extras.hear, extras.check, constant=True),
    "pause": Kind(pause.open, pause.hear, constant=True),
    "calculator": Kind(calculator.open, calculator.hear, long=True, back=calculator.back),
    "checklist": Kind(
        checklist_step.open, checklist_step.hear, long=True, back=checklist_step.back
    ),
    "compare": Kind(compare.open, compare.hear, compare.check, waits=False),
    "ending": Kind(ending.open, ending.hear, ending.check, constant=True),
}

CHAT: Mapping[str, Kind] = {
    "menu": Kind(menu.open, menu.hear),
    "later": Kind(later.open, later.hear),
    "away": Kind(away.open, away.hear),
    "restart": Kind(restart.open, restart.hear, constant=True),
    "forget": Kind(forget.open, forget.hear),
    "lessons": Kind(lessons.open, lessons.hear),
    "sources": Kind(sources.open, sources.hear),
    "team": Kind(team.open, team.hear, back=team.back),
    "join": Kind(join.open, join.hear),
    "leave": Kind(leave.open, leave.hear),
    "news": Kind(news.open, news.hear, begin=news.begin),
    "withdraw": Kind(withdraw.open, withdraw.hear),
    "finished": Kind(finished.open, finished.hear, begin=finished.begin),
    "summaries": Kind(summaries.open, summaries.hear),
    "summary": Kind(summary.open, summary.hear, back=summary.back),
    "digest": Kind(digest.open, digest.hear, back=digest.back, begin=digest.begin),
    "asked": Kind(asked.open, asked.hear),
    "answered": Kind(answered.open, answered.hear),
    "next-step": Kind(next_step.open, next_step.hear, begin=next_step.begin),
    "calculate": Kind(calculate.open, calculate.hear, long=True, back=calculate.back),
    "checklist": Kind(checklist.open, checklist.hear, long=True, back=checklist.back),
}
