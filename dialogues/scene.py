"""What a step is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import msgspec

from dialogues.checklists.answers import Run
from dialogues.model import Step
from dialogues.record import Record
from dialogues.reply import Reply
from dialogues.request import Lacking, Request
from dialogues.state import Calculation, Progress
from dialogues.turn import Letter, View

if TYPE_CHECKING:
    from dialogues.course import Course, Lesson, Section
    from dialogues.phrases import Phrases

A = TypeVar("A")


class Scene(msgspec.Struct, frozen=True, gc=False):
    """One step at the moment when it is opened or hears an answer.

    `lesson`, `section` and `place` (an index of the lesson's path) are those of the learner's
    place, also under a menu.
    """

    course: Course
    lesson: Lesson
    section: Section
    step: Step
    place: int
    slots: Mapping[str, str | int]
    progress: Progress
    view: View
    now: datetime
    calculations: tuple[Calculation, ...] = ()
    checklists: tuple[Run, ...] = ()
    exported: datetime | None = None

    @property
    def phrases(self) -> Phrases:
        return self.course.phrases

    def need(self, *requests: Request[Any]) -> None:
        """Have all of these looked up in one go, where `find` would do one after the other."""
        if lacking := [request for request in requests if request not in self.view.found]:
            raise Lacking(*lacking)

    def find(self, request: Request[A]) -> A:
        """Return what the store answers. Call it anywhere in `open` and `hear`.

        Raises Lacking where it was not looked up yet: then the turn is taken again with it.
        """
        if request not in self.view.found:
            raise Lacking(request)
        return cast("A", self.view.found[request])


class Chosen(msgspec.Struct, frozen=True, gc=False):
    """The learner chose this choice of the open prompt, pressed or typed."""

    choice: str


class Typed(msgspec.Struct, frozen=True, gc=False):
    """The learner typed something that is no choice of the open prompt. Cleaned, not empty."""

    text: str


Answer: TypeAlias = Chosen | Typed


class Opened(msgspec.Struct, frozen=True, gc=False):
    """What a step says when it is shown. If it waits, the last reply is its question."""

    replies: tuple[Reply, ...] = ()


class Ask(msgspec.Struct, frozen=True, gc=False):
    """Stay, and ask the same question again."""


class Stay(msgspec.Struct, frozen=True, gc=False):
    """Stay at this step with these slots, and show it."""

    slots: dict[str, str | int]


class Next(msgspec.Struct, frozen=True, gc=False):
    """Go on to the next step."""


class Call(msgspec.Struct, frozen=True, gc=False):
    """Open a step of the chat (a menu, say) above the place; the place is kept."""

    step: str
    slots: dict[str, str | int] = {}


class Close(msgspec.Struct, frozen=True, gc=False):
    """Close the chat step. `replay` also shows what led to the question below.

    `leave` also ends the visit of a part, so that the place itself is next. `every` also closes
    a long step of the chat that stands below, so that the lesson is next.
    """

    replay: bool = False
    leave: bool = False
    every: bool = False


class Visit(msgspec.Struct, frozen=True, gc=False):
    """Revisit a section and come back."""

    section: str


class Take(msgspec.Struct, frozen=True, gc=False):
    """Take a lesson: at its kept place, or from the start. `anew` begins another run."""

    lesson: str
    anew: bool = False


class Replay(msgspec.Struct, frozen=True, gc=False):
    """Say again what led to the open question, and the question."""


class Back(msgspec.Struct, frozen=True, gc=False):
    """Go back to the question before."""


class Forget(msgspec.Struct, frozen=True, gc=False):
    """Erase all that is kept about the learner; the conversation ends."""


Move: TypeAlias = Ask | Stay | Next | Call | Close | Visit | Take | Replay | Back | Forget


class Remind(msgspec.Struct, frozen=True, gc=False):
    """Set the timer `name` for `due`, or cancel it when None."""

    name: str
    due: datetime | None


class Begun(msgspec.Struct, frozen=True, gc=False):
    """What a step of the chat that is told begins with: its slots, and what goes with it."""

    slots: dict[str, str | int]
    records: tuple[Record, ...] = ()
    timers: tuple[Remind, ...] = ()


class Heard(msgspec.Struct, frozen=True, gc=False):
    """What an answer leads to: words, records, the next move; a result or a run to keep.

    `exported`: all that is kept goes to the learner as a file. `letters` and `withdrawn`: see
    `dialogues.turn.Turn`.
    """

    move: Move
    replies: tuple[Reply, ...] = ()
    records: tuple[Record, ...] = ()
    progress: Progress | None = None
    timers: tuple[Remind, ...] = ()
    calculation: Calculation | None = None
    checklist: Run | None = None
    letters: tuple[Letter, ...] = ()
    withdrawn: tuple[str, ...] = ()
    exported: bool = False
