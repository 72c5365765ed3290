"""Talks about a checklist: the shipped course with a small lesson, and a learner to answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from dialogues.checklists.answers import Run
from dialogues.course import Course
from dialogues.input import Input, Pressed
from dialogues.reply import Reply
from dialogues.state import Conversation, Frame, fresh
from dialogues.turn import Turn
from tests.engine.talks import course, say
from tests.transcripts.courses import COURSES

TINY: Course = course()
WITH_STEP: Course = course(*COURSES["with-checklist"]())
CARD: Sequence[str | Input] = ("checklist", "Support chatbot", "ready-made", "none", "short")
WORDS = [
    "yes",
    "no",
    "partly",
    "don't know",
    "n/a",
    "skip",
    "/back",
    "back",
    "/repeat",
    "/menu",
    "/later",
    "/checklist",
    "more",
    "A chatbot for orders",
    "health, children",
    "x" * 301,
    "?",
    "*bold* [x](y) _it_ \\",
]


def after(*inputs: str | Input, of: Course = TINY) -> Turn:
    """Return the last turn of these inputs by a new learner."""
    return say(of, fresh(), *inputs)


def answered(*inputs: str | Input) -> Turn:
    """Return the last turn of these inputs after a filled card."""
    return after(*CARD, *inputs)


def asked(turn: Turn) -> Reply:
    """Return the question that waits."""
    return turn.replies[-1]


def top(turn: Turn) -> Frame:
    """Return the frame of the step that waits."""
    return turn.conversation.stack[-1]


def run_of(conversation: Conversation) -> Run:
    """Return the run that was changed last."""
    return conversation.checklists[-1]


@st.composite
def acts(draw: st.DrawFn) -> list[int | str]:
    """Give what a learner does: presses the choice at a place, or types."""
    act = st.integers(0, 12) | st.integers(0, 5) | st.sampled_from(WORDS)
    return draw(st.lists(act, max_size=60))


def follow(of: Course, given: Iterable[int | str]) -> Iterable[tuple[Conversation, Turn]]:
    """Give every turn of these acts, with the conversation before it."""
    turn = after("/checklist", of=of)
    for act in given:
        before, choices = turn.conversation, asked(turn).choices
        input = act if isinstance(act, str) else Pressed(choices[act % len(choices)].id)
        turn = say(of, before, input)
        yield before, turn
