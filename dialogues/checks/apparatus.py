"""What stands around a lesson: glossary, sources, pictures, names on buttons."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.passages import passages
from dialogues.checks.prose import sentences, words
from dialogues.checks.walk import At, all_steps
from dialogues.course import Lesson
from dialogues.model import PictureRef
from dialogues.problem import Problem
from dialogues.steps.extras import Extras
from dialogues.steps.picture import Picture
from dialogues.steps.statement import Statement
from dialogues.text import plain

LONGEST_DEFINITION = 25
LONGEST_NAME = 60
ALT = (40, 600, 2000)
"""Characters of an alternative text: too short, too long for the ear, more than platforms take."""


def definitions(lesson: Lesson) -> Iterator[Problem]:
    """A definition is one sentence of at most 25 words, and does not use its own term."""
    for i, term in enumerate(lesson.glossary):
        at = ("glossary", i, "definition")
        if len(sentences(term.definition)) > 1:
            yield Problem("definition", "more than one sentence: one is enough", at)
        if (count := len(words(term.definition))) > LONGEST_DEFINITION:
            wrong = f"{count} words, at most {LONGEST_DEFINITION} are good: shorten it"
            yield Problem("definition", wrong, at)
        if _says(term.definition, term.term):
            wrong = f"{term.term!r} is explained by itself: use other words"
            yield Problem("definition", wrong, at, "warning")


def unused_terms(lesson: Lesson) -> Iterator[Problem]:
    """Every term of the glossary is said somewhere in the lesson."""
    said = " ".join(_all_words(lesson))
    for i, term in enumerate(lesson.glossary):
        if not any(_says(said, form) for form in (term.term, *term.also)):
            wrong = f"the lesson never says {term.term!r}: leave the entry out, or add its form"
            yield Problem("unused", wrong, ("glossary", i, "term"), "warning")


def unused_sources(lesson: Lesson) -> Iterator[Problem]:
    """Every source is named by a step, or corrects what the document gave."""
    used: set[str] = set()
    for _, step in all_steps(lesson):
        match step:
            case Statement(sources=ids):
                used.update(ids)
            case Extras(extras=extras):
                used.update(id for extra in extras for id in extra.sources)
            case _:
                pass
    for i, source in enumerate(lesson.sources):
        if source.id not in used and not source.document:
            wrong = f"no step names the source {source.id!r}: leave it out, or name it"
            yield Problem("unused", wrong, ("sources", i, "id"), "warning")


def unused_pictures(lesson: Lesson) -> Iterator[Problem]:
    """Every picture, and every mark, is shown by a step."""
    shown = {(r.picture, r.mark) for r in _shown(lesson)}
    for i, picture in enumerate(lesson.pictures):
        if not any(picture.id == id for id, _ in shown):
            wrong = f"no step shows the picture {picture.id!r}: leave it out, or show it"
            yield Problem("unused", wrong, ("pictures", i, "id"), "warning")
        for mark in picture.marks:
            if (picture.id, mark) not in shown:
                wrong = f"no step shows the mark {mark!r}: leave it out, or show it"
                yield Problem("unused", wrong, ("pictures", i, "marks", mark), "warning")


def alt_length(lesson: Lesson) -> Iterator[Problem]:
    """An alternative text says what the picture shows, and no more."""
    for i, picture in enumerate(lesson.pictures):
        alts: list[tuple[At, str]] = [(("pictures", i, "alt"), picture.alt)]
        alts += [(("pictures", i, "marks", id, "alt"), m.alt) for id, m in picture.marks.items()]
        for at, alt in alts:
            if len(alt) > ALT[2]:
                wrong = f"{len(alt):,} characters, platforms take {ALT[2]:,}: shorten it"
                yield Problem("alt", wrong, at)
            elif not ALT[0] <= len(alt) <= ALT[1]:
                wrong = f"{len(alt)} characters: {ALT[0]} to {ALT[1]} say enough and can be heard"
                yield Problem("alt", wrong, at, "warning")


def short_names(lesson: Lesson) -> Iterator[Problem]:
    """The name of a part fits on its button."""
    for i, section in enumerate(lesson.sections):
        if section.title and not section.short and len(section.title) > LONGEST_NAME:
            wrong = f"{len(section.title)} characters will be cut on a button: add a field 'short'"
            yield Problem("label", wrong, ("sections", i, "title"), "warning")


def additions(lesson: Lesson) -> Iterator[Problem]:
    """What is marked as added was added to a document."""
    if lesson.document:
        return
    for at, step in all_steps(lesson):
        added = [(at, step.added)] if isinstance(step, Statement) else []
        if isinstance(step, Extras):
            added = [((*at, "extras", i), e.added) for i, e in enumerate(step.extras)]
        for place, is_added in added:
            if is_added:
                wrong = "'added' says that the document lacks this, but no document is named"
                yield Problem("added", wrong, (*place, "added"), "warning")


def _shown(lesson: Lesson) -> Iterator[PictureRef]:
    for _, step in all_steps(lesson):
        match step:
            case Picture(show=ref):
                yield ref
            case Statement(picture=PictureRef() as ref):
                yield ref
            case _:
                pass


def _all_words(lesson: Lesson) -> Iterator[str]:
    yield from (passage.text for passage in passages(lesson))
    yield from (section.title for section in lesson.sections if section.title)
    yield from (picture.text for picture in lesson.pictures)
    yield from (term.definition for term in lesson.glossary)
    for _, step in all_steps(lesson):
        for option in (*getattr(step, "choices", ()), *getattr(step, "extras", ())):
            yield getattr(option, "title", "") or option.text


def _says(text: str, form: str) -> bool:
    return f" {_folded(form)} " in f" {_folded(text)} "


def _folded(text: str) -> str:
    """Return the words as they are compared, without the s of a plural."""
    return " ".join(plain(word).removesuffix("s") for word in words(text))
