"""The digest of a team about a tool, for its managers: on request, and every week."""

from __future__ import annotations

import msgspec

from dialogues.digests import showing, weekly
from dialogues.digests.case import Slots, about_of, given, managed, now_in, team_of
from dialogues.reply import Reply
from dialogues.scene import (
    Answer,
    Ask,
    Begun,
    Call,
    Chosen,
    Close,
    Heard,
    Opened,
    Scene,
    Stay,
)
from dialogues.sharing.request import of_team


def called(scene: Scene) -> Heard:
    """Return what the word leads to."""
    if not scene.view.sharing:
        return Heard(Ask(), (Reply(scene.phrases.teams.off),))
    if not managed(scene):
        return Heard(Ask(), (Reply(scene.phrases.digest.not_manager),))
    slots = now_in(scene, {})
    return Heard(Call("digest", slots), records=given(scene, slots))


def begin(scene: Scene) -> Begun | None:
    """Return what goes with the digest of a week; None for who does not get it any more."""
    team = str(scene.slots.get("about", ""))
    slots = now_in(scene, {"team": team})
    seat = team_of(scene, slots)
    timer = weekly.again(scene, seat) if seat and seat.team == team else None
    return Begun(slots, given(scene, slots), (timer,)) if timer else None


def open(scene: Scene) -> Opened:
    """Show the page. Whenever someone withdraws, a message with what they sent is dropped."""
    reply, slots = _page(scene), dict(scene.slots)
    seat = team_of(scene, slots)
    return Opened((msgspec.structs.replace(reply, consent=of_team(seat.team)) if seat else reply,))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Turn to another page, or set when the digest comes."""
    slots = dict(scene.slots)
    seat = team_of(scene, slots)
    match answer:
        case Chosen("close"):
            return Heard(Close(replay=True))
        case Chosen("others"):
            return _shown(scene, {"at": "others"})
        case Chosen(choice) if choice.startswith("team."):
            return _shown(scene, {"team": choice.removeprefix("team.")})
        case Chosen(choice) if choice.startswith("tool.") and seat:
            return _shown(scene, {"team": seat.team, "about": choice.removeprefix("tool.")})
        case Chosen("card" | "all" | "picture" | "weekly" | "finished" as at):
            return Heard(Stay({**slots, "at": at}))
        case _:
            return weekly.hear(scene, seat, slots, answer) if seat else None


def back(scene: Scene) -> dict[str, str | int] | None:
    """Return the digest that this page belongs to; None there."""
    if scene.slots.get("at", "card") in {"card", "others"}:
        return None
    return {**scene.slots, "at": "card"}


def _shown(scene: Scene, slots: Slots) -> Heard:
    slots = now_in(scene, slots)
    return Heard(Stay(slots), records=given(scene, slots))


def _page(scene: Scene) -> Reply:
    slots = dict(scene.slots)
    seat = team_of(scene, slots)
    if seat is None or (slots.get("at") == "others" and len(managed(scene)) > 1):
        return showing.which_team(scene)
    if slots.get("at") in weekly.STAGES:
        return weekly.open(scene, seat, slots)
    if slots.get("at") == "finished":
        return showing.finishers(scene, seat)
    about = about_of(scene, seat, slots)
    if about is None or slots.get("at") == "others":
        return showing.which_tool(scene, seat, slots)
    return showing.page(scene, seat, about, slots)
