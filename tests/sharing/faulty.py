"""An engine that fails now and then, with an error that repeats what it was given."""

from __future__ import annotations

import random
from datetime import datetime

from dialogues.course import Course
from dialogues.engine import advance
from dialogues.input import Input, Said, Told
from dialogues.state import Conversation
from dialogues.turn import Turn, View
from tests.sharing.person import FAULT, kind, secrets


class Faulty:
    """Fails at words made for it, and at some of what others are to be told."""

    def __init__(self) -> None:
        self._chance = random.Random(7)  # noqa: S311  # the same every time
        self.failed = 0

    def __call__(
        self, course: Course, conversation: Conversation, input: Input, *, view: View, now: datetime
    ) -> Turn:
        """Take the turn. Raises ValueError, with all that is known in its words."""
        if self._fails(input):
            self.failed += 1
            raise ValueError(f"no turn for {input} of {conversation}, with {view.found}")
        return advance(course, conversation, input, view=view, now=now)

    def _fails(self, input: Input) -> bool:
        match input:
            case Said(text):
                return any(kind(secret) == FAULT for secret in secrets(text))
            case Told():
                return self._chance.random() < 0.03
            case _:
                return False
