"""The workload: learners walk the real lesson along the right path, and then start over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from statistics import fmean

import msgspec

from bot.changes import encode_reply
from dialogues.course import Course, Lesson
from dialogues.engine import advance
from dialogues.input import Began, Input, Pressed, Said
from dialogues.place import CHAT_FLOW
from dialogues.reply import Choice
from dialogues.state import Conversation, encode, fresh
from dialogues.steps.check import Check
from dialogues.steps.ending import Ending
from dialogues.steps.reflection import Reflection
from dialogues.turn import Turn, View

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
VIEW = View(zone="Europe/London")
REFLECTION = "We use a chat assistant for letters to our customers."


class Stage(msgspec.Struct, frozen=True, dict=True):
    """One turn of the walk: where the learner stands, what is put in, what comes of it."""

    before: Conversation
    input: Input
    turn: Turn

    @cached_property
    def bodies(self) -> tuple[bytes, ...]:
        """The replies as the outbox keeps them."""
        return tuple(encode_reply(reply) for reply in self.turn.replies)

    @cached_property
    def state(self) -> bytes:
        """The conversation after the turn, as it is stored."""
        return encode(self.turn.conversation)


class Cycle:
    """One whole lesson, from its first question back to it: what each learner does again and again.

    After `count` turns a learner's prompt is `first + count`: every turn opens one new prompt.
    `lesson` is the first time through, from the first question to the end.
    """

    def __init__(self, course: Course) -> None:
        first_run = _walk(course, advance(course, fresh(), Began(), view=VIEW, now=NOW))
        self.lesson = tuple(first_run[:-2])
        self.stages = tuple(_walk(course, first_run[-1].turn))
        self.first = self.stages[0].before.prompt
        for count, stage in enumerate(self.stages, 1):
            if stage.turn.conversation.prompt != self.first + count:
                raise ValueError(f"turn {count} of the lesson does not open one new prompt")

    def stage(self, count: int) -> Stage:
        """Return what a learner does after `count` turns."""
        return self.stages[count % len(self.stages)]

    def input(self, count: int) -> Input:
        """Return the press or the text of a learner after `count` turns."""
        said = self.stage(count).input
        return Pressed(said.choice, self.first + count) if isinstance(said, Pressed) else said

    def states(self) -> Sequence[bytes]:
        """Return the stored conversation before each stage."""
        return [encode(stage.before) for stage in self.stages]

    def means(self) -> dict[str, float]:
        """Return how much a turn of the lesson holds on average."""
        stages = self.stages
        prompts = [stage.turn.replies[-1] for stage in stages]
        return {
            "bytes of state": fmean(len(stage.state) for stage in stages),
            "messages": fmean(len(stage.bodies) for stage in stages),
            "bytes of messages": fmean(sum(map(len, stage.bodies)) for stage in stages),
            "buttons": fmean(len(prompt.choices) for prompt in prompts),
            "records": fmean(len(stage.turn.records) for stage in stages),
        }


def _walk(course: Course, start: Turn) -> list[Stage]:
    """Take the whole lesson, from its first question to its first question again."""
    stages: list[Stage] = []
    turn = start
    while True:
        input = _right(course, turn)
        after = advance(course, turn.conversation, input, view=VIEW, now=NOW)
        stages.append(Stage(turn.conversation, input, after))
        turn = after
        if turn.conversation.stack == start.conversation.stack:
            return stages


def _right(course: Course, turn: Turn) -> Input:
    """Return what answers the open question."""
    frame, prompt = turn.conversation.stack[-1], turn.conversation.prompt
    if frame.flow == CHAT_FLOW:
        return Pressed("restart", prompt)
    lesson: Lesson = course.lesson[frame.flow]
    match lesson.step(frame.step):
        case Ending():
            return Said("/restart")
        case Reflection():
            return Said(REFLECTION)
        case Check(choices=options):
            return Pressed(next(option.id for option in options if option.right), prompt)
        case _:
            choices: tuple[Choice, ...] = turn.replies[-1].choices
            return Pressed(choices[0].id, prompt)
