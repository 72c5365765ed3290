"""Buttons that several steps share."""

from __future__ import annotations

from dialogues.reply import Choice
from dialogues.scene import Scene


def go_on(scene: Scene) -> Choice:
    """Return the button Continue, with what else means it when typed."""
    return Choice("continue", scene.phrases.button.go_on, also=scene.phrases.go_on)
