"""How a lesson runs: where it waits for the learner, and how much it says before."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dialogues.checks.walk import At, all_steps
from dialogues.course import AnyStep, Lesson
from dialogues.place import kind_of
from dialogues.problem import Problem
from dialogues.talk import MAX_STEPS

MOST_BUBBLES = 3
"""Bubbles and pictures between two acts of the learner: a fourth pushes the first away."""

MOST_MESSAGES = 5
"""Messages between two acts: feedback on the last answer and the next question counted."""

BUBBLES = frozenset({"statement", "picture"})
SILENT = frozenset({"heading", "picture", "extras", "pause", "ending"})
"""The kinds that say nothing when the learner goes on."""


class Run(msgspec.Struct, frozen=True):
    """What is said between two acts of the learner: messages of feedback, then the steps.

    The last step is the one that waits; a part's heading, which is not written as a step, is
    counted in `heading`.
    """

    steps: tuple[tuple[At, AnyStep], ...]
    feedback: int
    heading: int


def ends_with_an_ending(lesson: Lesson) -> Iterator[Problem]:
    """The last step is an ending, which waits."""
    at, last = list(all_steps(lesson))[-1]
    if last.kind != "ending":
        wrong = (
            f"the lesson ends here with kind {last.kind!r}: add a step of kind 'ending' after it"
        )
        yield Problem("no-ending", wrong, (*at, "kind"))


def waits_in_time(lesson: Lesson) -> Iterator[Problem]:
    """The lesson waits for the learner before the engine takes it for a runaway."""
    for run in runs(lesson):
        if len(run.steps) > MAX_STEPS:
            wrong = f"{len(run.steps)} steps without anything to answer: add a question or a pause"
            yield Problem("no-question", wrong, run.steps[0][0])


def too_much_at_once(lesson: Lesson) -> Iterator[Problem]:
    """At most 3 bubbles or pictures, and at most 5 messages, until the learner acts."""
    for run in runs(lesson):
        bubbles = [at for at, step in run.steps if step.kind in BUBBLES]
        messages = run.feedback + len(run.steps) + run.heading
        if len(bubbles) > MOST_BUBBLES:
            wrong = f"{len(bubbles)} bubbles or pictures in a row, at most {MOST_BUBBLES} are good"
            remedy = ": put a question or a pause before this one"
            yield Problem("too-much-at-once", wrong + remedy, bubbles[MOST_BUBBLES])
        elif messages > MOST_MESSAGES:
            wrong = f"{messages} messages in a row with the feedback before and the question after"
            remedy = f", at most {MOST_MESSAGES} are good: put a question or a pause between"
            yield Problem("too-much-at-once", wrong + remedy, run.steps[0][0])


def runs(lesson: Lesson) -> Iterator[Run]:
    """Give what is said between any two acts of the learner on the way through the lesson."""
    sections = {id(section.steps[0]): section for section in lesson.sections}
    steps: list[tuple[At, AnyStep]] = []
    feedback = 0
    for at, step in all_steps(lesson):
        section = sections.get(id(step))
        if section and section.title:
            if steps:
                yield Run(tuple(steps), feedback, 1)
            steps, feedback = [], 0
        steps.append((at, step))
        if kind_of(step).waits:
            yield Run(tuple(steps), feedback, 0)
            steps, feedback = [], int(step.kind not in SILENT)
    if steps:
        yield Run(tuple(steps), feedback, 0)
