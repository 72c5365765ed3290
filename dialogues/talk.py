"""One turn in the making: gathers what is said, and moves the place until a step waits."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

import msgspec

from dialogues.chat.finished import asking
from dialogues.checklists.kept import kept
from dialogues.course import Course, Lesson, Section
from dialogues.kinds import CHAT
from dialogues.model import Step
from dialogues.place import (
    CHAT_FLOW,
    frame_at,
    kind_of,
    question_before,
    segment_start,
    way_in,
)
from dialogues.record import Record, SectionReached
from dialogues.reply import Reply, Settled
from dialogues.scene import (
    Ask,
    Back,
    Call,
    Close,
    Forget,
    Heard,
    Move,
    Next,
    Remind,
    Replay,
    Scene,
    Stay,
    Take,
    Visit,
)
from dialogues.state import MOST_KEPT, Conversation, Frame, Progress, fresh
from dialogues.turn import CancelTimer, Letter, SetTimer, TimerChange, Turn, View

MAX_STEPS = 50
"""The most steps that one turn may open. A well-written lesson needs 4."""

MAX_DEPTH = 8
"""The deepest stack: the place, a revisited part, a step of the chat above it. Needed: 3."""

CHAT_STEPS = {id: Step(id=id) for id in CHAT}


class RunawayContent(Exception):
    """A lesson opens step after step and never waits, or runs out of steps."""


class Talk:
    """The turn of one input, until `turn` is called."""

    def __init__(
        self, course: Course, conversation: Conversation, view: View, now: datetime
    ) -> None:
        self.course = course
        self.conversation = conversation
        self.view = view
        self.now = now
        self.stack = conversation.stack
        self.lessons = conversation.lessons
        self.calculations = conversation.calculations
        self.checklists = conversation.checklists
        self.exported = conversation.exported
        self.replies: list[Reply] = []
        self.records: list[Record] = []
        self.timers: list[Remind] = []
        self.letters: tuple[Letter, ...] = ()
        self.withdrawn: tuple[str, ...] = ()
        self.notice: str | None = None
        self.chosen: str | None = None
        self.forgotten = False

    def turn(self) -> Turn:
        """Return the turn. The last reply is the question; it has the number of the prompt.

        The number stays while the place is the same, so that every copy of the question counts.
        """
        if self.forgotten:
            settled = Settled(self.conversation.prompt, self.chosen)
            goodbye = Reply(self.course.phrases.privacy.forgotten, settles=settled)
            return Turn(fresh(), (goodbye,), letters=self.letters, erase=True)
        before = self.conversation
        number = before.prompt if self.stack == before.stack else before.prompt + 1
        self.replies[-1] = msgspec.structs.replace(self.replies[-1], prompt=number)
        if self.notice:
            text = f"{self.notice}\n\n{self.replies[0].text}"
            self.replies[0] = msgspec.structs.replace(self.replies[0], text=text)
        if before.prompt and number != before.prompt:
            settled = Settled(before.prompt, self.chosen)
            self.replies[0] = msgspec.structs.replace(self.replies[0], settles=settled)
        after = Conversation(
            before.version,
            number,
            self.course.revision,
            before.preferred,
            self.stack,
            self.lessons,
            self.calculations,
            self.checklists,
            self.exported,
        )
        timers = tuple(_timer(remind, number) for remind in self.timers)
        replies, records = tuple(self.replies), tuple(self.records)
        return Turn(after, replies, records, timers, (), self.letters, self.withdrawn)

    def say(self, text: str) -> None:
        """Add a message."""
        self.replies.append(Reply(text))

    # Where the learner is

    @property
    def frame(self) -> Frame:
        """The frame of the step that waits."""
        return self.stack[-1]

    @property
    def place(self) -> Frame:
        """The frame in a lesson. Before one is chosen, the first answers for the glossary."""
        for frame in reversed(self.stack):
            if frame.flow != CHAT_FLOW:
                return frame
        return frame_at(self.course.lessons[0], 0)

    def scene(self, frame: Frame | None = None) -> Scene:
        """Return what the step at the frame is given."""
        frame = frame or self.stack[-1]
        place = self.place if frame.flow == CHAT_FLOW else frame
        lesson = self.course.lesson[place.flow]
        index = lesson.place[place.step]
        section, step = lesson.path[index]
        return Scene(
            self.course,
            lesson,
            section,
            CHAT_STEPS[frame.step] if frame.flow == CHAT_FLOW else step,
            index,
            frame.slots,
            self.progress(lesson),
            self.view,
            self.now,
            self.calculations,
            self.checklists,
            self.exported,
        )

    def progress(self, lesson: Lesson) -> Progress:
        """Return what the learner did in the lesson."""
        return self.lessons.get(lesson.id) or Progress()

    def keep(self, lesson: Lesson, progress: Progress) -> None:
        """Remember what the learner did in the lesson."""
        self.lessons = {**self.lessons, lesson.id: progress}

    # What an answer leads to

    def follow(self, heard: Heard) -> None:
        """Take in what a step heard, and move until a step waits."""
        self.replies += heard.replies
        self.records += heard.records
        self.timers += heard.timers
        self.letters += heard.letters
        self.withdrawn += heard.withdrawn
        if heard.progress is not None:
            self.keep(self.course.lesson[self.place.flow], heard.progress)
        if heard.calculation is not None:
            self.calculations = (*self.calculations, heard.calculation)[-MOST_KEPT:]
        if heard.checklist is not None:
            self.checklists = kept(self.checklists, heard.checklist)
        if heard.exported:
            self.exported = self.now
        self.move(heard.move)

    def move(self, move: Move) -> None:  # noqa: C901  # one case for each move
        """Make one move; afterwards a step waits, and its question is the last reply."""
        match move:
            case Ask():
                self.run()
            case Stay(slots):
                frame = msgspec.structs.replace(self.frame, slots=slots)
                self.stack = (*self.stack[:-1], frame)
                self.run()
            case Next():
                self.step_on()
                self.run()
            case Call(step, slots):
                self.call(Frame(CHAT_FLOW, step, slots=slots))
            case Close(replay, leave, every):
                self.close(leave=leave, every=every)
                self.replay() if replay else self.run()
            case Visit(section):
                self.visit(section)
            case Take(lesson, anew):
                self.take(self.course.lesson[lesson], anew)
            case Replay():
                self.replay()
            case Back():
                self.back()
            case Forget():
                self.forgotten = True
            case _:
                assert_never(move)

    def run(self) -> None:
        """Show the step that waits; one that does not is shown too, and the way goes on from it."""
        for _ in range(MAX_STEPS):
            replies, waits = self.open()
            self.replies += replies
            if waits:
                return
            self.step_on()
        raise RunawayContent(f"lesson {self.frame.flow}, step {self.frame.step}: nothing waits")

    def open(self) -> tuple[tuple[Reply, ...], bool]:
        """Return what the step at the top says when it is shown, and whether it then waits."""
        frame = self.stack[-1]
        key = frame.flow, frame.step
        if not frame.slots and (known := self.course.opened.get(key)):
            return known
        scene = self.scene()
        kind = kind_of(scene.step)
        opened = kind.open(scene).replies, kind.waits
        if kind.constant and not frame.slots:
            self.course.opened[key] = opened
        return opened

    def go_on_to_a_question(self) -> None:
        """Go on to the next step that waits, without showing what is between."""
        for _ in range(MAX_STEPS):
            if kind_of(self.scene().step).waits:
                return
            self.step_on()
        raise RunawayContent(f"lesson {self.frame.flow}, step {self.frame.step}: nothing waits")

    def step_on(self) -> None:
        """Go to the next step; at the end of a revisited part, back to the place."""
        frame = self.frame
        lesson = self.course.lesson[frame.flow]
        index = lesson.place[frame.step]
        if index + 1 == len(lesson.path):
            raise RunawayContent(f"lesson {lesson.id}: the last step, {frame.step}, does not wait")
        section, following = lesson.path[index][0], lesson.path[index + 1][0]
        if following is section:
            self.stack = (*self.stack[:-1], frame_at(lesson, index + 1, frame.until))
            return
        self._finish(lesson, section)
        if frame.until:
            self.stack = self.stack[:-1]
            self.say(self.course.phrases.place.back_at_place)
        else:
            self.go(lesson, index + 1)

    def go(self, lesson: Lesson, index: int, until: str | None = None) -> None:
        """Move the top frame to this place of the lesson's path."""
        self.stack = (*self.stack[:-1], frame_at(lesson, index, until))
        section = lesson.path[index][0]
        progress = self.progress(lesson)
        if section.title and section.id not in progress.reached:
            reached = (*progress.reached, section.id)
            self.keep(lesson, msgspec.structs.replace(progress, reached=reached))
            self._note(lesson, section, progress.run, done=False)

    def _finish(self, lesson: Lesson, section: Section) -> None:
        progress = self.progress(lesson)
        if section.title and section.id not in progress.done:
            done = (*progress.done, section.id)
            self.keep(lesson, msgspec.structs.replace(progress, done=done))
            if all(part.id in done for part in lesson.parts):
                self.timers.append(asking(lesson.id, self.now))
            self._note(lesson, section, progress.run, done=True)

    def _note(self, lesson: Lesson, section: Section, run: int, *, done: bool) -> None:
        self.records.append(SectionReached(lesson.id, section.id, done, run, lesson.revision))

    def call(self, frame: Frame) -> None:
        """Open a step of the chat above the place, or above a long one; in place of another."""
        self.drop_passing()
        same = [f for f in self.stack if (f.flow, f.step) == (frame.flow, frame.step)]
        below = [f for f in self.stack if f not in same]
        if len(below) >= MAX_DEPTH:
            raise RunawayContent(f"more than {MAX_DEPTH} frames above each other")
        # A long one that is open already is shown as it stands, above another long one.
        self.stack = (*below, *(same or [frame]))
        self.run()

    def tell(self, step: str, slots: dict[str, str | int]) -> None:
        """Open a step above whatever is there, which is all kept; in place of the last one told."""
        told = self.frame.under if self.stack else None
        under = self.conversation.prompt if told is None else told
        self.unpile()
        self.stack = (*self.stack, Frame(CHAT_FLOW, step, slots=slots, under=under))
        self.run()

    def unpile(self) -> None:
        """Close what another person's turn put on top; without a place below, choose a lesson."""
        if self.stack and self.frame.under is not None:
            self.stack = self.stack[:-1] or (Frame(CHAT_FLOW, "lessons"),)

    def close(self, *, leave: bool = False, every: bool = False) -> None:
        """Close the step of the chat; without a place below, choose a lesson."""
        if every:
            self._drop_chat()
        if self.stack and self.frame.under is not None:
            self._put_away()
        else:
            if not every and self.stack and self._is_long(self.frame):
                self.stack = self.stack[:-1]
            self.drop_passing()
        if leave and len(self.stack) > 1 and not self._is_long(self.frame):
            self.stack = self.stack[:1]
            self.say(self.course.phrases.place.back_at_place)
        if not self.stack:
            self.stack = (Frame(CHAT_FLOW, "lessons"),)

    def _put_away(self) -> None:
        """Close what was told; the step below goes on. Who reads it is here, and not away."""
        self.unpile()
        if self.stack and (self.frame.flow, self.frame.step) == (CHAT_FLOW, "away"):
            self.stack = self.stack[:-1]

    def come_back(self) -> None:
        """Close what a learner who comes back need not see again, but no long step."""
        self.drop_passing()
        if not self.stack:
            self.close()

    def drop_passing(self) -> None:
        """Close the steps of the chat but a long one."""
        self.stack = tuple(f for f in self.stack if f.flow != CHAT_FLOW or self._is_long(f))

    def _is_long(self, frame: Frame) -> bool:
        return frame.flow == CHAT_FLOW and CHAT[frame.step].long

    def _drop_chat(self) -> None:
        self.stack = tuple(f for f in self.stack if f.flow != CHAT_FLOW)

    def visit(self, section: str) -> None:
        """Open a part again, above the place."""
        lesson = self.scene().lesson
        self.set_out(lesson)
        index = lesson.place[lesson.start[section]]
        self.stack = (*self.stack[:1], frame_at(lesson, index, section))
        self.run()

    def take(self, lesson: Lesson, anew: bool = False) -> None:
        """Take a lesson where it was left, or from the start, and show the place."""
        if anew:
            self.keep(lesson, Progress(run=self.progress(lesson).run + 1))
            self.stack = ()
        self.set_out(lesson)
        self.replay()

    def set_out(self, lesson: Lesson) -> None:
        """Go to the lesson's kept place, or its start; keep the place in the lesson left."""
        self._drop_chat()
        if self.stack and self.stack[0].flow != lesson.id:
            left = self.course.lesson[self.stack[0].flow]
            kept = msgspec.structs.replace(self.progress(left), place=self.stack[0])
            self.keep(left, kept)
            self.stack = ()
        if self.stack:
            return
        progress = self.progress(lesson)
        self.keep(lesson, msgspec.structs.replace(progress, place=None))
        self.stack = (progress.place or frame_at(lesson, 0),)
        if progress.place is None:
            self.go(lesson, 0)

    def replay(self) -> None:
        """Say again what led to the question, and the question."""
        frame = self.frame
        if frame.flow != CHAT_FLOW and not self._is_under_way():
            lesson = self.course.lesson[frame.flow]
            index = lesson.place[frame.step]
            start = max(segment_start(lesson, index), way_in(lesson, frame))
            for place in range(start, index):
                step: Step = lesson.path[place][1]
                scene = self.scene(frame_at(lesson, place))
                self.replies += kind_of(step).open(scene).replies
        self.run()

    def _is_under_way(self) -> bool:
        """Whether a long step of the lesson has answers: it is then repeated alone."""
        return bool(self.frame.slots) and kind_of(self.scene().step).long

    def back(self) -> None:
        """Go to the question before, and what led to it; in a long step, one answer back."""
        scene = self.scene()
        if (slots := kind_of(scene.step).back(scene)) is not None:
            self.move(Stay(slots))
            return
        if self.frame.flow == CHAT_FLOW:
            self.move(Close())
            return
        lesson = self.course.lesson[self.frame.flow]
        index = question_before(lesson, self.frame)
        if index is None:
            self.say(self.course.phrases.trouble.beginning)
            self.run()
        else:
            self.go(lesson, index, self.frame.until)
            self.run()


def _timer(remind: Remind, prompt: int) -> TimerChange:
    if remind.due is None:
        return CancelTimer(remind.name)
    return SetTimer(remind.name, remind.due, prompt)
