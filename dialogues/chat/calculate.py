"""The calculator, opened from anywhere; closing it leads back to the same place."""

from __future__ import annotations

from dialogues.calculators.training_cost.conversation import flow
from dialogues.scene import Answer, Call, Close, Heard, Opened, Scene
from dialogues.steps.calculator import Calculator


def called(scene: Scene) -> Heard:
    """Open the calculator; whoever is at that of the lesson goes on with it."""
    _, here = scene.lesson.path[scene.place]
    return Heard(Close(every=True) if isinstance(here, Calculator) else Call("calculate"))


def open(scene: Scene) -> Opened:
    """Show where the learner is in the calculator."""
    return flow.open(scene, in_lesson=False)


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Take an answer, or close the calculator."""
    return flow.hear(scene, answer, in_lesson=False)


def back(scene: Scene) -> dict[str, str | int] | None:
    """Return the slots one answer earlier, None at the beginning."""
    return flow.back(scene, in_lesson=False)
