"""The conversation about a checklist: what it keeps, what it refuses, and what it never says."""

from __future__ import annotations

import re
from itertools import chain

import msgspec
import pytest
from hypothesis import given

from dialogues.checklists.answers import Answer, Basis, Form, current
from dialogues.checklists.conversation.recording import SKIPPED
from dialogues.checklists.conversation.wording import CheckingButtons, CheckingWords
from dialogues.course import Course
from dialogues.input import Pressed
from dialogues.record import ChecklistAnswered, ChecklistRun, Record
from dialogues.reply import button
from dialogues.turn import Turn
from tests.checklists.runs import SHIPPED
from tests.checklists.talks import (
    CARD,
    TINY,
    WITH_STEP,
    acts,
    after,
    answered,
    asked,
    follow,
    run_of,
    top,
)
from tests.engine.laws import check_turn
from tests.engine.talks import course, say
from tests.transcripts.courses import tiny

LONGEST_MESSAGE = 2900
LONGEST_BUTTON = 75
MOST_BUTTONS = 13


@pytest.mark.parametrize("of", [TINY, WITH_STEP], ids=["chat", "lesson"])
@given(given=acts())
def test_whatever_is_pressed_or_typed_every_turn_is_legal_and_short(
    of: Course, given: list[int | str]
) -> None:
    for before, turn in follow(of, given):
        check_turn(of, before, turn)
        assert 1 <= len(turn.replies) <= 5
        assert len(asked(turn).choices) <= MOST_BUTTONS
        for reply in turn.replies:
            assert len(reply.text) <= LONGEST_MESSAGE
            assert all(len(button(choice)) <= LONGEST_BUTTON for choice in reply.choices)


@given(acts())
def test_the_records_of_a_run_add_up_to_the_run(given: list[int | str]) -> None:
    records: list[Record] = []
    conversation = None
    for _, turn in follow(TINY, given):
        records += turn.records
        conversation = turn.conversation
    for run in conversation.checklists if conversation else ():
        holding = {
            r.question: (None if r.answer == SKIPPED else r.answer, r.basis, r.reason, r.note)
            for r in records
            if isinstance(r, ChecklistAnswered) and r.run == run.number
        }
        assert holding == {
            id: (a.answer, a.basis, a.reason, a.note) for id, a in current(SHIPPED, run).items()
        }
        cards = [r for r in records if isinstance(r, ChecklistRun) and r.run == run.number]
        assert bool(cards) == run.begun
        if cards:
            last, context = cards[-1], run.context
            assert (last.tool, last.use, last.touches.split()) == (
                context.tool,
                context.use,
                [*context.touches],
            )
            assert (last.form, last.finished) == (run.form, run.finished)


@given(acts())
def test_an_answer_goes_only_by_another_answer(given: list[int | str]) -> None:
    for before, turn in follow(TINY, given):
        for run in before.checklists:
            now = next(r for r in turn.conversation.checklists if r.number == run.number)
            if turn.records or now == run:
                continue
            assert current(SHIPPED, now) == current(SHIPPED, run)


@pytest.mark.parametrize("word", ["/menu", "/later", "/repeat", "/back", "/help", "/sources"])
def test_words_that_lead_elsewhere_keep_every_answer(word: str) -> None:
    before = answered("no", "partly", "Nobody knows.", "yes").conversation
    turn = say(TINY, before, word)
    assert turn.conversation.checklists == before.checklists


@pytest.mark.parametrize("word", ["/menu", "/later", "/sources"])
def test_what_was_opened_above_leads_back_to_the_same_question(word: str) -> None:
    before = answered("no", "don't know")
    turn = say(TINY, before.conversation, word, Pressed("close"))
    assert (asked(turn).text, top(turn)) == (asked(before).text, top(before))


@given(acts())
def test_every_question_has_a_number_of_its_own(given: list[int | str]) -> None:
    shown: dict[int | None, str] = {}
    for _, turn in follow(TINY, given):
        prompt = asked(turn)
        ids = " ".join(choice.id for choice in prompt.choices)
        assert shown.setdefault(prompt.prompt, ids) == ids


def test_an_answer_is_recorded_at_once_and_its_basis_is_added() -> None:
    first = answered("yes")
    (record,) = first.records
    assert record == ChecklistAnswered(
        "ai-tool", "1", 1, "Support chatbot", "K1", "yes", None, "", "", SHIPPED.revision
    )
    then = say(TINY, first.conversation, Pressed("told"))
    (record,) = then.records
    assert isinstance(record, ChecklistAnswered)
    assert (record.answer, record.basis) == (Answer.YES, Basis.TOLD)


def test_only_high_questions_ask_what_a_yes_rests_on() -> None:
    at = answered("no", "no", "yes")  # the third weighs medium
    assert top(at).slots["what"] == "K8"
    raised = after("checklist", "Bot", "ready-made", "health", "that is all", "short")
    raised = say(TINY, raised.conversation, "no", "no", "yes")
    assert top(raised).slots == {"list": "ai-tool", "run": 1, "at": "basis", "what": "K3"} | {
        "last": "K3"
    }


def test_a_planned_tool_is_asked_what_will_be_done() -> None:
    turn = after("checklist", "Bot", "planned, not in use", "none", "short")
    turn = say(TINY, turn.conversation, "no")
    assert "Will appropriate privacy measures be in place" in asked(turn).text


def test_the_full_form_asks_all_fifteen() -> None:
    turn = after(*CARD[:-1], "full")
    questions = set()
    while top(turn).slots["at"] == "ask":
        questions.add(top(turn).slots["what"])
        turn = say(TINY, turn.conversation, "no")
    assert questions == {question.line_id for question in SHIPPED.questions}
    assert top(turn).slots["at"] == "closing"
    assert run_of(turn.conversation).form is Form.FULL


def test_with_no_checklist_the_word_says_so_and_changes_nothing() -> None:
    bare = course(tiny()).model_copy(update={"checklists": ()})
    before = after("hello", of=bare).conversation
    turn = say(bare, before, "checklist")
    assert turn.replies[0].text == bare.phrases.checking.none
    assert turn.conversation == before


def test_a_checklist_that_is_gone_leads_to_those_that_are_left() -> None:
    other = SHIPPED.model_copy(update={"id": "other", "name": "Other list"})
    before = answered("no").conversation
    now = course(tiny()).model_copy(update={"checklists": (other,), "revision": "r2"})
    turn = say(now, before, "hello")
    assert turn.replies[0].text == now.phrases.checking.updated
    assert asked(turn).text == other.context.tool
    assert turn.conversation.checklists == before.checklists


def test_a_question_that_is_gone_leads_to_the_next() -> None:
    before = answered("no").conversation
    assert before.stack[-1].slots["what"] == "K2"
    section = SHIPPED.sections[0]
    fewer = section.model_copy(update={"lines": (section.lines[0], section.lines[2])})
    changed = SHIPPED.model_copy(update={"sections": (fewer, *SHIPPED.sections[1:])})
    for name in ("questions", "place"):
        changed.__dict__.pop(name, None)  # a copy takes over what was worked out
    now = course(tiny()).model_copy(update={"checklists": (changed,), "revision": "r2"})
    now.__dict__.pop("checklist", None)
    turn = say(now, before, "yes")  # to the question that is gone
    assert turn.replies[0].text == now.phrases.checking.updated
    assert "Question 2 of 6" in asked(turn).text
    assert (turn.records, turn.conversation.checklists) == ((), before.checklists)


def test_the_summary_is_of_the_day_of_the_last_answer() -> None:
    turn = _finished()
    assert "2 Mar 2026" in asked(turn).text
    run = run_of(turn.conversation)
    january = [msgspec.structs.replace(a, at=a.at.replace(month=1, day=5)) for a in run.history]
    old = msgspec.structs.replace(run, history=tuple(january))
    conversation = msgspec.structs.replace(turn.conversation, checklists=(old,))
    assert "5 Jan 2026" in asked(say(TINY, conversation, "/repeat")).text


def _finished() -> Turn:
    return answered("no", "no", "no", "no", "no", "no", "no", "skip")


def test_nothing_in_the_conversation_promises_to_send_or_to_score(course: Course) -> None:
    words = course.phrases
    texts = [
        *(getattr(words.checking, name) for name in CheckingWords.model_fields),
        *(getattr(words.checking_button, name) for name in CheckingButtons.model_fields),
        SHIPPED.intro,
        SHIPPED.closing,
    ]
    forbidden = r"(?i)manager|team|boss|score|percent|%|\bpoints\b|anonym|share"
    assert [text for text in texts if re.search(forbidden, text)] == []


def test_who_sees_what_is_said_before_the_first_question() -> None:
    said = " ".join(reply.text for reply in after("checklist").replies)
    assert "It stays with you unless you send it yourself" in said
    lesson = chain.from_iterable(s.steps for s in WITH_STEP.lessons[0].sections)
    assert "list" in {step.id for step in lesson}
