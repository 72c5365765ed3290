"""Whether what a step names is in the lesson."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from dialogues.checks.nearest import did_you_mean
from dialogues.model import PictureRef, Step
from dialogues.problem import Problem

if TYPE_CHECKING:  # the steps import this, and the course imports the steps
    from dialogues.course import Lesson

At: TypeAlias = tuple[str | int, ...]


def missing_sources(ids: Sequence[str], lesson: Lesson) -> Iterator[Problem]:
    """Give each of these source ids that the lesson's list does not have, or that stands twice."""
    for index, id in enumerate(ids):
        at = ("sources", index)
        if id not in lesson.source:
            yield Problem("no-source", f"no source {id!r}" + did_you_mean(id, lesson.source), at)
        elif id in ids[:index]:
            yield Problem("same-id", f"source {id!r} is named twice here: once is enough", at)


def missing_picture(ref: PictureRef, lesson: Lesson, field: str) -> Iterator[Problem]:
    """Give the picture or the mark if the lesson does not have it. `field` holds the ref."""
    pictures = {p.id: p for p in lesson.pictures}
    if ref.picture not in pictures:
        wrong = f"no picture {ref.picture!r}" + did_you_mean(ref.picture, pictures)
        yield Problem("no-picture", wrong, (field, "picture"))
    elif ref.mark is not None and ref.mark not in pictures[ref.picture].marks:
        marks = pictures[ref.picture].marks
        wrong = f"picture {ref.picture!r} has no mark {ref.mark!r}" + did_you_mean(ref.mark, marks)
        yield Problem("no-picture", wrong, (field, "mark"))


def missing_step(id: str, kind: type[Step], lesson: Lesson, at: At) -> Iterator[Problem]:
    """Give the id at this path if no step of this kind has it."""
    known = [step.id for _, step in lesson.path if isinstance(step, kind)]
    if id not in known:
        name = kind.__name__.lower()
        yield Problem("no-step", f"no step {id!r} of kind {name!r}" + did_you_mean(id, known), at)


def out_of_order(first: str, then: str, lesson: Lesson, at: At) -> Iterator[Problem]:
    """Give the path if the step `first` does not come before the step `then`."""
    if first in lesson.place and then in lesson.place and lesson.place[first] >= lesson.place[then]:
        yield Problem("order", f"step {first!r} must come before step {then!r}: move one", at)
