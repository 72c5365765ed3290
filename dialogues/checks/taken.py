"""Words that are understood anywhere do not also mean an answer or a term."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.questions import labelled
from dialogues.course import Lesson
from dialogues.phrases import Phrases
from dialogues.problem import Problem
from dialogues.text import plain


def taken_words(lesson: Lesson, phrases: Phrases) -> Iterator[Problem]:
    """Give options and terms that, typed alone, would be taken for something else or take it."""
    taken = {word: name for name, words in phrases.commands.items() for word in words}
    for at, label in labelled(lesson):
        if name := taken.get(plain(label)):
            wrong = f"{label!r} also calls the command {name!r}, which would not be heard here"
            yield Problem("taken-word", wrong, at, "warning")
    for i, term in enumerate(lesson.glossary):
        if name := taken.get(plain(term.term)):
            wrong = f"{term.term!r} typed alone calls the command {name!r}, not this entry"
            yield Problem("taken-word", wrong, ("glossary", i, "term"), "warning")
