"""A calculator: a few questions and a result, at its place in the lesson. It can be skipped."""

from __future__ import annotations

from typing import Literal

from dialogues.calculators.training_cost.conversation import flow
from dialogues.model import Step
from dialogues.scene import Answer, Heard, Opened, Scene


class Calculator(Step):
    """Opens a calculator in the lesson. Its words stand in `content/calculators/`.

    Example: `{id: C1, kind: calculator, calculator: training-cost}`
    """

    kind: Literal["calculator"]
    calculator: Literal["training-cost"]


def open(scene: Scene) -> Opened:
    """Show where the learner is in the calculator."""
    return flow.open(scene, in_lesson=True)


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Take an answer, or go on in the lesson."""
    return flow.hear(scene, answer, in_lesson=True)


def back(scene: Scene) -> dict[str, str | int] | None:
    """Return the slots one answer earlier, None at the beginning."""
    return flow.back(scene, in_lesson=True)
