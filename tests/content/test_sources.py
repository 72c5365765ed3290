"""What the lesson says has a source, and what the document itself said stands beside it."""

from __future__ import annotations

import re
from datetime import date

from dialogues.course import Lesson
from tests.content.texts import bubbles, extras, texts

IDENTIFIER = re.compile(
    r"arXiv:\d{4}\.\d{5}|doi:[^\s)]+\w|ISBN \d{13}|Regulation \(EU\) \d{4}/\d+|\d{4} BCCRT \d+"
    r"|No\. [\d:]+-cv-\d+|Opinion \d+/\d{4}|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|pub|uk)\b[/\w.-]*"
)
WRONG_NUMBER = "2108.07252"
"""The document gives this number to two works; it belongs to neither."""
ADDED = ["b3.3", "b3.4", "b6.4", "b7.3"]
"""Bubbles that say something that is not in the document, besides all extras."""


def cited(lesson: Lesson) -> list[tuple[str, tuple[str, ...]]]:
    steps = [(b.id, b.sources) for part in lesson.parts for b in bubbles(part)]
    return steps + [(e.id, e.sources) for e in extras(lesson)]


def test_every_bubble_of_a_part_and_every_extra_has_a_source(lesson: Lesson) -> None:
    assert [id for id, sources in cited(lesson) if not sources] == []


def test_every_source_is_there_and_is_used(lesson: Lesson) -> None:
    used = {id for _, sources in cited(lesson) for id in sources}
    assert used == set(lesson.source)
    assert len(lesson.source) == len(lesson.sources)


def test_every_source_has_an_author_a_year_and_an_identifier(lesson: Lesson) -> None:
    for source in lesson.sources:
        assert len(source.citation) <= 600, source.id
        assert re.search(r"\b(19|20)\d\d\b|\(no date\)", source.citation), source.id
        assert source.citation[0].isupper(), source.id
        if source.id != "F8":  # prices: not one work, so the month stands instead
            assert IDENTIFIER.search(source.citation), source.id
    assert "May 2026" in lesson.source["F8"].citation


def test_no_identifier_stands_for_two_works(lesson: Lesson) -> None:
    authors: dict[str, set[str]] = {}
    for source in lesson.sources:
        first = source.citation.split(",")[0].split("(")[0].strip()
        for identifier in IDENTIFIER.findall(source.citation):
            authors.setdefault(identifier, set()).add(first)
    assert {id: names for id, names in authors.items() if len(names) > 1} == {}


def test_how_a_source_was_checked_is_said_in_words(lesson: Lesson) -> None:
    checked = re.compile(r"against (the source|other texts)|known reference, not looked up again")
    assert [s.id for s in lesson.sources if not checked.match(s.checked)] == []


def test_each_of_the_five_works_of_the_document_stands_beside_its_correction(
    lesson: Lesson,
) -> None:
    corrected = {said.key: s.citation for s in lesson.sources for said in s.document}
    assert {key: citation.split(",")[0] for key, citation in corrected.items()} == {
        "bender2021survey": "Bender",
        "bommasani2021opportunities": "Bommasani",
        "kaplan2020scaling": "Kaplan",
        "vaswani2017attention": "Vaswani",
        "olah2023transformer": "Elhage",
    }


def test_the_wrong_number_stands_only_in_what_the_document_said(lesson: Lesson) -> None:
    places = [place for place, text in texts(lesson.model_dump()) if WRONG_NUMBER in text]
    assert [place.split("sources.")[-1] for place in places] == [
        "F1.document.citation",
        "F12.document.citation",
    ]
    for source in (lesson.source["F1"], lesson.source["F12"]):
        assert "number is a mistake" in source.document[0].verdict


def test_what_is_not_in_the_document_is_marked_as_added(lesson: Lesson) -> None:
    assert all(e.added for e in extras(lesson))
    assert [b.id for part in lesson.parts for b in bubbles(part) if b.added] == ADDED


def test_the_document_is_described_as_it_describes_itself(lesson: Lesson) -> None:
    assert lesson.document is not None
    assert lesson.id == "LRN-BEG-005"
    assert lesson.document.collected == date(2025, 4, 22)
    assert len(lesson.document.source_types) == 3
    assert len(lesson.document.criteria) == 4
    assert lesson.audience == "SME Owners/Non-technical Beginners"
    assert lesson.objective == (
        "Understand the basic process, resource requirements, and ethical considerations of "
        "training foundation models."
    )
