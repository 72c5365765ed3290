"""Walks through a lesson as it is written, with the path to each step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from dialogues.course import AnyStep, Lesson

At: TypeAlias = tuple[str | int, ...]
"""The path to a value inside the lesson's file."""


def all_steps(lesson: Lesson) -> Iterator[tuple[At, AnyStep]]:
    """Give every step of the lesson in order, with the path to it."""
    for i, section in enumerate(lesson.sections):
        for j, step in enumerate(section.steps):
            yield ("sections", i, "steps", j), step
