"""Every hard word can be looked up, in any of its forms, and is explained in one sentence."""

from __future__ import annotations

import re

import pytest

from dialogues.course import Lesson
from dialogues.glossary import find
from tests.content.texts import said, sentences, words

JARGON = """foundation models, base model, neural network, parameters, GPUs, GPU hours, gpu-hour,
petabyte, fine tuning, fine-tune, Fine-Tuning, evaluation, carbon footprint, optimized algorithms,
data centre, data centers, model efficiency, bias, privacy, transparency, misinformation,
job losses, predictive maintenance, explainability, generalisation, hallucinations, pre-trained,
RAG, retrieval-augmented generation, RLHF, tokens, inference, a deployer, the prompt, AI, SMEs"""
KNOWN = {"EU", "UN"}
"""Capitals that need no entry."""


def everywhere(lesson: Lesson) -> str:
    return " ".join(t for p, t in said(lesson).items() if ".glossary" not in p)


@pytest.mark.parametrize("word", [w.strip() for w in JARGON.split(",")])
def test_a_hard_word_is_found_in_every_form(lesson: Lesson, word: str) -> None:
    assert find(lesson, word) is not None


def test_no_form_of_a_word_belongs_to_two_entries(lesson: Lesson) -> None:
    forms = [form.casefold() for t in lesson.glossary for form in (t.term, *t.also)]
    assert [form for form in forms if forms.count(form) > 1] == []


def test_a_definition_is_one_short_sentence_without_the_word_itself(lesson: Lesson) -> None:
    for term in lesson.glossary:
        assert len(sentences(term.definition)) == 1, term.term
        assert len(words(term.definition)) <= 25, term.term
        assert not re.search(rf"(?i)\b{re.escape(term.term)}", term.definition), term.term


def test_every_entry_explains_a_word_of_the_lesson(lesson: Lesson) -> None:
    text = everywhere(lesson).casefold()
    unused = [
        t.term
        for t in lesson.glossary
        if not any(form.casefold() in text for form in (t.term, *t.also))
    ]
    assert unused == []


def test_every_abbreviation_is_in_the_glossary(lesson: Lesson) -> None:
    short = set(re.findall(r"\b[A-Z]{2,}(?=s?\b)", everywhere(lesson))) - KNOWN
    assert [word for word in sorted(short) if find(lesson, word) is None] == []
