"""Explains a word of the glossary, or finds the nearest."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from dialogues.phrases import Words
from dialogues.text import plain

if TYPE_CHECKING:  # steps name the glossary, and the course names the steps
    from dialogues.course import Lesson, Term

QUESTION = re.compile(r"(?:what is|what's|what are|what does|define|explain|meaning of) (.{1,80})")
ARTICLE = re.compile(r"^(?:a|an|the) ")


def asked(text: str) -> str | None:
    """Return the word that a question such as "What is a token?" asks for."""
    found = QUESTION.fullmatch(plain(text))
    return found.group(1).removesuffix(" mean") if found else None


def find(lesson: Lesson, word: str) -> Term | None:
    """Return the entry of this word, whatever its case, article or plural s."""
    word = ARTICLE.sub("", plain(word), count=1)
    forms = (word, word.replace("-", " "), word.removesuffix("s"))
    return next((lesson.terms[f] for f in forms if f in lesson.terms), None)


def explained(lesson: Lesson, words: Words, word: str) -> str:
    """Return the definition; for an unknown word, the nearest terms."""
    if term := find(lesson, word):
        return words.entry.format(term=term.term, definition=term.definition)
    near = get_close_matches(plain(word)[:80], lesson.terms, n=3, cutoff=0.6)
    names = dict.fromkeys(lesson.terms[form].term for form in near)
    return words.nearest.format(terms=", ".join(names)) if names else words.unknown


def listed(lesson: Lesson, words: Words) -> str:
    """Return all terms in one line, and how to ask for one."""
    if not lesson.glossary:
        return words.unknown
    terms = ", ".join(t.term for t in lesson.glossary)
    return words.listed.format(terms=terms, example=lesson.glossary[0].term)
