"""A reminder of a next step that a manager assigned."""

from __future__ import annotations

from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Begun, Call, Chosen, Close, Heard, Opened, Scene
from dialogues.sharing.assigning import reminding
from dialogues.sharing.record import StepDone
from dialogues.sharing.request import FindStep, NextStep


def begin(scene: Scene) -> Begun | None:
    """Say nothing where there is nothing left to be reminded of."""
    found = _found(scene)
    return Begun(dict(scene.slots)) if found and not found[1].done else None


def open(scene: Scene) -> Opened:
    """Say what is to be done, if what it came from still holds."""
    words, labels = scene.phrases.sharing, scene.phrases.button
    close = Choice("close", labels.back_to_place, also=scene.phrases.go_on)
    found = _found(scene)
    if found is None:
        return Opened((Reply(words.step_gone, (close,)),))
    consent, step = found
    until = literal(step.due) or scene.phrases.sharing_button.no_date.lower()
    text = words.reminder.format(action=step.action, owner=literal(step.owner), due=until)
    choices = (
        Choice("done", scene.phrases.sharing_button.done),
        Choice("tomorrow", labels.tomorrow),
        Choice("in_a_week", labels.in_a_week),
        Choice("summary", scene.phrases.sharing_button.summary),
        close,
    )
    return Opened((Reply(text, choices, consent=consent),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Note that it is done, or remind again."""
    found = _found(scene)
    match answer:
        case Chosen("close"):
            return Heard(Close(replay=True))
        case Chosen("done") if found:
            return Heard(Close(replay=True), (), (StepDone(found[1].step),))
        case Chosen("tomorrow" | "in_a_week" as when) if found:
            said = Reply(scene.phrases.sharing.reminded)
            timer = reminding(scene, found[1].step, when)
            return Heard(Close(replay=True), (said,), timers=(timer,))
        case Chosen("summary") if found:
            return Heard(Call("summary", {"consent": found[0]}))
        case _:
            return None


def _found(scene: Scene) -> tuple[str, NextStep] | None:
    if not scene.view.sharing:
        return None
    return scene.find(FindStep(str(scene.slots.get("about", ""))))
