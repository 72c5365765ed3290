"""A small engine that counts and echoes, with a way to go wrong for every rule of the runner."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from dialogues.course import Course
from dialogues.input import Fired, Input, Said
from dialogues.record import Reflected
from dialogues.reply import Reply
from dialogues.state import Conversation
from dialogues.turn import CancelTimer, SetTimer, Turn, View

# The runner only hands the course on.
COURSE = Course.model_construct(revision="r1")

LONE_SURROGATE = "\ud800"  # no encoding and no database takes it


def advance(
    course: Course, conversation: Conversation, input: Input, *, view: View, now: datetime
) -> Turn:
    """Count in the prompt number and say "N text"; some texts fail in their own way."""
    if isinstance(input, Fired):
        return _remind(conversation, input)
    text = input.text if isinstance(input, Said) else "hello"
    if text.startswith("boom"):
        error = ValueError(f"cannot make sense of {text}")
        error.add_note("lesson L, step s1")
        raise error
    if text == "unsayable":
        return Turn(conversation, (Reply(LONE_SURROGATE),))
    if text == "unkeepable":
        return Turn(msgspec.structs.replace(conversation, preferred=LONE_SURROGATE))
    number = conversation.prompt + 1
    return Turn(
        msgspec.structs.replace(conversation, prompt=number),
        (Reply(f"{number} {text}", prompt=number),),
        _records(text),
        _timers(text, number, now),
    )


def _remind(conversation: Conversation, fired: Fired) -> Turn:
    if fired.timer == "broken":
        raise ValueError("a timer that nobody can handle")
    if fired.prompt != conversation.prompt:
        return Turn(conversation)
    return Turn(conversation, (Reply(f"{fired.prompt} {fired.timer}"),))


def _records(text: str) -> tuple[Reflected, ...]:
    if text == "unrecordable":
        return (Reflected("lesson", "step", LONE_SURROGATE, 1, "r1"),)
    return (Reflected("lesson", "step", text, 1, "r1"),) if text.startswith("note") else ()


def _timers(text: str, prompt: int, now: datetime) -> tuple[SetTimer | CancelTimer, ...]:
    if text == "never mind":
        return (CancelTimer("later"),)
    if text not in ("later", "broken"):
        return ()
    return (SetTimer(text, now + timedelta(hours=1), prompt),)
