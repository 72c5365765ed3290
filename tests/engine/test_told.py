"""What another person's turn tells stands above what the learner is doing, and harms nothing."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from dialogues.course import Course
from dialogues.engine import advance
from dialogues.input import Began, Fired, Input, Pressed, Said, Told
from dialogues.record import Reflected
from dialogues.state import Conversation, fresh
from dialogues.turn import Turn, View
from tests.engine.author import PHRASES
from tests.engine.laws import check_turn
from tests.engine.talks import NOON, TO_THE_CHECK, TO_THE_EXTRAS, after, course, say
from tests.transcripts.courses import harbor, tiny

NEWS = Told("news", {"what": "manager", "name": "Bakery", "by": "Ann"})
OTHER = Told("news", {"what": "removed", "name": "Bakery", "by": "Ann"})
AMOUNT = ("/calculate", "continue")


def told(course: Course, conversation: Conversation, *letters: Told) -> Turn:
    turn = Turn(conversation)
    for letter in letters or (NEWS,):
        before = turn.conversation
        turn = advance(course, before, letter, view=View(), now=NOON)
        check_turn(course, before, turn)
    return turn


def at_a_reflection(lessons: Course) -> Conversation:
    conversation = after(lessons, ["hello", "a"])
    for _ in range(20):
        turn = say(lessons, conversation, Pressed("continue"))
        conversation = turn.conversation
        if turn.replies[-1].form == "text":
            return conversation
        for choice in ("lens", "skip"):
            heard = say(lessons, conversation, Pressed(choice))
            if heard.conversation != conversation:
                conversation = heard.conversation
                if heard.replies[-1].form == "text":
                    return conversation
                break
    raise AssertionError("the tiny lesson has a reflection")


def test_it_is_one_message_with_one_button_that_leads_back() -> None:
    lessons = course()
    before = after(lessons, TO_THE_CHECK)
    turn = told(lessons, before)
    assert len(turn.replies) == 1
    assert "made you a manager of the team **Bakery**" in turn.replies[0].text
    back = say(lessons, turn.conversation, Pressed("close", turn.conversation.prompt))
    assert back.conversation.stack == before.stack


def test_the_answer_to_the_question_below_counts_when_it_is_typed() -> None:
    lessons = course()
    turn = told(lessons, after(lessons, TO_THE_CHECK))
    answered = say(lessons, turn.conversation, "b")
    assert answered.records
    assert answered.records == say(lessons, after(lessons, TO_THE_CHECK), "b").records


def test_a_button_of_the_question_below_counts() -> None:
    lessons = course()
    before = after(lessons, TO_THE_CHECK)
    turn = told(lessons, before)
    choice = say(lessons, before, "repeat").replies[-1].choices[0].id
    pressed = say(lessons, turn.conversation, Pressed(choice, before.prompt))
    assert pressed.records == say(lessons, before, Pressed(choice, before.prompt)).records
    assert pressed.replies[0].settles is not None
    assert pressed.replies[0].settles.words is None  # they stand on another message


def test_a_button_older_than_that_changes_nothing() -> None:
    lessons = course()
    turn = told(lessons, after(lessons, TO_THE_CHECK))
    stale = say(lessons, turn.conversation, Pressed("continue", 1))
    assert stale.conversation == turn.conversation
    assert PHRASES.trouble.stale in stale.replies[0].text


@pytest.mark.parametrize("words", ["my teams", "1", "ok", "I think about Bakery", "menu"])
def test_free_text_that_was_being_typed_is_the_answer_below(words: str) -> None:
    lessons = course()
    before = at_a_reflection(lessons)
    typed = say(lessons, told(lessons, before).conversation, words)
    expected = say(lessons, before, words)
    assert typed.records == expected.records
    assert typed.conversation.stack == expected.conversation.stack
    if words != "menu":  # that is the words on one of the buttons below
        [record] = typed.records
        assert isinstance(record, Reflected)
        assert record.text == words


def test_a_number_that_was_being_typed_is_the_answer_below() -> None:
    lessons = course()
    before = after(lessons, TO_THE_CHECK)
    asked = say(lessons, before, "/calculate")
    while asked.replies[-1].form != "number":
        asked = say(lessons, asked.conversation, Pressed(asked.replies[-1].choices[0].id))
    typed = say(lessons, told(lessons, asked.conversation).conversation, "2 GB")
    expected = say(lessons, asked.conversation, "2 GB")
    assert typed.conversation.stack == expected.conversation.stack


def test_a_name_that_is_half_typed_is_not_lost() -> None:
    lessons = course()
    view = View(found={}, sharing=True)
    found = _answered(lessons, after(lessons, TO_THE_CHECK), Said("team"), view)
    naming = _answered(lessons, found.conversation, Pressed("found"), view)
    turn = told(lessons, naming.conversation)
    named = _answered(lessons, turn.conversation, Said("Corner Shop"), view)
    assert "Corner Shop" in named.replies[-1].text


def _answered(lessons: Course, conversation: Conversation, input: Input, view: View) -> Turn:
    """Return the turn of someone who is in no team."""
    turn = advance(lessons, conversation, input, view=view, now=NOON)
    if turn.requests:
        found = dict.fromkeys(turn.requests, ())
        turn = advance(lessons, conversation, input, view=View(found=found), now=NOON)
    assert not turn.requests
    return turn


def test_words_that_are_no_answer_leave_it_open() -> None:
    lessons = course()
    turn = told(lessons, after(lessons, TO_THE_EXTRAS))
    heard = say(lessons, turn.conversation, "thanks a lot, that is nice")
    assert heard.conversation == turn.conversation


def test_the_next_one_takes_its_place_and_the_way_back_is_one_step_still() -> None:
    lessons = course()
    before = after(lessons, TO_THE_CHECK)
    turn = told(lessons, before, NEWS, OTHER, NEWS)
    assert len(turn.conversation.stack) == len(before.stack) + 1
    assert turn.conversation.stack[-1].under == before.prompt
    back = say(lessons, turn.conversation, Pressed("close"))
    assert back.conversation.stack == before.stack


def test_a_reminder_that_was_set_before_still_comes() -> None:
    lessons = course()
    asked = say(lessons, after(lessons, TO_THE_CHECK), "later", Pressed("in_an_hour"))
    [timer] = asked.timers
    assert not isinstance(timer, str)
    turn = told(lessons, asked.conversation)
    fired = Fired(timer.name, timer.prompt)  # type: ignore[union-attr]
    later = NOON + timedelta(hours=1)
    reminded = advance(lessons, turn.conversation, fired, view=View(), now=later)
    assert PHRASES.later.reminder in reminded.replies[0].text
    assert reminded.conversation.stack == after(lessons, TO_THE_CHECK).stack


def test_who_is_away_and_reads_it_goes_on_with_the_lesson() -> None:
    lessons = course()
    before = after(lessons, TO_THE_CHECK)
    stopped = say(lessons, before, "stop")
    back = say(lessons, told(lessons, stopped.conversation).conversation, Pressed("close"))
    assert back.conversation.stack == before.stack


def test_someone_who_was_never_here_can_be_told() -> None:
    lessons = course(tiny(), harbor())
    turn = told(lessons, fresh())
    assert len(turn.replies) == 1
    assert not turn.records
    on = say(lessons, turn.conversation, Pressed("close"))
    assert on.replies[-1].text == PHRASES.place.choose_lesson


def test_a_press_on_nothing_below_what_somebody_new_was_told_changes_nothing() -> None:
    lessons = course(tiny(), harbor())
    turn = told(lessons, fresh())
    pressed = say(lessons, turn.conversation, Pressed("close", 0))
    assert pressed.conversation.stack == turn.conversation.stack
    assert pressed.replies[0].text == PHRASES.trouble.stale


def test_it_can_be_told_to_someone_whose_lesson_has_changed() -> None:
    conversation = after(course(), TO_THE_CHECK)
    changed = tiny()
    for section in changed["sections"]:
        section["steps"] = [s for s in section["steps"] if s["id"] != "c.far"]
        section["steps"] = [s for s in section["steps"] if s["kind"] not in ("guess", "compare")]
    lessons = course(changed, revision="r2")
    turn = told(lessons, conversation)
    assert PHRASES.trouble.removed in turn.replies[0].text
    assert say(lessons, turn.conversation, Pressed("close")).replies


def test_what_is_told_where_a_question_became_a_statement_leaves_them_at_the_next() -> None:
    conversation = after(course(), TO_THE_CHECK)
    changed = tiny()
    for section in changed["sections"]:
        section["steps"] = [s for s in section["steps"] if s["kind"] not in ("guess", "compare")]
        for step in section["steps"]:
            if step["id"] == conversation.stack[-1].step:
                id = step["id"]
                step.clear()
                step.update(id=id, kind="statement", text="No question any more.")
    lessons = course(changed, revision="r2")
    turn = told(lessons, conversation)
    back = say(lessons, turn.conversation, Pressed("close"))
    assert any(reply.text == "No question any more." for reply in back.replies)
    assert say(lessons, turn.conversation, "b").replies


def test_a_step_that_this_program_does_not_know_is_not_told() -> None:
    lessons = course()
    before = after(lessons, TO_THE_CHECK)
    turn = advance(lessons, before, Told("from-the-future"), view=View(), now=NOON)
    assert turn == Turn(before)


def test_opening_the_chat_by_a_link_with_a_code_leads_to_the_team() -> None:
    lessons = course()
    view = View(lesson="K7QX-4M2P")
    for conversation in (fresh(), after(lessons, TO_THE_CHECK)):
        turn = advance(lessons, conversation, Began(), view=view, now=NOON)
        [request] = turn.requests
        assert type(request).__name__ == "FindTeam"


def test_without_sharing_there_are_no_teams() -> None:
    lessons = course()
    view = View(sharing=False)
    before = after(lessons, TO_THE_CHECK)
    for text in ("team", "join K7QX-4M2P", "K7QX-4M2P", "share", "digest", "summaries"):
        turn = say(lessons, before, text, view=view)
        assert turn.replies[0].text == PHRASES.teams.off
        assert turn.conversation == before


def test_a_button_of_before_is_heard_where_a_new_revision_took_its_question_away() -> None:
    lessons = course(tiny(), harbor())
    asked = say(lessons, fresh(), Began())
    old = msgspec.structs.replace(asked.conversation, revision="earlier")
    turn = told(lessons, old)
    late = Pressed(asked.replies[-1].choices[0].id, old.prompt)
    heard = say(lessons, turn.conversation, late)
    check_turn(lessons, turn.conversation, heard)
    assert heard.conversation.stack
