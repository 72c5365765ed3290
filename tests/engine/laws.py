"""What must hold after every turn, whatever came in."""

from __future__ import annotations

import msgspec

from dialogues.course import Course, Lesson
from dialogues.kinds import CHAT
from dialogues.model import Step
from dialogues.place import CHAT_FLOW, kind_of
from dialogues.record import (
    AnswerShown,
    Calculated,
    ChecklistAnswered,
    ChecklistRun,
    Guessed,
    QuizAnswered,
    Reflected,
    SectionReached,
)
from dialogues.reply import Reply
from dialogues.state import Conversation, Frame, decode, encode, fresh
from dialogues.turn import SetTimer, Turn

OF_LESSONS = (QuizAnswered, AnswerShown, Guessed, Reflected, SectionReached)
"""What is remembered of a step or a part of a lesson."""

DEEPEST = 5
"""The place, a part looked at again, the two long steps of the chat, a step of the chat.

What was told by another person's turn stands above all of these.
"""

MOST_MESSAGES = 5
"""So many at most stand between two acts of the learner."""


def check_turn(course: Course, before: Conversation, turn: Turn) -> None:
    """A turn that says something is legal in every part."""
    after = turn.conversation
    if turn.erase:
        check_forgotten(turn)
        return
    assert decode(encode(after)) == after
    assert msgspec.json.encode((turn.replies, turn.records))
    check_prompt(before, turn)
    check_stack(course, after)
    for progress in (course.lesson[id] for id in after.lessons if id in course.lesson):
        check_kept_place(progress, after)
    for record in turn.records:
        if isinstance(record, Calculated):
            assert record.revision == course.revision
            continue
        if isinstance(record, ChecklistAnswered | ChecklistRun):
            checklist = course.checklist[record.checklist]
            assert (record.version, record.revision) == (checklist.version, checklist.revision)
            assert record.run in {run.number for run in after.checklists}
            continue
        if not isinstance(record, OF_LESSONS):
            continue
        lesson = course.lesson[record.lesson]
        assert record.revision == lesson.revision
        id = record.section if isinstance(record, SectionReached) else record.step
        assert id in lesson.place
    for timer in turn.timers:
        assert not isinstance(timer, SetTimer) or timer.prompt == after.prompt


def check_forgotten(turn: Turn) -> None:
    """Of who is forgotten nothing is left, and they are told so in one message."""
    (goodbye,) = turn.replies
    assert goodbye.text.strip()
    assert goodbye.prompt is None
    assert not goodbye.choices
    assert goodbye.settles
    assert turn.conversation == fresh()
    assert not turn.records
    assert not turn.timers


def check_prompt(before: Conversation, turn: Turn) -> None:
    """The last reply, and no other, is the prompt; its choices can be told apart."""
    *told, asked = turn.replies
    assert len(turn.replies) <= MOST_MESSAGES
    assert asked.prompt == turn.conversation.prompt >= before.prompt
    assert all(reply.prompt is None for reply in told)
    assert all(reply.text.strip() for reply in turn.replies)
    assert asked.choices
    ids = [choice.id for choice in asked.choices]
    assert len(ids) == len(set(ids))
    closed = before.prompt and asked.prompt != before.prompt
    settled = [reply.settles.prompt if reply.settles else None for reply in turn.replies]
    assert settled == [before.prompt if closed else None, *[None] * len(told)]


def check_stack(course: Course, after: Conversation) -> None:
    """Every frame is somewhere in the course, and the last one waits."""
    *below, top = after.stack
    assert all(frame.under is None for frame in below)
    if top.under is not None:
        assert top.flow == CHAT_FLOW
        assert top.under <= after.prompt
        if below:
            check_stack(course, msgspec.structs.replace(after, stack=tuple(below)))
        return
    assert len(after.stack) <= DEEPEST
    under = [frame.step for frame in below if frame.flow == CHAT_FLOW]
    assert all(CHAT[step].long for step in under)
    assert len({*under, top.step}) == len(under) + 1
    assert len({frame.flow for frame in after.stack} - {CHAT_FLOW}) <= 1
    assert after.stack[0].until is None
    for frame in after.stack:
        assert all(isinstance(value, str | int) for value in frame.slots.values())
        if frame.flow == CHAT_FLOW:
            assert frame.step in CHAT
        else:
            check_frame(course.lesson[frame.flow], frame)
    if top.flow != CHAT_FLOW:
        assert kind_of(step_of(course, top)).waits


def step_of(course: Course, frame: Frame) -> Step:
    lesson = course.lesson[frame.flow]
    return lesson.path[lesson.place[frame.step]][1]


def check_frame(lesson: Lesson, frame: Frame) -> None:
    """The frame's step stands in the frame's section."""
    section, _ = lesson.path[lesson.place[frame.step]]
    assert section.id == frame.section
    assert frame.until in (None, section.id)


def check_kept_place(lesson: Lesson, after: Conversation) -> None:
    """The place kept in another lesson is there, and no place is kept twice."""
    place = after.lessons[lesson.id].place
    if place:
        check_frame(lesson, place)
        assert place.until is None
        assert all(frame.flow != lesson.id for frame in after.stack)


def check_nothing_changed(before: Conversation, turn: Turn, asked: Reply) -> None:
    """Only words were said, and the open prompt stands again at the end."""
    assert turn.conversation == before
    assert not turn.records
    assert not turn.timers
    again = turn.replies[-1]
    assert (again.prompt, again.choices) == (asked.prompt, asked.choices)
    assert asked.text.endswith(again.text)  # a notice is said once
