"""What came back to a manager's question."""

from __future__ import annotations

from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Call, Chosen, Close, Heard, Opened, Scene
from dialogues.sharing.request import FindReply


def open(scene: Scene) -> Opened:
    """Say question and answer, if the consent holds."""
    words, found = scene.phrases.sharing, _found(scene)
    close = Choice("close", scene.phrases.button.back_to_place, also=scene.phrases.go_on)
    if found is None:
        return Opened((Reply(words.gone, (close,)),))
    consent, name, question, answer = found
    text = words.answered.format(
        name=literal(name), question=literal(question), answer=literal(answer)
    )
    choices = (Choice("summary", scene.phrases.sharing_button.summary), close)
    return Opened((Reply(text, choices, consent=consent),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Open the summary that it is about, or go back."""
    match answer:
        case Chosen("close"):
            return Heard(Close(replay=True))
        case Chosen("summary") if found := _found(scene):
            return Heard(Call("summary", {"consent": found[0]}))
        case _:
            return None


def _found(scene: Scene) -> tuple[str, str, str, str] | None:
    if not scene.view.sharing:
        return None
    return scene.find(FindReply(str(scene.slots.get("inquiry", ""))))
