"""A summary that someone sent: told its manager when it is sent, and opened again from a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Close, Heard, Opened, Scene, Stay
from dialogues.sharing import assigning, summary_card
from dialogues.sharing.opened import received
from dialogues.sharing.request import Received


class Page(msgspec.Struct, frozen=True):
    """One page about a summary: what it says, hears, and where Back leads."""

    open: Callable[[Scene, Received], Reply]
    hear: Callable[[Scene, Received, Answer], Heard | None]
    back: str = "card"


PAGES: Mapping[str, Page] = {
    "card": Page(summary_card.open_card, summary_card.hear_card),
    "full": Page(summary_card.open_full, summary_card.hear_full),
    "ask": Page(summary_card.open_ask, summary_card.hear_ask),
    "steps": Page(assigning.open_steps, assigning.hear_steps),
    "step": Page(assigning.open_step, assigning.hear_step, "steps"),
    "due": Page(assigning.open_due, assigning.hear_due, "step"),
    "remind": Page(assigning.open_remind, assigning.hear_remind, "steps"),
}


def open(scene: Scene) -> Opened:
    """Show the page, if the consent holds and the person manages the team at this moment."""
    got = received(scene)
    if got is None:
        back = Choice("close", scene.phrases.button.back_to_place, also=scene.phrases.go_on)
        return Opened((Reply(scene.phrases.sharing.gone, (back,)),))
    reply = _page(scene).open(scene, got)
    return Opened((msgspec.structs.replace(reply, consent=got.consent),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Let the page hear, but for the buttons that lead back."""
    if answer == Chosen("close"):
        return Heard(Close(replay=True))
    got = received(scene)
    if got is None:
        return None
    if answer == Chosen("back"):
        return Heard(Stay({"consent": got.consent, **_back(scene)}))
    return _with_consent(_page(scene).hear(scene, got, answer), got)


def back(scene: Scene) -> dict[str, str | int] | None:
    """Return the page before this one; None at the card."""
    if str(scene.slots.get("at", "card")) == "card":
        return None
    return {"consent": str(scene.slots.get("consent", "")), **_back(scene)}


def _back(scene: Scene) -> dict[str, str | int]:
    before = _page(scene).back
    kept = {"question": scene.slots["question"]} if before == "step" else {}
    return {"at": before, **kept}


def _page(scene: Scene) -> Page:
    return PAGES[str(scene.slots.get("at", "card"))]


def _with_consent(heard: Heard | None, got: Received) -> Heard | None:
    """Return it with all that it says bound to the consent: it may name who sent it."""
    if heard is None:
        return None
    replies = tuple(msgspec.structs.replace(r, consent=got.consent) for r in heard.replies)
    return msgspec.structs.replace(heard, replies=replies)
