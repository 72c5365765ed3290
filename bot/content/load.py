"""Reads a content folder as a course."""

from __future__ import annotations

from pathlib import Path

from bot.content.folder import read_folder
from bot.content.placed import ContentError
from bot.content.revision import revision
from dialogues.course import Course


def load_course(folder: Path) -> Course:
    """Return the course in the folder.

    Raises ContentError with every problem that keeps something in it from being taught. How well
    a lesson is written is for `tutorbot check` to say: an unpolished one can be tried out.
    """
    found = read_folder(folder)
    phrases = found.phrases.value
    if found.problems or phrases is None:
        raise ContentError(found.problems)
    data = [
        *found.phrases.data,
        *found.calculators.data,
        *(data for lesson in found.lessons for data in lesson.data),
        *(data for checklist in found.checklists for data in checklist.data),
    ]
    return Course(
        lessons=tuple(file.value for file in found.lessons if file.value),
        checklists=tuple(file.value for file in found.checklists if file.value),
        phrases=phrases,
        revision=revision(data),
        calculators={c.name: c for c in found.calculators.calculators},
    )
