"""What the lesson consists of, in which order, and what it does not promise."""

from __future__ import annotations

import re

from dialogues.course import Lesson
from dialogues.steps.calculator import Calculator
from dialogues.steps.check import Check
from dialogues.steps.checklist import Checklist
from dialogues.steps.compare import Compare
from dialogues.steps.ending import Ending
from dialogues.steps.guess import Guess
from dialogues.steps.pause import Pause
from dialogues.steps.picture import Picture
from dialogues.steps.reflection import Reflection
from dialogues.steps.statement import Statement
from tests.content.texts import bubbles, checks, extras, said, words

CHECKS = ["Q1", "Q2a", "Q2b", "Q2c", "Q3a", "Q3b", "Q4", "Q5a", "Q5b", "Q6a", "Q6b", "Q6c", "Q7"]
NOT_YET = r"(?i:manager|two days)|\bSend\b"
"""What the product cannot do yet. Take a word out when the product can."""


def ids(lesson: Lesson, kind: type) -> list[str]:
    return [step.id for _, step in lesson.path if isinstance(step, kind)]


def test_seven_parts_hold_all_bubbles_checks_reflections_and_extras(lesson: Lesson) -> None:
    assert len(lesson.parts) == 7
    assert len(ids(lesson, Statement)) == 31
    assert ids(lesson, Calculator) == ["C1"]
    assert ids(lesson, Checklist) == ["K1"]
    assert ids(lesson, Check) == CHECKS
    assert ids(lesson, Reflection) == ["R1", "R2", "R3", "R4", "R6", "R7"]
    assert sorted(e.id for e in extras(lesson)) == [f"E{n}" for n in range(1, 10)]
    assert ids(lesson, Guess) == ["P1", "P2"]
    assert ids(lesson, Pause) == ["pause-2", "pause-4", "pause-5"]
    assert len(lesson.glossary) == 40


def test_every_part_has_a_hook_and_a_check(lesson: Lesson) -> None:
    missing = [p.id for p in lesson.parts if not p.hook]
    missing += [p.id for p in lesson.parts if not any(isinstance(s, Check) for s in p.steps)]
    assert missing == []


def test_at_most_three_bubbles_and_five_messages_stand_between_two_acts(lesson: Lesson) -> None:
    messages, shown = 0, 0
    for _, step in lesson.path:
        messages += 1
        shown += isinstance(step, Statement | Picture)
        assert messages <= 5, f"{step.id}: message {messages} since the learner's last act"
        assert shown <= 3, f"{step.id}: bubble {shown} since the learner's last act"
        if not isinstance(step, Statement | Compare):  # it waits, and an answer gets a reply
            asks = isinstance(step, Check | Guess | Reflection | Calculator | Checklist)
            messages, shown = int(asks), 0


def test_the_learner_knows_who_sees_what_before_the_first_question(lesson: Lesson) -> None:
    asked = lesson.place["P1"]
    assert any(
        "Who sees what" in step.text
        for _, step in lesson.path[:asked]
        if isinstance(step, Statement)
    )


def test_the_picture_is_shown_whole_and_then_with_each_step_marked(lesson: Lesson) -> None:
    training = lesson.parts[1]
    marks = [s.picture.mark for s in bubbles(training) if s.picture]
    assert marks == ["1", "2", "3", "4", "5"]
    assert [type(s) for s in training.steps[:3]] == [Statement, Picture, Statement]
    for step in bubbles(training)[1:]:
        assert step.picture, step.id
        assert step.text.startswith(f"Step {step.picture.mark}:"), step.id


def test_every_picture_has_alt_text_caption_and_words(lesson: Lesson) -> None:
    for picture in lesson.pictures:
        for name, alt in [(picture.id, picture.alt)] + [
            (f"{picture.id}.{id}", mark.alt) for id, mark in picture.marks.items()
        ]:
            assert 40 <= len(alt) <= 600, f"{name}: {len(alt)} characters"
        assert "Read as text" in picture.caption
        assert len(words(picture.text)) > 40


def test_a_guess_and_its_check_share_the_ids_of_their_options(lesson: Lesson) -> None:
    for _, step in lesson.path:
        if isinstance(step, Guess):
            check = lesson.step(step.again)
            assert isinstance(check, Check)
            assert [c.id for c in step.choices] == [c.id for c in check.choices], step.id


def test_nothing_promises_what_is_not_there(lesson: Lesson) -> None:
    assert [p for p, text in said(lesson).items() if re.search(NOT_YET, text)] == []


def test_nothing_is_promised_that_nobody_can_promise(lesson: Lesson) -> None:
    promise = r"(?i)guarantee|never wrong|proven|100 percent"
    assert [p for p, text in said(lesson).items() if re.search(promise, text)] == []


def test_the_last_message_says_that_all_seven_parts_are_done(lesson: Lesson) -> None:
    last = lesson.path[-1][1]
    assert isinstance(last, Ending)
    assert "all seven parts are done" in last.text


def test_the_time_that_is_named_is_the_time_it_takes(lesson: Lesson) -> None:
    asked = [step for _, step in lesson.path if isinstance(step, Guess | Reflection)]
    read = sum(len(words(step.text)) for _, step in lesson.path if hasattr(step, "text"))
    for check in checks(lesson):
        right = next(c for c in check.choices if c.right)
        read += sum(len(words(c.text)) for c in check.choices) + len(words(right.feedback))
    minutes = read / 200 + len(checks(lesson)) * 25 / 60 + len(asked) * 20 / 60
    assert abs(minutes - lesson.minutes) <= 3, f"it takes about {minutes:.1f} minutes"
    hello = lesson.path[0][1]
    assert isinstance(hello, Statement)
    assert f"about {lesson.minutes} minutes" in hello.text
