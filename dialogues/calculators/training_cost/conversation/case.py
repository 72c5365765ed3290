"""One learner's case: the answers so far, and all that is needed to speak about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dialogues.calculators.training_cost.conversation.answers import Kept, Slots, answers, inputs_of
from dialogues.calculators.training_cost.estimate import Estimate
from dialogues.reply import Choice
from dialogues.scene import Close, Heard, Move, Next, Scene, Stay

if TYPE_CHECKING:  # the course holds the calculators
    from dialogues.calculators.calculator import Calculator
    from dialogues.calculators.training_cost.conversation.words import Words

NAME = "training-cost"


@dataclass(frozen=True)
class Case:
    """The scene of a calculator: a step of a lesson (`in_lesson`), or opened from anywhere."""

    scene: Scene
    in_lesson: bool

    @cached_property
    def calculator(self) -> Calculator:
        return self.scene.course.calculators[NAME]

    @property
    def words(self) -> Words:
        return self.calculator.words

    @cached_property
    def slots(self) -> Slots:
        """The slots, but for answers that the calculator of today does not know any more."""
        return {n: v for n, v in self.scene.slots.items() if self._is_known(n, v)}

    def _is_known(self, name: str, value: str | int) -> bool:
        names = self.words.names
        match name:
            case "goal":
                return value in names.goal
            case "material":
                return value in names.material
            case "chip":
                return value in self.calculator.chips
            case _:
                return True

    @cached_property
    def estimate(self) -> Estimate:
        """What comes of the answers; all that are needed must be there."""
        return self.estimate_of(self.slots)

    def estimate_of(self, slots: Slots) -> Estimate:
        """Return what comes of these answers."""
        return self.calculator.estimate(inputs_of(slots))

    def leave(self) -> Choice:
        """Return the button that leads on in the lesson, or back to where the learner was."""
        button, also = self.words.button, self.scene.phrases.go_on
        if self.in_lesson:
            return Choice("continue", self.scene.phrases.button.go_on, also=also)
        return Choice("close", button.done, also=(*also, "close", "continue"))

    @property
    def countries(self) -> dict[str, str]:
        """The countries of the table: their names by code."""
        return self.calculator.countries

    @property
    def way_out(self) -> Move:
        return Next() if self.in_lesson else Close()


def show(case: Case, at: str, **view: str | int) -> Heard:
    """Show another page of the calculator; the answers stay."""
    return Heard(Stay({**answers(case.slots), **_kept(case), "at": at, **view}))


def show_result(case: Case) -> Heard:
    """Show the result again, in short, or the next question."""
    return Heard(Stay({**answers(case.slots), **_kept(case), "brief": 1}))


def _kept(case: Case) -> Kept:
    """Return the slot that says that this result is kept."""
    return {"kept": case.slots["kept"]} if "kept" in case.slots else {}
