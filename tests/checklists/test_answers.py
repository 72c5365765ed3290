"""What was answered is never overwritten, and what is still to be asked can be told."""

from __future__ import annotations

import pytest

from dialogues.checklists.answers import (
    Answer,
    Basis,
    Form,
    Run,
    asked,
    current,
    follow_up,
    history,
    next_question,
    with_answer,
)
from dialogues.checklists.context import Context, wording
from dialogues.checklists.model import Checklist
from tests.checklists.runs import HARMLESS, HIRING, Given, answered, run

SHORT = ["K1", "K2", "K3", "K8", "K11", "K12", "K13"]


def test_a_changed_answer_counts_and_the_earlier_one_is_kept(checklist: Checklist) -> None:
    changed = with_answer(run({"K1": Answer.NO}), answered("K1", Answer.YES))
    assert current(checklist, changed)["K1"].answer is Answer.YES
    first = checklist.questions[0]
    assert [a.answer for a in history(checklist, changed, first)] == [Answer.NO, Answer.YES]


def test_an_answer_can_be_taken_back_by_a_skip(checklist: Checklist) -> None:
    taken_back = with_answer(run({"K1": Answer.NO}), answered("K1", None))
    assert current(checklist, taken_back)["K1"].answer is None


def test_an_answer_under_an_old_id_is_that_of_the_renamed_question(checklist: Checklist) -> None:
    data = checklist.model_dump(mode="json")
    data["sections"][0]["lines"][0] |= {"line_id": "DATA", "was": ["K1"]}
    renamed = Checklist.model_validate(data)
    assert current(renamed, run({"K1": Answer.NO}))["DATA"].answer is Answer.NO
    assert len(history(renamed, run({"K1": Answer.NO}), renamed.questions[0])) == 1


def test_an_answer_to_a_question_that_is_gone_stays_in_the_history_only(
    checklist: Checklist,
) -> None:
    old = run({"K0": Answer.NO, "K1": Answer.YES})
    assert list(current(checklist, old)) == ["K1"]
    assert len(old.history) == 2


def test_the_short_form_asks_seven_and_the_full_form_all(checklist: Checklist) -> None:
    assert [q.line_id for q in asked(checklist, run({}))] == SHORT
    assert asked(checklist, run({}, form=Form.FULL)) == checklist.questions


def test_what_was_answered_stays_in_view_when_the_form_is_shortened(checklist: Checklist) -> None:
    shortened = run({"K9": Answer.NO, "K10": None})
    assert [q.line_id for q in asked(checklist, shortened)] == [*SHORT[:4], "K9", *SHORT[4:]]


def test_questions_come_in_order_and_a_skipped_one_does_not_come_again(
    checklist: Checklist,
) -> None:
    going: Run = run({})
    came = []
    while question := next_question(checklist, going):
        came.append(question.line_id)
        given: Given = None if question.line_id == "K3" else Answer.NO
        going = with_answer(going, answered(question.line_id, given))
    assert came == SHORT


@pytest.mark.parametrize(
    ("context", "given", "reason", "wanted"),
    [
        (HARMLESS, Answer.YES, "", None),
        (HIRING, Answer.YES, "", "basis"),
        (HIRING, (Answer.YES, Basis.TOLD), "", None),
        (HARMLESS, Answer.DOES_NOT_APPLY, "", None),
        (HIRING, Answer.DOES_NOT_APPLY, "", "reason"),
        (HIRING, Answer.DOES_NOT_APPLY, "We decide by hand.", None),
        (HIRING, Answer.NO, "", None),
        (HIRING, Answer.UNKNOWN, "", None),
    ],
)
def test_a_high_yes_needs_its_basis_and_a_high_does_not_apply_a_reason(
    checklist: Checklist, context: Context, given: Given, reason: str, wanted: str | None
) -> None:
    going = run({}, context)
    assert follow_up(checklist, going, answered("K3", given, reason)) == wanted


def test_a_planned_tool_is_asked_about_in_the_future(checklist: Checklist) -> None:
    planned = Context("A bot", "planned")
    first, second = checklist.questions[:2]
    assert wording(second, planned, checklist).startswith("Will ")
    assert wording(second, HARMLESS, checklist) == second.line
    assert wording(first, planned, checklist) == first.line
