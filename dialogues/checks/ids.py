"""Every id of a lesson names one thing, now and in older revisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dialogues.checks.walk import At, all_steps
from dialogues.course import Lesson
from dialogues.place import CHAT_FLOW
from dialogues.problem import Problem
from dialogues.text import plain


def reserved_lesson_id(lesson: Lesson) -> Iterator[Problem]:
    """A lesson may not have the name under which the menu and the like are kept."""
    if lesson.id == CHAT_FLOW:
        yield Problem("reserved-id", f"a lesson cannot have the id {lesson.id!r}", ("id",))


def step_ids(lesson: Lesson) -> Iterator[Problem]:
    """Sections and steps share their ids' names, with those that they had before."""
    return _repeated([*_present(lesson), *_former(lesson)], "step or section")


def source_ids(lesson: Lesson) -> Iterator[Problem]:
    """Each source has an id of its own."""
    ids = (s.id for s in lesson.sources)
    return _repeated([(id, ("sources", i, "id")) for i, id in enumerate(ids)], "source")


def picture_ids(lesson: Lesson) -> Iterator[Problem]:
    """Each picture has an id of its own."""
    ids = (p.id for p in lesson.pictures)
    return _repeated([(id, ("pictures", i, "id")) for i, id in enumerate(ids)], "picture")


def glossary_forms(lesson: Lesson) -> Iterator[Problem]:
    """Each form of a term, as it is compared with what a learner types, explains one term."""
    forms: list[tuple[str, At]] = []
    for i, term in enumerate(lesson.glossary):
        forms.append((plain(term.term), ("glossary", i, "term")))
        forms += [(plain(w), ("glossary", i, "also", j)) for j, w in enumerate(term.also)]
    for form, at in forms:
        if not form:
            yield Problem("same-id", "this term has no letters that could be typed", at)
    yield from _repeated([(form, at) for form, at in forms if form], "term")


def _present(lesson: Lesson) -> Iterator[tuple[str, At]]:
    for i, section in enumerate(lesson.sections):
        yield section.id, ("sections", i, "id")
    for at, step in all_steps(lesson):
        yield step.id, (*at, "id")


def _former(lesson: Lesson) -> Iterator[tuple[str, At]]:
    for i, section in enumerate(lesson.sections):
        yield from ((id, ("sections", i, "was", j)) for j, id in enumerate(section.was))
    for at, step in all_steps(lesson):
        yield from ((id, (*at, "was", j)) for j, id in enumerate(step.was))


def _repeated(ids: Iterable[tuple[str, At]], of: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for id, at in ids:
        if id in seen:
            wrong = f"{id!r} already names another {of} of this lesson: give each its own"
            yield Problem("same-id", wrong, at)
        seen.add(id)
