"""The texts of a lesson with their places, so that a failure names the step."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogues.course import Lesson, Section
from dialogues.steps.check import Check
from dialogues.steps.extras import Extra, Extras
from dialogues.steps.statement import Statement

SENTENCE_END = re.compile(r"(?<=[.?!:])\s+(?=[\"'(]?[A-Z0-9])")
COMMON = {"does", "from", "have", "that", "them", "this", "what", "with"}


def texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text inside a dumped model, with the ids on the way to it."""
    match value:
        case str():
            yield place, value
        case dict():
            place = f"{place}.{value['id']}" if "id" in value else place
            for key, inner in value.items():
                if key not in ("id", "was", "kind"):
                    yield from texts(inner, f"{place}.{key}".lstrip("."))
        case list() | tuple():
            for inner in value:
                yield from texts(inner, place)
        case _:
            return


def said(lesson: Lesson) -> dict[str, str]:
    """All texts of the lesson but its sources and what describes the document."""
    data = lesson.model_dump(exclude={"sources", "document", "revision", "folder", "language"})
    return dict(texts(data))


def bubbles(section: Section) -> list[Statement]:
    return [step for step in section.steps if isinstance(step, Statement)]


def checks(lesson: Lesson) -> list[Check]:
    return [step for _, step in lesson.path if isinstance(step, Check)]


def extras(lesson: Lesson) -> list[Extra]:
    return [e for _, step in lesson.path if isinstance(step, Extras) for e in step.extras]


def sentences(text: str) -> list[str]:
    return [s for s in SENTENCE_END.split(text) if s]


def words(text: str) -> list[str]:
    return re.findall(r"[\w'’.,-]*\w", text)


def stems(text: str) -> set[str]:
    """The longer words of a text, cut to five letters so that forms of a word are alike."""
    return {w.casefold()[:5] for w in words(text) if len(w) > 3} - COMMON
