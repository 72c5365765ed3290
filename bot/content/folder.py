"""Reads a content folder: the bot's own words, calculators, checklists, a folder for each lesson.

The lessons stand in the order of their folders' names. A content folder without `phrases.yaml` gets
the words that ship with the program, one without `calculators` or `checklists` those that ship, so
that a lesson of one's own is one file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bot import shipped
from bot.content.calculator import Calculators, read_calculators
from bot.content.checklist import checklist_files, checklist_folder, read_checklist
from bot.content.file import ContentFile, read_content_file
from bot.content.lesson import LESSON_FILE, read_lesson
from bot.content.placed import Placed
from dialogues.checklists.model import Checklist
from dialogues.checks.nearest import did_you_mean
from dialogues.checks.phrases import wrong_phrases
from dialogues.checks.walk import all_steps
from dialogues.course import Lesson
from dialogues.phrases import Phrases
from dialogues.problem import Problem
from dialogues.steps.checklist import Checklist as ChecklistStep

PHRASES_FILE = "phrases.yaml"


class ContentFolder(msgspec.Struct, frozen=True):
    """What a content folder holds, and all that keeps it from being taught."""

    phrases: ContentFile[Phrases]
    calculators: Calculators
    lessons: tuple[ContentFile[Lesson], ...]
    checklists: tuple[ContentFile[Checklist], ...]
    problems: tuple[Placed, ...]


def read_folder(folder: Path) -> ContentFolder:
    """Read everything in the folder. Nothing is raised: what is wrong is in `problems`."""
    phrases = read_phrases(folder)
    calculators = read_calculators(folder)
    lessons = tuple(read_lesson(path) for path in _lesson_files(folder))
    checklists = tuple(read_checklist(path) for path in checklist_files(checklist_folder(folder)))
    problems = (
        *_no_lessons(folder, lessons),
        *phrases.problems,
        *calculators.problems,
        *(problem for lesson in lessons for problem in lesson.problems),
        *(problem for checklist in checklists for problem in checklist.problems),
        *_same_ids((*lessons, *checklists)),
        *_no_checklist(lessons, checklists),
    )
    return ContentFolder(phrases, calculators, lessons, checklists, problems)


def read_phrases(folder: Path) -> ContentFile[Phrases]:
    """Return the folder's phrases, or those that ship with the program if it has none."""
    own = (folder / PHRASES_FILE).exists()
    file = read_content_file(folder if own else shipped.CONTENT, PHRASES_FILE, Phrases)
    if file.value is None:
        return file
    return msgspec.structs.replace(file, problems=file.placed(wrong_phrases(file.value)))


def no_such(path: Path) -> Placed:
    """Return the problem of a path where nothing is."""
    return Placed(str(path), 1, 1, "error", "file", "nothing is there: correct the path")


def _lesson_files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*/{LESSON_FILE}"))


def _no_lessons(folder: Path, lessons: Sequence[ContentFile[Lesson]]) -> Iterator[Placed]:
    if not folder.exists():
        yield no_such(folder)
    elif not lessons:
        wrong = f"no lesson is here: a lesson is a folder with a file {LESSON_FILE} in it"
        yield Placed(str(folder), 1, 1, "error", "file", wrong)


def _no_checklist(
    lessons: Sequence[ContentFile[Lesson]], checklists: Sequence[ContentFile[Checklist]]
) -> Iterator[Placed]:
    """Give the steps that ask a checklist which is not there."""
    known = [file.value.id for file in checklists if file.value]
    if len(known) < len(checklists):
        return  # the one that is meant may be the one that cannot be read
    for file in lessons:
        for at, step in all_steps(file.value) if file.value else ():
            if isinstance(step, ChecklistStep) and step.checklist not in known:
                wrong = f"no checklist {step.checklist!r}" + did_you_mean(step.checklist, known)
                yield from file.placed([Problem("no-checklist", wrong, (*at, "checklist"))])


def _same_ids(
    files: Sequence[ContentFile[Lesson] | ContentFile[Checklist]],
) -> Iterator[Placed]:
    first: dict[str, str] = {}
    for file in files:
        if file.value is None:
            continue
        other = first.setdefault(file.value.id, file.name)
        if other != file.name:
            kind = "lesson" if isinstance(file.value, Lesson) else "checklist"
            wrong = f"the id {file.value.id!r} is also that of {other}: give each {kind} its own"
            yield from file.placed([Problem("same-id", wrong, ("id",))])
