"""The checklist that ships: what it asks, what to do about each answer, and how it reads."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # ships no types
from textstat import textstat

from bot import shipped
from bot.content.inspection import inspect
from bot.content.schema import schema_of
from dialogues.checklists.model import Checklist, Effort, Question, Severity
from dialogues.phrases import Phrases

FILE = shipped.CONTENT / "checklists" / "ai-tool.yaml"

DEON: dict[str, Any] = {
    "type": "object",
    "required": ["title", "sections"],
    "properties": {
        "title": {"type": "string"},
        "sections": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["title", "section_id", "lines"],
                "properties": {
                    "title": {"type": "string"},
                    "section_id": {"type": "string"},
                    "lines": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "required": ["line_id", "line_summary", "line"],
                            "properties": {
                                key: {"type": "string"}
                                for key in ("line_id", "line_summary", "line")
                            },
                        },
                    },
                },
            },
        },
    },
}
"""What deon reads of a checklist. It leaves all other keys alone."""

SEED = {
    "K1": "Was the training data diverse and unbiased?",
    "K2": "Were appropriate privacy measures implemented?",
    "K3": "Was the model's decision-making process transparent?",
}
HIGH = {"K1", "K2", "K4", "K5", "K6", "K8", "K9", "K13"}
LOW = {"K12"}
SHORT = {"K1", "K2", "K3", "K8", "K11", "K12", "K13"}

SCORES = re.compile(
    r"(?i)%|percent|\bscor(e|es|ing)\b|\bgrade\b|\brating\b|\baverage\b|\bradar\b"
    r"|\b(red|amber|yellow|green)\b|\btraffic light"
)


def data() -> Any:
    """Return the file as a program without our reader sees it."""
    return yaml.safe_load(FILE.read_text())


def texts(question: Question) -> Iterator[str]:
    yield from (question.line, question.why, question.evidence, question.if_no)
    yield question.if_unknown
    yield from filter(None, (question.planned, question.help, question.supplier))


def grade(*texts: str | None) -> float:
    """The Flesch-Kincaid grade: years at school to understand the texts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # textstat leaves its dictionary open
        return float(textstat.flesch_kincaid_grade(" ".join(filter(None, texts))))


def test_the_checklist_has_fifteen_questions_and_seven_in_the_short_form(
    checklist: Checklist,
) -> None:
    assert [q.line_id for q in checklist.questions] == [f"K{n}" for n in range(1, 16)]
    assert {q.line_id for q in checklist.questions if q.short} == SHORT


def test_the_three_questions_of_the_document_come_first_word_for_word(
    checklist: Checklist,
) -> None:
    assert {q.line_id: q.line for q in checklist.questions[:3]} == SEED


def test_severities_are_those_of_the_design(checklist: Checklist) -> None:
    by = {s: {q.line_id for q in checklist.questions if q.severity is s} for s in Severity}
    assert (by[Severity.HIGH], by[Severity.LOW]) == (HIGH, LOW)


def test_the_short_form_asks_one_question_for_each_of_the_seven_topics(
    checklist: Checklist,
) -> None:
    firsts = [q.topics[0] for q in checklist.questions if q.short]
    assert sorted(firsts) == sorted(checklist.topics)
    assert len(firsts) == 7


def test_finding_out_takes_less_than_half_a_day(checklist: Checklist) -> None:
    assert {q.next_if_unknown.effort for q in checklist.questions} == {Effort.S}


def test_everything_but_none_raises_also_dont_know(checklist: Checklist) -> None:
    harmless = [t.text for t in checklist.context.touches.choices if not t.raises]
    assert (harmless, len(checklist.context.touches.choices)) == (["None"], 8)


def test_only_a_tool_that_is_not_in_use_is_planned(checklist: Checklist) -> None:
    assert [u.text for u in checklist.context.use.choices if u.planned] == ["Planned, not in use"]


def test_what_is_asked_of_a_planned_tool_looks_ahead(checklist: Checklist) -> None:
    planned = [q.planned for q in checklist.questions if q.planned]
    assert all(re.search(r"\b[Ww]ill\b", text) for text in planned)
    assert len(planned) == 14, "only the training data is what it is"


def test_every_question_names_a_source(checklist: Checklist) -> None:
    assert [q.line_id for q in checklist.questions if not q.sources] == []


def test_the_tool_of_deon_can_read_the_file() -> None:
    Draft202012Validator(DEON).validate(data())


def test_the_file_fits_the_schema_for_editors() -> None:
    Draft202012Validator(json.loads(schema_of("checklist"))).validate(data())
    first = FILE.read_text().partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../checklist.schema.json"


def test_the_schema_that_ships_is_the_current_one() -> None:
    text = (shipped.CONTENT / "checklist.schema.json").read_text()
    assert text == schema_of("checklist"), (
        "run: tutorbot check --schema checklist > content/checklist.schema.json"
    )
    Draft202012Validator.check_schema(json.loads(text))
    assert "revision" not in json.loads(text)["properties"]


def test_the_checklist_has_no_problem() -> None:
    found = inspect([FILE])
    assert (found.problems, found.files) == ((), 1)


def test_every_section_reads_at_grade_eight_or_lower(checklist: Checklist) -> None:
    grades = {
        s.section_id: grade(*(text for q in s.lines for text in texts(q)))
        for s in checklist.sections
    }
    assert {id: g for id, g in grades.items() if g > 8} == {}


def test_every_message_reads_at_grade_ten_or_lower(checklist: Checklist) -> None:
    messages = {
        f"{q.line_id} {name}": grade(*parts)
        for q in checklist.questions
        for name, parts in {
            "question": (q.line, q.help, q.why),
            "planned": (q.planned or q.line, q.help, q.why),
            "evidence": (q.evidence,),
            "no": (q.if_no,),
            "unknown": (q.if_unknown,),
            "supplier": (q.supplier,),
        }.items()
        if any(parts)
    }
    assert {place: g for place, g in messages.items() if g > 10} == {}


def test_the_spelling_is_american(checklist: Checklist) -> None:
    british = re.compile(r"(?i)\b(colour|centre|labour|recognis|programme\b|whilst|organisa)")
    assert [q.line_id for q in checklist.questions if british.search(" ".join(texts(q)))] == []


def test_no_text_speaks_of_scores_shares_or_traffic_lights(
    checklist: Checklist, phrases: Phrases
) -> None:
    words = checklist.model_dump(exclude={"sources", "revision"})
    said = json.dumps([words, phrases.checklist.model_dump(), phrases.summary.model_dump()])
    assert SCORES.findall(said) == []


@pytest.mark.parametrize("bad", ["80 %", "80 percent", "your score", "Status: GREEN"])
def test_the_search_for_scores_finds_them(bad: str) -> None:
    assert SCORES.search(bad)
