"""Reads a lesson: its file, which is mostly `lesson.yaml`, and the pictures beside it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from bot.content.fields import not_for_authors
from bot.content.file import ContentFile, read_content_file
from bot.content.pictures import read_pictures
from bot.content.revision import revision
from dialogues.checks.sound import unsound
from dialogues.course import Lesson

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
    wrong = [*not_for_authors(Lesson, file.tree), *unsound(lesson), *pictures.problems]
    problems = file.placed(wrong)
    return msgspec.structs.replace(file, value=lesson, data=data, problems=problems)
