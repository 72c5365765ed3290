"""Reads a lesson: its file, which is mostly `lesson.yaml`, and the pictures beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from bot.content.fields import written
from bot.content.file import ContentFile, read_content_file
from bot.content.pictures import read_pictures
from bot.content.revision import revision
from dialogues.checks.sound import unsound
from dialogues.course import Lesson
from dialogues.problem import Problem

LESSON_FILE = "lesson.yaml"


def read_lesson(path: Path) -> ContentFile[Lesson]:
    """Return the lesson with its revision and folder, and all that keeps it from being taught."""
    folder = path.parent
    file = read_content_file(folder, path.name, Lesson)
    if file.value is None:
        return file
    pictures = read_pictures(folder, file.value)
    data = (*file.data, *pictures.data)
    known = {"revision": revision(data), "folder": folder.resolve().name}
    lesson = file.value.model_copy(update=known)
    problems = file.placed([*_not_for_authors(file), *unsound(lesson), *pictures.problems])
    return msgspec.structs.replace(file, value=lesson, data=data, problems=problems)


def _not_for_authors(file: ContentFile[Lesson]) -> Iterator[Problem]:
    """Give the fields of the lesson that come from here, where the file has them."""
    for name in file.tree.value if file.tree else ():
        if name not in written(Lesson):
            wrong = f"unknown field {name!r}: the program finds that out by itself"
            yield Problem("unknown-field", wrong, (name,))
