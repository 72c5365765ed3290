"""A checklist at its place in the lesson: answered, gone on with, or skipped."""

from __future__ import annotations

from typing import Literal

from dialogues.checklists.conversation import flow
from dialogues.checklists.model import Checklist as Asked
from dialogues.model import Id, Step
from dialogues.scene import Answer, Heard, Opened, Scene


class Checklist(Step):
    """Asks a checklist in the lesson. Its questions stand in `content/checklists/`.

    Example: `{id: K1, kind: checklist, checklist: ai-tool}`
    """

    kind: Literal["checklist"]
    checklist: Id


def open(scene: Scene) -> Opened:
    """Show where the learner is in the checklist."""
    return flow.open(scene, _asked(scene), in_lesson=True)


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Take an answer, or go on in the lesson."""
    return flow.hear(scene, _asked(scene), answer, in_lesson=True)


def back(scene: Scene) -> dict[str, str | int] | None:
    """Return the slots one page earlier, None at the beginning."""
    return flow.back(scene, _asked(scene), in_lesson=True)


def _asked(scene: Scene) -> Asked:
    step = scene.step
    assert isinstance(step, Checklist)
    return scene.course.checklist[step.checklist]
