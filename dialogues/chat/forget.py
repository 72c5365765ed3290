"""Forgetting: all that is kept about the learner is erased, once they said that they mean it."""

from __future__ import annotations

from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Close, Forget, Heard, Opened, Scene

FORGET = "forget.everything"
"""The choice that erases. Pressed once more, it finds nothing and does nothing."""


def open(scene: Scene) -> Opened:
    """Say what goes and what stays, and ask whether it is meant."""
    words = scene.phrases.button
    choices = (Choice("keep", words.keep_data), Choice(FORGET, words.forget))
    return Opened((Reply(scene.phrases.privacy.forget, choices),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Erase everything, or keep it."""
    match answer:
        case Chosen(choice) if choice == FORGET:
            return Heard(Forget())
        case Chosen("keep"):
            return Heard(Close())
        case _:
            return None
