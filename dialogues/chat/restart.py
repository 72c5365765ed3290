"""Starting a lesson over: asked first."""

from __future__ import annotations

from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Close, Heard, Opened, Scene, Take


def open(scene: Scene) -> Opened:
    """Ask whether it is meant."""
    words = scene.phrases.button
    choices = (Choice("keep", words.keep), Choice("restart", words.restart))
    return Opened((Reply(scene.phrases.later.restart, choices),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Begin again, or keep the place."""
    match answer:
        case Chosen("restart"):
            said = Reply(scene.phrases.later.restarted)
            return Heard(Take(scene.lesson.id, anew=True), (said,))
        case Chosen("keep"):
            return Heard(Close())
        case _:
            return None
