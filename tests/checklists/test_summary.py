"""The summary is honest: everything is in it once, and its status follows from the worst point."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.checklists.answers import OPEN, Answer, Basis, Form, Run, asked, with_answer
from dialogues.checklists.context import Context
from dialogues.checklists.model import Severity
from dialogues.checklists.summary import (
    Point,
    Respondent,
    Status,
    Summary,
    summarized,
    without_words,
)
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
    run,
    runs,
)

LISTS = ("open", "unproven", "affirmed", "excluded", "not_answered")


def summary(run: Run) -> Summary:
    return summarized(SHIPPED, run, DANA, TODAY)


def listed(summary: Summary) -> list[Point]:
    return [point for name in LISTS for point in getattr(summary, name)]


@given(runs())
def test_the_counts_add_up_and_agree_with_the_lists(run: Run) -> None:
    found = summary(run)
    counts = found.counts
    assert counts.asked == len(asked(SHIPPED, run)) == len(listed(found))
    assert counts.answered == counts.asked - len(found.not_answered)
    assert counts.partly + counts.no + counts.unknown == len(found.open)
    assert counts.yes == len(found.unproven) + len(found.affirmed)
    assert counts.does_not_apply == len(found.excluded)


@given(runs())
def test_every_question_stands_in_exactly_one_list(run: Run) -> None:
    ids = sorted(point.question for point in listed(summary(run)))
    assert ids == sorted(question.line_id for question in asked(SHIPPED, run))


@given(runs())
def test_the_status_follows_from_the_worst_open_point(run: Run) -> None:
    found = summary(run)
    high = {p.answer for p in found.open if p.severity is Severity.HIGH}
    expected = (
        Status.FIX
        if Answer.NO in high
        else Status.FIND_OUT
        if high
        else Status.FOLLOW_UP
        if found.open
        else Status.NONE_OPEN
    )
    assert found.status is expected


@given(runs())
def test_open_points_are_sorted_and_each_has_a_next_step(run: Run) -> None:
    found = summary(run)
    places = {q.line_id: i for i, q in enumerate(SHIPPED.questions)}
    answers = [Answer.NO, Answer.UNKNOWN, Answer.PARTLY]
    keys = [
        (list(Severity).index(p.severity), answers.index(p.answer), places[p.question])
        for p in found.open
        if p.answer in OPEN
    ]
    assert keys == sorted(keys)
    assert len(keys) == len(found.open)
    assert all(p.next and p.next.action and p.next.owner for p in found.open)


@given(runs())
def test_an_unproven_yes_is_high_and_rests_on_an_impression(run: Run) -> None:
    found = summary(run)
    assert all(p.severity is Severity.HIGH and p.basis is Basis.IMPRESSION for p in found.unproven)
    high = [p for p in found.affirmed if p.severity is Severity.HIGH]
    assert all(p.basis is not Basis.IMPRESSION for p in high)


@given(runs())
def test_the_law_is_to_be_checked_when_something_was_raised(run: Run) -> None:
    found = summary(run)
    assert (found.law is not None) == bool(found.raised_by)
    assert bool(found.raised_by) == bool({*run.context.touches} - {"none"})


@given(runs(), st.sampled_from(IDS), st.sampled_from(sorted(OPEN)))
def test_opening_a_point_never_improves_the_status(run: Run, question: str, answer: Answer) -> None:
    order = list(Status)
    before = summary(run)
    if question in {point.question for point in before.open}:
        return
    after = summary(with_answer(run, answered(question, answer)))
    assert order.index(after.status) <= order.index(before.status)


@pytest.mark.parametrize(
    ("given", "context", "status"),
    [
        ({"K8": Answer.NO}, HARMLESS, Status.FIX),
        ({"K8": Answer.UNKNOWN}, HARMLESS, Status.FIND_OUT),
        ({"K8": Answer.PARTLY, "K3": Answer.NO}, HARMLESS, Status.FIND_OUT),
        ({"K3": Answer.NO}, HARMLESS, Status.FOLLOW_UP),
        ({"K3": Answer.NO}, HIRING, Status.FIX),
        ({"K12": Answer.NO}, HIRING, Status.FOLLOW_UP),
        ({"K8": Answer.YES}, HIRING, Status.NONE_OPEN),
        ({}, HARMLESS, Status.NONE_OPEN),
    ],
)
def test_each_rule_of_the_status(given: dict[str, Given], context: Context, status: Status) -> None:
    assert summary(run(given, context)).status is status


def test_dont_know_has_its_own_next_step_and_partly_that_of_no() -> None:
    steps = [
        summary(run({"K1": answer})).open[0].next
        for answer in (Answer.NO, Answer.PARTLY, Answer.UNKNOWN)
    ]
    assert steps[0] == steps[1]
    assert [step.owner for step in steps if step] == [
        *["Product or process owner"] * 2,
        "Purchasing",
    ]


def test_what_a_learner_wrote_can_be_left_out_and_nothing_else_changes() -> None:
    history = tuple(msgspec.structs.replace(a, note="A note.") for a in MOCK_UP.history)
    noted = msgspec.structs.replace(MOCK_UP, history=history)
    found = summary(noted)
    assert {p.note for p in listed(found) if p.answer} == {"A note."}
    bare = without_words(found)
    assert (bare.remark, {p.note for p in listed(bare)}) == ("", {""})
    assert (bare.counts, bare.status, bare.tool) == (found.counts, found.status, found.tool)
    assert [p.question for p in bare.open] == [p.question for p in found.open]


def test_the_summary_says_who_when_and_which_version() -> None:
    found = summarized(SHIPPED, MOCK_UP, Respondent("Dana", "owner"), date(2027, 1, 2))
    assert (found.by.role, found.on, found.version) == ("owner", date(2027, 1, 2), "1")
    assert (found.name, found.use, found.form) == ("AI checklist", "Ready-made", Form.SHORT)
