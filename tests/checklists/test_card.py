"""The summary as a message: the order of the mock-up, half a minute to read, nothing hidden."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from adapters.terminal.markdown import plain
from dialogues.checklists.answers import Answer, Basis, Form, Run
from dialogues.checklists.card import MOST_WORDS, card
from dialogues.checklists.context import Context
from dialogues.checklists.model import Severity
from dialogues.checklists.summary import Respondent, summarized
from dialogues.checks.summaries import LONG, hard_cards
from dialogues.phrases import Phrases
from dialogues.quoting import quoted
from dialogues.sharing.draft import Draft, outgoing, text_of
from tests.checklists.runs import (
    DANA,
    HARMLESS,
    HIRING,
    IDS,
    MOCK_UP,
    SHIPPED,
    TODAY,
    Given,
    answered,
    full_runs,
    runs,
)
from tests.checklists.runs import run as run_of
from tests.checklists.test_content import SCORES
from tests.engine.author import PHRASES

GOLDEN = Path(__file__).parent / "individual_summary.txt"
ALL_NO = run_of(dict.fromkeys(IDS, Answer.NO), HIRING, Form.FULL)


def text(run: Run, phrases: Phrases = PHRASES, by: Respondent = DANA) -> str:
    return card(summarized(SHIPPED, run, by, TODAY), phrases)


def test_the_card_of_the_mock_up_reads_like_this(phrases: Phrases, update: bool) -> None:
    said = text(MOCK_UP, phrases) + "\n"
    if update:
        GOLDEN.write_text(said)
    assert said == GOLDEN.read_text()


def test_a_name_that_ends_in_a_dot_ends_its_sentence() -> None:
    assert "Answered by Dana K. 22 Nov 2026." in text(MOCK_UP, by=Respondent("Dana K.", ""))


def test_what_matters_most_stands_first_as_in_the_mock_up(phrases: Phrases) -> None:
    said = text(MOCK_UP, phrases)
    order = [
        "AI checklist, short version: Support chatbot (answers order questions)",
        "Answered by Dana K., customer service. 22 Nov 2026. Version 1.",
        "Self-report, not verified.",
        "Status: **Fix before use** (rule: a high-severity answer is No)",
        "2 Yes, 1 Partly, 2 No, 2 Don't know. 7 of 7 answered.",
        "Top open points",
        "Output check\nNext: ",
        "Training data\nNext: ",
        "Data contract\nNext: ",
        "Also open: Staff talk (medium, No); Transparency (medium, Partly).",
        "Yes: Privacy measures (told by the supplier); Smallest model",
        "adds: “Customers already",
    ]
    places = [said.find(piece) for piece in order]
    assert -1 not in places
    assert places == sorted(places)


@given(runs() | full_runs())
def test_a_card_has_at_most_150_words_before_the_first_button(run: Run) -> None:
    for by in (DANA, Respondent(LONG, LONG)):
        assert len(text(run, by=by).split()) <= MOST_WORDS == 150


def test_a_hard_card_has_at_most_150_words(phrases: Phrases) -> None:
    assert max(len(said.split()) for said in hard_cards(SHIPPED, phrases)) <= MOST_WORDS


@given(runs() | full_runs())
def test_every_open_high_point_and_every_unproven_yes_is_named(run: Run) -> None:
    found = summarized(SHIPPED, run, DANA, TODAY)
    said = card(found, PHRASES)
    high = [p.name for p in found.open if p.severity is Severity.HIGH]
    unproven = [p.name for p in found.unproven]
    assert [name for name in (*high, *unproven) if name not in said] == []


@given(runs())
def test_a_card_always_says_what_it_is(run: Run) -> None:
    said = text(run)
    for always in (
        quoted(run.context.tool, 10),
        "Dana K., customer service",
        "22 Nov 2026",
        "Version 1",
        "Self-report, not verified",
        "Status: ",
        "rule: ",
        " answered.",
    ):
        assert always in said


@given(full_runs())
def test_a_card_holds_no_score_no_share_and_no_traffic_light(run: Run) -> None:
    assert not SCORES.search(text(run))


def test_a_long_card_says_that_there_is_more(phrases: Phrases) -> None:
    long = msgspec.structs.replace(ALL_NO, remark=LONG)
    assert "More: full answers." in text(long, phrases)
    assert "so many words" not in text(long, phrases)
    assert "More: full answers." not in text(MOCK_UP, phrases)


def test_an_incomplete_list_says_so(phrases: Phrases) -> None:
    given: dict[str, Given] = {"K1": (Answer.YES, Basis.SEEN), "K2": None}
    said = text(run_of(given), phrases)
    assert "1 Yes, 6 not answered. 1 of 7 answered." in said
    assert "No open points reported" in said
    assert "this is no proof that all is well" in said
    assert "Not answered: Privacy measures, Transparency" in said


def test_an_unproven_yes_stands_below_the_open_points(phrases: Phrases) -> None:
    given: dict[str, Given] = {"K1": (Answer.YES, Basis.IMPRESSION), "K8": Answer.NO}
    said = text(run_of(given), phrases)
    assert said.index("Output check") < said.index("Unproven Yes (impression): Training data.")


def test_does_not_apply_is_shown_with_its_reason(phrases: Phrases) -> None:
    given = Run(
        "ai-tool", context=HARMLESS, history=(answered("K11", Answer.DOES_NOT_APPLY, "No staff."),)
    )
    assert "Does not apply: Staff talk (“No staff.”)." in text(given, phrases)


def test_the_law_is_named_when_the_tool_affects_people(phrases: Phrases) -> None:
    law = "**Law:** Before use, check if this is high-risk or banned. Managing director"
    assert law in text(ALL_NO, phrases)
    assert law not in text(MOCK_UP, phrases)


@pytest.mark.parametrize("words", ["**bold**", "[click](https://example.org)", "a_b_c", "\\*"])
def test_a_learners_words_are_never_taken_for_markup(phrases: Phrases, words: str) -> None:
    given = run_of({}, Context(words, "", ()), remark=words)
    shown = plain(text(given, phrases, Respondent(words, words)))
    assert shown.count(words) == 5, "tool, name, role, name and remark"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("one\ntwo  three", "one two three"),
        ("one two three four", "one two three…"),
        ("w" * 60, "w" * 39 + "…"),
        ("", ""),
    ],
)
def test_a_learners_words_stay_on_one_line_and_short(words: str, shown: str) -> None:
    assert quoted(words, 3) == shown


@pytest.mark.parametrize(("context", "shown"), [(HIRING, True), (HARMLESS, False)])
def test_all_that_counts_without_a_name_is_shown_before(
    phrases: Phrases, context: Context, shown: bool
) -> None:
    found = summarized(SHIPPED, run_of({"K1": Answer.NO}, context), Respondent(), TODAY)
    made = Draft("t", False, "", "", "", frozenset())
    said = text_of(outgoing(found, made), made, phrases)
    assert ("Affects: " in said) == shown
    assert "Training data: No" in said
