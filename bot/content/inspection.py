"""Looks for everything that is wrong with content, or that could be written better."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from bot.content.file import ContentFile
from bot.content.folder import PHRASES_FILE, no_such, read_folder, read_phrases
from bot.content.lesson import LESSON_FILE, read_lesson
from bot.content.placed import Placed
from dialogues.checks.writing import unpolished
from dialogues.course import Lesson
from dialogues.phrases import Phrases


class Inspection(msgspec.Struct, frozen=True):
    """All problems, file by file and line by line, and how many files were looked at."""

    problems: tuple[Placed, ...]
    files: int

    @property
    def errors(self) -> int:
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        return len(self.problems) - self.errors


def inspect(paths: Sequence[Path]) -> Inspection:
    """Look at content folders, folders of one lesson, and files. Nothing is raised."""
    found = [_inspected(path) for path in paths]
    problems = {problem: None for inspection in found for problem in inspection.problems}
    in_order = sorted(problems, key=lambda p: (p.file, p.line, p.column))
    return Inspection(tuple(in_order), sum(inspection.files for inspection in found))


def _inspected(path: Path) -> Inspection:
    if path.is_dir() and not (path / LESSON_FILE).exists():
        folder = read_folder(path)
        polish = [p for lesson in folder.lessons for p in _polish(lesson, folder.phrases)]
        return Inspection(
            (*folder.problems, *polish), len(folder.lessons) + folder.calculators.files + 1
        )
    if path.name == PHRASES_FILE:
        return Inspection(read_phrases(path.parent).problems, 1)
    if not path.exists():
        return Inspection((no_such(path),), 0)
    file = path / LESSON_FILE if path.is_dir() else path
    lesson = read_lesson(file)
    phrases = read_phrases(file.resolve().parent.parent)
    return Inspection((*lesson.problems, *_polish(lesson, phrases)), 1)


def _polish(lesson: ContentFile[Lesson], phrases: ContentFile[Phrases]) -> tuple[Placed, ...]:
    """Return what could be better in a lesson that can be taught."""
    if lesson.value is None or lesson.problems:
        return ()
    return lesson.placed(unpolished(lesson.value, phrases.value))
