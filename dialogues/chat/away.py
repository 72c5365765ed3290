"""Away: the learner has paused or stopped; anything said brings them back to their place."""

from __future__ import annotations

from dialogues.buttons import go_on
from dialogues.reply import Reply
from dialogues.scene import Answer, Close, Heard, Opened, Scene


def open(scene: Scene) -> Opened:
    """Say that the place is kept, and what will come, if anything."""
    words, when = scene.phrases.later, scene.slots.get("when")
    if when == "stopped":
        text = words.stopped + _still(scene)
    elif when:
        form = words.set_morning if "night" in scene.slots else words.set
        text = form.format(when=getattr(scene.phrases.button, str(when)).lower())
    else:
        text = words.unset
    return Opened((Reply(text, (go_on(scene),)),))


def _still(scene: Scene) -> str:
    """Return what comes all the same: somebody else's letters are not the bot's to hold back."""
    words = scene.phrases.later
    still = {"manager": words.still_manager, "member": words.still_member}
    role = str(scene.slots.get("role"))
    return f"\n\n{still[role]}" if role in still else ""


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Go back to the place, whatever was said."""
    return Heard(Close(replay=True))
