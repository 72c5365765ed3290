"""Short talks with the engine: a conversation after some inputs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from dialogues.course import Course, Lesson
from dialogues.input import Input, Said
from dialogues.state import Conversation, fresh
from dialogues.turn import Turn, View
from tests.engine.author import CALCULATORS, CHECKLISTS, PHRASES
from tests.transcripts.courses import Raw, tiny
from tests.transcripts.engine import alone

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TO_THE_CHECK = ("hello", "a", "next", "next")
TO_THE_EXTRAS = (*TO_THE_CHECK, "b", "skip", "next", "next")


def course(*lessons: Raw, revision: str = "r1") -> Course:
    """Return a course of these lessons; of the tiny one, when none is given."""
    made = [Lesson.model_validate(raw) for raw in lessons or [tiny()]]
    named = [x.model_copy(update={"revision": revision, "folder": x.id}) for x in made]
    return Course(
        lessons=tuple(named),
        phrases=PHRASES,
        revision=revision,
        calculators=CALCULATORS,
        checklists=CHECKLISTS,
    )


def say(
    course: Course, conversation: Conversation, *inputs: str | Input, view: View | None = None
) -> Turn:
    """Return the last turn of these inputs; a string is typed."""
    turn = Turn(conversation)
    for input in inputs:
        heard = Said(input) if isinstance(input, str) else input
        turn = alone(course, turn.conversation, heard, view or View(), NOON)
    return turn


def after(course: Course, inputs: Sequence[str | Input]) -> Conversation:
    """Return the conversation of a new learner after these inputs."""
    return say(course, fresh(), *inputs).conversation
