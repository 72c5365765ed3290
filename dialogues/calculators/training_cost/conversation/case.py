"""One learner's case: the answers so far, and all that is needed to speak about them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from dialogues.calculators.training_cost.conversation.answers import Kept, Slots, answers, inputs_of
from dialogues.calculators.training_cost.estimate import Estimate
from dialogues.reply import Choice
from dialogues.scene import Close, Heard, Move, Next, Stay
from dialogues.state import Calculation

if TYPE_CHECKING:  # the course holds the calculators
    from dialogues.calculators.calculator import Calculator
    from dialogues.calculators.training_cost.conversation.words import Words
    from dialogues.course import Course

NAME = "training-cost"


class Case(msgspec.Struct, frozen=True, dict=True):
    """What the pages of a calculator are made of: in a lesson (`in_lesson`), or on its own.

    `slots` leave out answers that the calculator of today does not know any more. `now` is when
    an answer is heard; a page that is shown does not depend on it.
    """

    course: Course
    calculator: Calculator
    words: Words
    slots: Slots
    in_lesson: bool
    calculations: tuple[Calculation, ...] = ()
    now: datetime | None = None

    @cached_property
    def estimate(self) -> Estimate:
        """What comes of the answers; all that are needed must be there."""
        return self.estimate_of(self.slots)

    def estimate_of(self, slots: Slots) -> Estimate:
        """Return what comes of these answers."""
        return self.calculator.estimate(inputs_of(slots))

    def leave(self) -> Choice:
        """Return the button that leads on in the lesson, or back to where the learner was."""
        button, also = self.words.button, self.course.phrases.go_on
        if self.in_lesson:
            return Choice("continue", self.course.phrases.button.go_on, also=also)
        return Choice("close", button.done, also=(*also, "close", "continue"))

    def to_result(self) -> Choice:
        """Return the button that leads back to the result."""
        return Choice("result", self.words.button.result, also=("result",))

    @property
    def countries(self) -> dict[str, str]:
        """The countries of the table: their names by code."""
        return self.calculator.countries

    @property
    def way_out(self) -> Move:
        return Next() if self.in_lesson else Close()


def case_of(course: Course, slots: Slots, *, in_lesson: bool) -> Case:
    """Return the case of a learner with these slots, who has kept no result."""
    calculator = course.calculators[NAME]
    known = _known(calculator, slots)
    return Case(course, calculator, calculator.words, known, in_lesson)


def _known(calculator: Calculator, slots: Slots) -> Slots:
    named: Mapping[str, Container[object]] = {
        "goal": calculator.words.names.goal,
        "material": calculator.words.names.material,
        "chip": calculator.chips,
    }
    gone = [name for name in named if name in slots and slots[name] not in named[name]]
    return {n: v for n, v in slots.items() if n not in gone} if gone else slots


def show(case: Case, at: str, **view: str | int) -> Heard:
    """Show another page of the calculator; the answers stay."""
    return Heard(Stay({**answers(case.slots), **_kept(case), "at": at, **view}))


def show_result(case: Case) -> Heard:
    """Show the result again, in short, or the next question."""
    return Heard(Stay({**answers(case.slots), **_kept(case), "brief": 1}))


def _kept(case: Case) -> Kept:
    """Return the slot that says that this result is kept."""
    return {"kept": case.slots["kept"]} if "kept" in case.slots else {}
