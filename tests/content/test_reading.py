"""The lesson is easy to read: short words, short sentences, short messages."""

from __future__ import annotations

import re
import warnings
from itertools import pairwise

import pytest
from textstat import textstat

from dialogues.course import Lesson
from dialogues.steps.statement import Statement
from tests.content.texts import bubbles, extras, said, sentences, words


@pytest.fixture(scope="module", autouse=True)
def dictionary() -> None:
    """Load the dictionary of textstat, which leaves its file open."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        grade("word")


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: years at school to understand the text."""
    return float(textstat.flesch_kincaid_grade(text.replace("\n", " ")))


def bubble_texts(lesson: Lesson) -> dict[str, str]:
    steps = {step.id: step.text for _, step in lesson.path if isinstance(step, Statement)}
    return steps | {e.id: e.text for e in extras(lesson)}


def test_every_part_reads_at_grade_eight_or_lower(lesson: Lesson) -> None:
    grades = {p.id: grade(" ".join(b.text for b in bubbles(p))) for p in lesson.parts}
    assert {id: g for id, g in grades.items() if g > 8} == {}


def test_every_bubble_reads_at_grade_ten_or_lower(lesson: Lesson) -> None:
    grades = {id: grade(text) for id, text in bubble_texts(lesson).items()}
    assert {id: g for id, g in grades.items() if g > 10} == {}


def test_no_sentence_is_longer_than_twenty_five_words(lesson: Lesson) -> None:
    long = {
        place: sentence
        for place, text in said(lesson).items()
        for sentence in sentences(text)
        if len(words(sentence)) > 25
    }
    assert long == {}


def test_a_bubble_has_at_most_fifty_five_words(lesson: Lesson) -> None:
    counts = {id: len(words(text)) for id, text in bubble_texts(lesson).items()}
    assert {id: count for id, count in counts.items() if count > 55} == {}


def test_no_two_messages_are_the_same(lesson: Lesson) -> None:
    ordered = sorted((text, id) for id, text in bubble_texts(lesson).items())
    assert [(a[1], b[1]) for a, b in pairwise(ordered) if a[0] == b[0]] == []


def test_the_spelling_is_american(lesson: Lesson) -> None:
    british = re.compile(r"(?i)\b(colour|centre|labour|recognis|programme\b|whilst|organisa)")
    shown = {p: t for p, t in said(lesson).items() if not p.endswith(".also")}
    assert [place for place, text in shown.items() if british.search(text)] == []
