"""What must hold before a lesson can be taught. The loader refuses a lesson that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from dialogues.checks.ids import (
    glossary_forms,
    picture_ids,
    reserved_lesson_id,
    source_ids,
    step_ids,
)
from dialogues.checks.path import ends_with_an_ending, waits_in_time
from dialogues.checks.walk import all_steps
from dialogues.course import Lesson
from dialogues.place import kind_of
from dialogues.problem import Problem

SOUND: tuple[Callable[[Lesson], Iterator[Problem]], ...] = (
    reserved_lesson_id,
    step_ids,
    source_ids,
    picture_ids,
    glossary_forms,
    ends_with_an_ending,
    waits_in_time,
)
"""The rules of a lesson as a whole; those of a step are its kind's `check`."""


def unsound(lesson: Lesson) -> Iterator[Problem]:
    """Give everything that keeps the lesson from being taught."""
    for rule in SOUND:
        yield from rule(lesson)
    for at, step in all_steps(lesson):
        for problem in kind_of(step).check(step, lesson):
            yield msgspec.structs.replace(problem, at=(*at, *problem.at))
