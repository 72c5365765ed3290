"""Walks through a whole lesson, each in its own way."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TypeAlias

import msgspec

from dialogues.course import Course, Lesson
from dialogues.input import Began, Input, Pressed, Said
from dialogues.model import Step
from dialogues.reply import button
from dialogues.state import Conversation, Frame, fresh
from dialogues.steps.calculator import Calculator
from dialogues.steps.check import Check
from dialogues.steps.checklist import Checklist
from dialogues.steps.ending import Ending
from dialogues.steps.extras import Extras
from dialogues.steps.guess import Guess
from dialogues.steps.reflection import Reflection
from dialogues.turn import Turn
from tests.engine.talks import say

Learner: TypeAlias = Callable[[Step, Frame], Input]
"""What somebody does at a step that waits."""


class Act(msgspec.Struct, frozen=True):
    """One input, the step at which it came, and what it led to."""

    input: Input
    step: str | None
    turn: Turn

    @property
    def conversation(self) -> Conversation:
        return self.turn.conversation


def knows_everything(step: Step, frame: Frame) -> Input:
    """Answer right, reflect, read every extra."""
    match step:
        case Check():
            return Pressed(next(c.id for c in step.choices if c.right))
        case Guess():
            return Pressed(step.choices[0].id)
        case Reflection():
            return Said("In my own words.")
        case Calculator() | Checklist():
            return calculates(frame) if isinstance(step, Calculator) else answers(frame)
        case Extras():
            read = str(frame.slots.get("read", "")).split()
            return Pressed(next((e.id for e in step.extras if e.id not in read), "continue"))
        case _:
            return Pressed("continue")


def calculates(frame: Frame) -> Input:
    """Answer one question after the other, keep the result, go on."""
    answers: dict[str, Input] = {
        "guess": Pressed("medium"),
        "goal": Pressed("fine-tune"),
        "data": Said("2 GB of documents"),
        "minutes": Said("10 days"),
        "country": Said("Germany"),
        "kept": Pressed("keep"),
    }
    return next((answers[name] for name in answers if name not in frame.slots), Pressed("continue"))


def answers(frame: Frame) -> Input:
    """Answer the short form of the checklist, each question in another way."""
    given: dict[str, Input] = {
        "tool": Said("Support chatbot (answers order questions)"),
        "use": Pressed("ready-made"),
        "touches": Pressed("none"),
        "form": Pressed("short"),
        "basis": Pressed("told"),
        "reason": Said("Nobody's work will change."),
        "note": Said("Answers show no sources."),
        "closing": Said("Customers already quote the bot's refund promises."),
        "summary": Pressed("_leave"),
    }
    question = {"K1": "unknown", "K2": "yes", "K3": "partly", "K8": "no", "K12": "skip"}
    at = str(frame.slots.get("at", "tool"))
    return given.get(at) or Pressed(question.get(str(frame.slots["what"]), "no"))


def knows_nothing(step: Step, frame: Frame) -> Input:
    """Be wrong twice, or be shown the answer; guess wrong; skip what can be skipped."""
    match step:
        case Check() if "wrong" in frame.slots and "again" not in frame.slots:
            return Pressed("show" if len(step.id) % 2 else "again")
        case Check():
            wrong = [c.id for c in step.choices if not c.right]
            return Pressed(wrong[-1] if "wrong" in frame.slots else wrong[0])
        case Guess():
            return Pressed(step.choices[-1].id)
        case Reflection() | Calculator():
            return Pressed("skip")
        case Checklist():
            return Pressed("_leave")
        case _:
            return Pressed("continue")


def walk(course: Course, lesson: Lesson, learner: Learner) -> list[Act]:
    """Return every act of the learner, from the first meeting to the lesson's last message."""
    acts = [Act(Began(), None, say(course, fresh(), Began()))]
    for _ in range(3 * len(lesson.path)):
        frame = acts[-1].conversation.stack[-1]
        step = lesson.step(frame.step)
        assert step
        if isinstance(step, Ending):
            return acts
        input = learner(step, frame)
        acts.append(Act(input, step.id, say(course, acts[-1].conversation, input)))
    raise AssertionError("the lesson does not end")


def script(acts: list[Act]) -> list[str]:
    """Return the learner's side as the lines of a transcript."""
    lines = ["> hello"]
    for before, act in pairwise(acts):
        match act.input:
            case Said(text):
                lines.append(f"> {text}")
            case Pressed(choice):
                choices = before.turn.replies[-1].choices
                lines.append(f"> [{next(button(c) for c in choices if c.id == choice)}]")
            case _:
                raise AssertionError(f"a transcript cannot show {act.input}")
    return lines
