"""The engine: one input in, one turn out. Pure: no clock, no chance, no memory of learners.

One loop: let the current step hear the input; while it says "next", open the next step; stop
when one waits. Input that is no answer is an ordinary outcome: explain, ask again.
"""

from __future__ import annotations

from datetime import datetime

from dialogues.course import Course
from dialogues.hearing import hear
from dialogues.input import Input
from dialogues.request import Lacking
from dialogues.state import Conversation
from dialogues.talk import Talk
from dialogues.turn import Turn, View


def advance(
    course: Course, conversation: Conversation, input: Input, *, view: View, now: datetime
) -> Turn:
    """Return what the input leads to: the next conversation, replies, records and timers.

    A turn with `requests` asks for look-ups: call again with the same, and their answers in
    `view.found`.

    `now` is aware. Raises RunawayContent when a lesson opens too many steps without asking
    anything; `tutorbot check` reports such a lesson beforehand.
    """
    try:
        return hear(Talk(course, conversation, view, now), input)
    except Lacking as lacking:
        return Turn(conversation, requests=lacking.requests)
