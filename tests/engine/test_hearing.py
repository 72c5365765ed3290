"""What the engine makes of inputs that do not come in the usual order."""

from __future__ import annotations

import msgspec
import pytest

from dialogues.input import Attached, Began, Fired, Input, Left, Pressed, Returned, Said
from dialogues.reply import Settled
from dialogues.state import Frame, Progress, fresh
from dialogues.talk import RunawayContent
from dialogues.turn import CancelTimer, SetTimer, Turn, View
from tests.engine.author import PHRASES
from tests.engine.talks import TO_THE_CHECK, TO_THE_EXTRAS, after, course, say
from tests.transcripts.courses import Raw, harbor, steps, tiny

TINY = course()
BOTH = course(harbor(), tiny(), revision="r2")


def without(*ids: str) -> Raw:
    lesson = tiny()
    for section in lesson["sections"]:
        section["steps"] = [step for step in section["steps"] if step["id"] not in ids]
    return lesson


def texts(turn: Turn) -> list[str]:
    return [reply.text for reply in turn.replies]


def test_who_opens_the_chat_for_the_first_time_is_met_and_not_welcomed_back() -> None:
    turn = say(TINY, fresh(), Began())
    assert texts(turn) == [
        "Welcome. This lesson is about lighthouses.",
        "What makes the light reach far?",
    ]


def test_who_opens_the_chat_again_is_welcomed_back_and_sees_what_led_to_the_question() -> None:
    turn = say(TINY, after(TINY, TO_THE_CHECK), Began())
    assert texts(turn) == [
        "Welcome back. You are in part 1 of 2.",
        "The lamp is small. A lens bends its light into one beam.",
        "Why is the beam seen from far away?",
    ]


def test_the_first_word_is_answered_if_it_can_be_and_the_lesson_begins() -> None:
    assert texts(say(TINY, fresh(), "what is a lens?"))[:2] == [
        "**Lens**: A piece of glass that bends light.",
        "Welcome. This lesson is about lighthouses.",
    ]


@pytest.mark.parametrize("again", ["stop", "/stop"])
def test_to_stop_is_to_stop_even_as_the_first_word_or_after_the_place_was_moved(
    again: str,
) -> None:
    waiting = after(TINY, (*TO_THE_CHECK, "b"))
    moved = course(without("r.seen"), revision="r2")
    for turn in (say(TINY, fresh(), again), say(moved, waiting, again)):
        assert turn.replies[-1].text.endswith(PHRASES.later.stopped)
        assert len(turn.replies) == 1
        assert turn.timers == (CancelTimer("reminder"),)


def test_a_press_that_the_open_prompt_does_not_offer_changes_nothing() -> None:
    read = after(TINY, (*TO_THE_EXTRAS, Pressed("fog")))
    turn = say(TINY, read, Pressed("fog"))
    assert turn.conversation == read
    assert turn.replies[0].text == PHRASES.trouble.unknown_choice


def test_the_open_prompt_has_one_number_however_often_it_is_shown() -> None:
    shown = say(TINY, fresh(), "hello", "what?", "help", Pressed("nonsense"), "repeat", "")
    assert shown.replies[-1].prompt == 1
    answered = say(TINY, shown.conversation, Pressed("lens", 1))
    assert answered.replies[-1].prompt == 2


@pytest.mark.parametrize("answer", [Pressed("lens", 1), "a", "The lens", "1"])
def test_a_prompt_that_is_answered_is_settled_in_the_words_of_its_button(
    answer: Pressed | str,
) -> None:
    turn = say(TINY, say(TINY, fresh(), Began()).conversation, answer)
    assert [reply.settles for reply in turn.replies if reply.settles] == [Settled(1, "A: The lens")]
    assert turn.replies[0].settles


def test_a_prompt_that_is_left_for_the_menu_is_settled_without_words() -> None:
    turn = say(TINY, say(TINY, fresh(), Began()).conversation, "menu")
    assert turn.replies[0].settles == Settled(1)


def test_every_copy_of_the_open_prompt_can_be_pressed() -> None:
    shown = after(TINY, ("hello", "help", "help"))
    assert say(TINY, shown, Pressed("lens", 1)).conversation.prompt == 2


def test_a_timer_of_another_name_or_prompt_says_nothing() -> None:
    away = after(TINY, ("hello", "later", Pressed("tomorrow")))
    assert say(TINY, away, Fired("reminder", away.prompt)).replies
    for timer in (Fired("reminder", away.prompt - 1), Fired("digest", away.prompt)):
        assert say(TINY, away, timer) == Turn(away)


def test_a_second_later_takes_the_place_of_the_first() -> None:
    away = after(TINY, ("hello", "later", Pressed("tomorrow")))
    turn = say(TINY, away, "later", Pressed("in_an_hour"))
    (timer,) = turn.timers
    assert isinstance(timer, SetTimer)
    assert timer.name == "reminder"
    assert timer.prompt == turn.conversation.prompt > away.prompt
    assert not say(TINY, turn.conversation, Fired("reminder", away.prompt)).replies


def test_a_reminder_says_that_it_is_one_also_after_the_place_was_moved() -> None:
    away = after(TINY, (*TO_THE_CHECK, "b", "/later", Pressed("tomorrow")))
    turn = say(course(without("r.seen"), revision="r2"), away, Fired("reminder", away.prompt))
    assert PHRASES.later.reminder in turn.replies[0].text
    assert PHRASES.trouble.removed in turn.replies[0].text


def test_a_place_whose_step_no_longer_waits_is_left_behind() -> None:
    in_the_menu = after(TINY, (*TO_THE_CHECK, "menu"))
    lesson = without("g.far", "compare")
    for step in steps(lesson):
        if step["id"] == "c.far":
            step.clear()
            step.update(id="c.far", kind="statement", text="The lens does it.")
    turn = say(course(lesson, revision="r2"), in_the_menu, Pressed("close"))
    assert turn.conversation.stack[-1].step == "r.seen"
    assert turn.replies[-1].text == "Where did you last see a strong light?"


def test_the_place_in_a_lesson_that_was_taken_away_is_kept_for_its_return() -> None:
    conversation = after(TINY, TO_THE_CHECK)
    gone = say(course(harbor(), revision="r2"), conversation, "hello")
    assert gone.replies[0].text.startswith(PHRASES.trouble.lesson_gone)
    back = say(course(harbor(), tiny(), revision="r3"), gone.conversation, "learn", Pressed("TINY"))
    assert back.replies[-1].text == "Why is the beam seen from far away?"


def test_the_lesson_that_is_asked_for_at_the_start_is_taken_without_a_choice() -> None:
    turn = say(BOTH, fresh(), Began(), view=View(lesson="HARBOR"))
    assert turn.replies[0].text == "Welcome to the harbor."


def test_asking_for_another_lesson_keeps_the_place_in_the_first() -> None:
    tiny_first = say(BOTH, fresh(), *TO_THE_CHECK, view=View(lesson="TINY")).conversation
    then = say(BOTH, tiny_first, "hello", view=View(lesson="HARBOR")).conversation
    back = say(BOTH, then, "hello", view=View(lesson="TINY"))
    assert back.replies[-1].text == "Why is the beam seen from far away?"


def test_an_unknown_lesson_asked_for_is_no_trouble() -> None:
    assert texts(say(BOTH, fresh(), "hello", view=View(lesson="NONE"))) == [
        PHRASES.place.choose_lesson
    ]


def test_starting_over_counts_a_new_run_and_asks_everything_anew() -> None:
    done = after(TINY, (*TO_THE_CHECK, "b"))
    again = after(TINY, (*TO_THE_CHECK, "b", "/restart", Pressed("restart")))
    assert done.lessons["TINY"].outcomes
    assert again.lessons["TINY"] == Progress(run=2)


def test_what_is_no_text_gets_one_line_and_the_question_again_and_changes_nothing() -> None:
    waiting = after(TINY, TO_THE_CHECK)
    turn = say(TINY, waiting, Attached("voice"))
    assert texts(turn) == [PHRASES.trouble.attached, "Why is the beam seen from far away?"]
    assert turn.conversation == waiting


def test_who_begins_with_what_is_no_text_is_told_so_and_met() -> None:
    assert texts(say(TINY, fresh(), Attached("sticker"))) == [
        PHRASES.trouble.attached,
        "Welcome. This lesson is about lighthouses.",
        "What makes the light reach far?",
    ]


def test_only_invisible_characters_are_no_words() -> None:
    waiting = after(TINY, (*TO_THE_CHECK, "b"))
    for text in ("\u200b", "\u200d\u2060", "\ufe0f\u00ad"):
        turn = say(TINY, waiting, Said(text))
        assert turn.replies[0].text == PHRASES.trouble.empty
        assert not turn.records


def test_half_characters_are_kept_as_a_mark_that_can_be_stored() -> None:
    waiting = after(TINY, (*TO_THE_CHECK, "b"))
    (record,) = say(TINY, waiting, "\ud83d half").records
    assert getattr(record, "text", None) == "\ufffd half"


@pytest.mark.parametrize("more", [60, 1])
def test_a_lesson_that_never_waits_is_stopped(more: int) -> None:
    bubbles = [{"id": f"s.{n}", "kind": "statement", "text": "On."} for n in range(more)]
    lesson = {**harbor(), "sections": [{"id": "endless", "steps": bubbles}]}
    with pytest.raises(RunawayContent, match="HARBOR"):
        say(course(lesson), fresh(), "hello")


def test_to_come_back_later_is_heard_even_as_the_first_word() -> None:
    assert texts(say(TINY, fresh(), "later"))[0].startswith("When shall I remind you?")


def test_a_step_of_the_chat_that_the_program_no_longer_has_is_left() -> None:
    there = after(TINY, (*TO_THE_CHECK, "menu"))
    old = msgspec.structs.replace(there, stack=(there.stack[0], Frame("chat", "carousel")))
    assert texts(say(TINY, old, Began()))[-1] == "Why is the beam seen from far away?"


def test_who_was_in_a_part_that_is_gone_goes_on_at_the_first_part_not_done() -> None:
    lesson = tiny()
    del lesson["sections"][2]
    turn = say(course(lesson, revision="r2"), after(TINY, TO_THE_EXTRAS), Began())
    assert turn.conversation.stack[0].step != "welcome"
    assert turn.conversation.lessons["TINY"].done == ("light",)
    assert PHRASES.trouble.removed in texts(turn)[0]


def test_back_and_repeat_stay_in_the_part_that_is_revisited() -> None:
    lesson = tiny()
    lesson["sections"][1]["steps"].append({"id": "tail", "kind": "statement", "text": "A tail."})
    both = course(lesson)
    visiting = (*TO_THE_EXTRAS, "menu", "part 2")
    assert "A tail." not in texts(say(both, fresh(), *visiting, "repeat"))
    assert texts(say(both, fresh(), *visiting, "back"))[0] == PHRASES.trouble.beginning


def test_before_the_parts_is_the_opening_also_when_a_part_is_done() -> None:
    back = ("/back",) * 8
    assert (
        "You are in the opening." in texts(say(TINY, fresh(), *TO_THE_EXTRAS, *back, "progress"))[0]
    )


def test_a_command_word_as_a_reflection_is_kept_and_the_command_is_named() -> None:
    turn = say(TINY, after(TINY, (*TO_THE_CHECK, "b")), "back")
    assert texts(turn)[0] == (
        "Thanks. I kept **back** as your answer. If you meant the command, type **/back**."
    )


@pytest.mark.parametrize("name", ["part 1", "The light", "the  LIGHT!"])
def test_a_part_is_opened_from_the_menu_by_its_number_or_its_name(name: str) -> None:
    turn = say(TINY, after(TINY, (*TO_THE_EXTRAS, "menu")), name)
    assert turn.conversation.stack[-1].until == "light"


def test_an_old_id_may_be_written_alone_or_in_a_list() -> None:
    one, listed = tiny(), tiny()
    one["sections"][1]["was"], listed["sections"][1]["was"] = "lamp", ["lamp"]
    assert course(one) == course(listed)


@pytest.mark.parametrize("input", [Left(), Returned()])
def test_to_leave_and_to_be_back_in_reach_lead_to_nothing_by_themselves(input: Input) -> None:
    for conversation in (fresh(), after(TINY, TO_THE_CHECK)):
        assert say(TINY, conversation, input) == Turn(conversation)
