"""The checklists, opened from anywhere; closing them leads back to the same place."""

from __future__ import annotations

import msgspec

from dialogues.checklists.conversation import flow
from dialogues.checklists.conversation.case import Case
from dialogues.checklists.model import Checklist
from dialogues.reply import Reply
from dialogues.scene import Answer, Ask, Call, Close, Heard, Opened, Scene
from dialogues.steps.checklist import Checklist as ChecklistStep


def called(scene: Scene) -> Heard:
    """Open the checklists; whoever is at that of the lesson goes on with it."""
    _, here = scene.lesson.path[scene.place]
    if isinstance(here, ChecklistStep):
        return Heard(Close(every=True))
    if not scene.course.checklists:
        return Heard(Ask(), (Reply(scene.phrases.checking.none),))
    return Heard(Call("checklist"))


def open(scene: Scene) -> Opened:
    """Show where the learner is, or the choice of a checklist."""
    scene, checklist = _settled(scene)
    return flow.open(scene, checklist, in_lesson=False)


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Take an answer, or close the checklist."""
    settled, checklist = _settled(scene)
    if "list" in scene.slots and settled is not scene:
        return Case(settled, checklist, in_lesson=False).updated()
    return flow.hear(settled, checklist, answer, in_lesson=False)


def back(scene: Scene) -> dict[str, str | int] | None:
    """Return the slots one page earlier, None at the beginning."""
    scene, checklist = _settled(scene)
    return flow.back(scene, checklist, in_lesson=False)


def _settled(scene: Scene) -> tuple[Scene, Checklist]:
    """Return the checklist that was chosen; with several and none chosen, at their list."""
    checklists = scene.course.checklists
    if chosen := scene.course.checklist.get(str(scene.slots.get("list", ""))):
        return scene, chosen
    if len(checklists) == 1 and "list" not in scene.slots:
        return scene, checklists[0]
    slots: dict[str, str | int] = {"at": "lists"} if len(checklists) > 1 else {}
    return msgspec.structs.replace(scene, slots=slots), checklists[0]
