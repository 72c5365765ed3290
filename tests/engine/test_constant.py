"""What a constant step says depends on the course alone: it may be remembered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot import shipped
from bot.content import load_course
from dialogues.course import Course
from dialogues.place import frame_at, kind_of
from dialogues.state import Conversation, Outcome, Progress, fresh
from dialogues.steps.check import Check
from dialogues.steps.guess import Guess
from dialogues.talk import Talk
from dialogues.turn import View

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(shipped.CONTENT)


def _met(course: Course) -> Conversation:
    """A learner who guessed and answered everything with its first option, at the first try."""
    [lesson] = course.lessons
    answers = {
        step.id: step.choices[0].id for _, step in lesson.path if isinstance(step, Check | Guess)
    }
    outcomes = {id: Outcome(choice, first_try=True) for id, choice in answers.items()}
    ids = tuple(section.id for section in lesson.sections)
    progress = Progress(3, ids, ids, answers, outcomes, tuple(answers))
    return Conversation(1, prompt=90, lessons={lesson.id: progress})


def test_a_constant_step_says_the_same_to_a_newcomer_and_to_one_who_knows_all(
    course: Course,
) -> None:
    [lesson] = course.lessons
    newcomer = Talk(course, fresh(), View(), NOW)
    knowing = Talk(course, _met(course), View(zone="Asia/Tokyo"), NOW + timedelta(days=99))
    constant = 0
    for index, (_, step) in enumerate(lesson.path):
        kind, frame = kind_of(step), frame_at(lesson, index)
        alike = kind.open(newcomer.scene(frame)) == kind.open(knowing.scene(frame))
        assert alike or not kind.constant, step.id
        constant += kind.constant
    assert constant > 40


def test_what_is_remembered_of_a_course_is_bounded_by_its_steps(course: Course) -> None:
    [lesson] = course.lessons
    for index in range(len(lesson.path)):
        talk = Talk(course, fresh(), View(), NOW)
        talk.stack = (frame_at(lesson, index),)
        talk.open()
    assert len(course.opened) <= len(lesson.path) + 1  # asked before starting over
