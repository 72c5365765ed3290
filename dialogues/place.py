"""Finds the way in a lesson: what comes next, what came before, where a moved step is now."""

from __future__ import annotations

import msgspec

from dialogues.course import Course, Lesson
from dialogues.kinds import CHAT, LESSON, Kind
from dialogues.model import Step
from dialogues.state import Conversation, Frame, Progress

CHAT_FLOW = "chat"
"""The flow of frames that stand above the place: menu, later and so on."""


def frame_at(lesson: Lesson, index: int, until: str | None = None) -> Frame:
    """Return a frame at this place of the lesson's path."""
    frame = lesson.frames[index]
    return frame if until is None else Frame(frame.flow, frame.step, frame.section, until=until)


def kind_of(step: Step) -> Kind:
    """Return how this step opens and hears; a step of the chat is known by its id."""
    kind = getattr(step, "kind", None)
    return LESSON[kind] if kind else CHAT[step.id]


def segment_start(lesson: Lesson, index: int) -> int:
    """Return where the run of steps begins that leads up to the question at `index`."""
    while index > 0 and not kind_of(lesson.path[index - 1][1]).waits:
        index -= 1
    return index


def question_before(lesson: Lesson, frame: Frame) -> int | None:
    """Return the place where the segment before this question begins, if there is one."""
    first = way_in(lesson, frame)
    start = max(segment_start(lesson, lesson.place[frame.step]), first)
    return max(segment_start(lesson, start - 1), first) if start > first else None


def way_in(lesson: Lesson, frame: Frame) -> int:
    """Return the first place that belongs to this frame: a visit stays in its part."""
    return lesson.place[lesson.start[frame.until]] if frame.until else 0


class Relocated(msgspec.Struct, frozen=True):
    """A conversation's place and progress as they stand in this revision of the course.

    `moved`: a step of the learner's was renamed or removed. `reopen`: the step that waited is
    gone, so what is shown next begins at the new place. `gone`: a lesson itself is gone.
    """

    stack: tuple[Frame, ...]
    lessons: dict[str, Progress]
    moved: bool
    reopen: bool
    gone: bool


def relocated(course: Course, conversation: Conversation) -> Relocated:
    """Carry the conversation's place and progress over to the course's revision."""
    known = conversation.lessons
    pairs = [(f, _moved(course, f, known.get(f.flow, Progress()))) for f in conversation.stack]
    stack = tuple(new for _, new in pairs if new)
    places = [(old, new) for old, new in pairs if new and new.flow != CHAT_FLOW]
    removed = any(_is_gone(course, old) for old, _ in places)
    if removed or not places:  # no menu above a place that has just moved
        stack = tuple(new for _, new in places)
    lessons = {
        id: _carried(course.lesson[id], progress, course) if id in course.lesson else progress
        for id, progress in conversation.lessons.items()
    }
    left = next((f for f in conversation.stack if f.flow != CHAT_FLOW), None)
    if left and left.flow not in course.lesson:  # the lesson may come back
        progress = lessons.get(left.flow) or Progress()
        lessons[left.flow] = msgspec.structs.replace(progress, place=left)
    moved = any(new.step != old.step for old, new in places)
    return Relocated(stack, lessons, moved, removed, any(new is None for _, new in pairs))


def _is_gone(course: Course, frame: Frame) -> bool:
    lesson = course.lesson[frame.flow]
    return frame.step not in lesson.place and frame.step not in lesson.renamed


def _moved(course: Course, frame: Frame, progress: Progress) -> Frame | None:
    """Return the frame at its step's present id, or at the start of its section.

    When the section is gone too: at the first part that is not done.
    """
    if frame.flow == CHAT_FLOW:
        return frame if frame.step in CHAT else None
    lesson = course.lesson.get(frame.flow)
    if lesson is None:
        return None
    id, slots = lesson.renamed.get(frame.step, frame.step), frame.slots
    if frame.step in lesson.place:
        id = frame.step
    elif id not in lesson.place:
        id, slots = lesson.start.get(frame.section) or _first_not_done(lesson, progress), {}
    section, step = lesson.path[lesson.place[id]]
    return Frame(frame.flow, step.id, section.id, slots, section.id if frame.until else None)


def _first_not_done(lesson: Lesson, progress: Progress) -> str:
    part = next((p for p in lesson.parts if p.id not in progress.done), lesson.sections[-1])
    return lesson.start[part.id] if progress.reached else lesson.path[0][1].id


def _carried(lesson: Lesson, progress: Progress, course: Course) -> Progress:
    """Return the progress under the present ids; what was answered in a gone step is kept."""
    new = {old: now for old, now in lesson.renamed.items() if old not in lesson.place}
    now = {s.id for s in lesson.sections}
    parts = {old: s.id for s in lesson.sections for old in s.was if old not in now}
    return msgspec.structs.replace(
        progress,
        reached=tuple(parts.get(id, id) for id in progress.reached),
        done=tuple(parts.get(id, id) for id in progress.done),
        guesses={new.get(id, id): choice for id, choice in progress.guesses.items()},
        outcomes={new.get(id, id): outcome for id, outcome in progress.outcomes.items()},
        review=tuple(new.get(id, id) for id in progress.review),
        place=_moved(course, progress.place, progress) if progress.place else None,
    )
