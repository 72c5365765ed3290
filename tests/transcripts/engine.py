"""The engine as the other side of a transcript: nothing but its arguments and its turns."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bot.content.load import load_course
from dialogues.course import Course
from dialogues.engine import advance
from dialogues.input import Fired, Input
from dialogues.reply import Image, Reply, button, full_text
from dialogues.state import Conversation, decode, encode, fresh
from dialogues.turn import SetTimer, Turn, View
from tests.transcripts.courses import content
from tests.transcripts.script import Act, Button, Shown

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ZONE = "Europe/Paris"


class Engine:
    """One learner; the conversation is encoded and decoded between any two inputs."""

    def __init__(self, course: Course, folder: Path) -> None:
        self.course, self.folder = course, folder
        self.data = encode(fresh())
        self.now = NOON
        self.timers: dict[str, SetTimer] = {}
        self.keys: set[str] = set()

    async def restart(self, course: str) -> None:
        """Go on with this course."""
        self.course = load_course(content(course, self.folder))

    def speaks(self, who: str, platform: str | None, tenant: str | None) -> None:
        raise NotImplementedError("the engine knows one learner: see several.py")

    async def take(self, act: Act, at: datetime | None, key: str | None) -> list[Shown]:
        """Let due timers fire, then take the input, unless its key is known."""
        self.now = at or self.now
        shown = [s for timer in self._due() for s in self._advance(Fired(timer.name, timer.prompt))]
        if act is None or key in self.keys:
            return shown
        self.keys |= {key} if key else set()
        return [*shown, *self._advance(act)]

    def _due(self) -> list[SetTimer]:
        due = [t for t in self.timers.values() if t.due <= self.now]
        for timer in due:
            del self.timers[timer.name]
        return due

    def _advance(self, input: Input) -> list[Shown]:
        turn = alone(self.course, decode(self.data), input, View(zone=ZONE), self.now)
        self.data = encode(turn.conversation)
        self._set_timers(turn)
        return [seen(reply) for reply in turn.replies]

    def _set_timers(self, turn: Turn) -> None:
        for change in turn.timers:
            self.timers.pop(change.name, None)
            if isinstance(change, SetTimer):
                self.timers[change.name] = change


def alone(
    course: Course, conversation: Conversation, input: Input, view: View, now: datetime
) -> Turn:
    """Return the turn of a learner who is in no team, and has sent nothing."""
    turn = advance(course, conversation, input, view=view, now=now)
    while turn.requests:
        found = {**view.found, **dict.fromkeys(turn.requests, ())}
        view = msgspec.structs.replace(view, found=found)
        turn = advance(course, conversation, input, view=view, now=now)
    return turn


def seen(reply: Reply) -> Shown:
    """Return the reply as the learner sees it."""
    buttons = tuple(Button(c.id, button(c)) for c in reply.choices)
    picture = name(reply.image) if reply.image else None
    return Shown(full_text(reply), buttons, reply.prompt, picture)


def name(image: Image) -> str:
    """Return what stands for a picture in a transcript."""
    return f"{image.file}, {image.mark}" if image.mark else image.file
