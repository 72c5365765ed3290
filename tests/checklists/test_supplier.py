"""Questions for the supplier: about what is open or unproven, ready to paste."""

from __future__ import annotations

from hypothesis import given

from dialogues.checklists.answers import Answer, Basis, Run
from dialogues.checklists.summary import points_of
from dialogues.checklists.supplier import supplier_mail, supplier_questions
from dialogues.phrases import Phrases
from tests.checklists.runs import MOCK_UP, SHIPPED, run, runs

ASKED = {q.supplier: q.line_id for q in SHIPPED.questions if q.supplier}


def test_the_mail_names_the_tool_and_numbers_the_questions(phrases: Phrases) -> None:
    mail = supplier_mail(SHIPPED, MOCK_UP, phrases)
    assert mail
    assert "Support chatbot (answers order questions)" in mail
    assert "\n1. Can you send us the model card" in mail
    assert "\n3. What may you do with our data?" in mail
    assert "**" not in mail


def test_when_nothing_is_open_there_is_no_mail(phrases: Phrases) -> None:
    sure = run({"K1": (Answer.YES, Basis.SEEN), "K8": Answer.NO})
    assert supplier_mail(SHIPPED, sure, phrases) is None


def test_a_high_yes_by_impression_is_asked_about() -> None:
    unproven = run({"K1": (Answer.YES, Basis.IMPRESSION)})
    assert [ASKED[question] for question in supplier_questions(SHIPPED, unproven)] == ["K1"]


@given(runs())
def test_only_open_and_unproven_points_are_asked_about(run: Run) -> None:
    unclear = {p.question for p in points_of(SHIPPED, run) if p.next or p.unproven}
    questions = supplier_questions(SHIPPED, run)
    expected = [id for id in ASKED.values() if id in unclear]
    assert [ASKED[question] for question in questions] == expected
