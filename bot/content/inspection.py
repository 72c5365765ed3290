"""Looks for everything that is wrong with content, or that could be written better."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from bot.content.checklist import CHECKLISTS, checklist_files, is_checklist, read_checklist
from bot.content.file import ContentFile
from bot.content.folder import PHRASES_FILE, no_such, read_folder, read_phrases
from bot.content.lesson import LESSON_FILE, read_lesson
from bot.content.placed import Placed
from dialogues.checklists.model import Checklist
from dialogues.checks.checklists import unpolished_checklist
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
    """Look at content folders, folders of one lesson or of checklists, and files.

    Nothing is raised.
    """
    return _together(_inspected(path) for path in paths)


def _together(inspections: Iterable[Inspection]) -> Inspection:
    """Return all problems in order; what two of them tell is told once."""
    found = list(inspections)
    problems = {problem: None for inspection in found for problem in inspection.problems}
    in_order = sorted(problems, key=lambda p: (p.file, p.line, p.column))
    return Inspection(tuple(in_order), sum(inspection.files for inspection in found))


def _inspected(path: Path) -> Inspection:
    if path.is_dir() and path.resolve().name == CHECKLISTS:
        return _together(_checklist(file) for file in checklist_files(path))
    if path.is_dir() and not (path / LESSON_FILE).exists():
        return _content(path)
    if path.name == PHRASES_FILE:
        return Inspection(read_phrases(path.parent).problems, 1)
    if not path.exists():
        return Inspection((no_such(path),), 0)
    return _checklist(path) if is_checklist(path) else _lesson(path)


def _content(folder: Path) -> Inspection:
    found = read_folder(folder)
    own = [file for file in found.checklists if Path(file.name).is_relative_to(folder)]
    polish = [p for lesson in found.lessons for p in _polish(lesson, found.phrases)]
    polish += [p for file in own for p in _polish_checklist(file, found.phrases)]
    return Inspection((*found.problems, *polish), len(found.lessons) + len(own) + 1)


def _lesson(path: Path) -> Inspection:
    file = path / LESSON_FILE if path.is_dir() else path
    lesson = read_lesson(file)
    phrases = read_phrases(file.resolve().parent.parent)
    return Inspection((*lesson.problems, *_polish(lesson, phrases)), 1)


def _checklist(path: Path) -> Inspection:
    checklist = read_checklist(path)
    phrases = read_phrases(path.resolve().parent.parent)
    return Inspection((*checklist.problems, *_polish_checklist(checklist, phrases)), 1)


def _polish(lesson: ContentFile[Lesson], phrases: ContentFile[Phrases]) -> tuple[Placed, ...]:
    """Return what could be better in a lesson that can be taught."""
    if lesson.value is None or lesson.problems:
        return ()
    return lesson.placed(unpolished(lesson.value, phrases.value))


def _polish_checklist(
    checklist: ContentFile[Checklist], phrases: ContentFile[Phrases]
) -> tuple[Placed, ...]:
    """Return what could be better in a checklist that can be asked."""
    if checklist.value is None or checklist.problems:
        return ()
    return checklist.placed(unpolished_checklist(checklist.value, phrases.value))
