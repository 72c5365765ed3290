"""What a manager did that concerns another person: told above whatever they are doing."""

from __future__ import annotations

from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Begun, Call, Chosen, Close, Heard, Opened, Scene


def begin(scene: Scene) -> Begun | None:
    """Read what the name of a timer says ("closed:NAME"), set where no turn could tell it."""
    what, _, name = str(scene.slots.get("about", "")).partition(":")
    if "about" not in scene.slots:
        return Begun(dict(scene.slots))
    return Begun({"what": what, "name": name, "by": ""}) if what == "closed" else None


def open(scene: Scene) -> Opened:
    """Say what was done, in which team and by whom."""
    words, slots = scene.phrases.teams, scene.slots
    form = {
        "removed": words.removed,
        "manager": words.made_manager,
        "member": words.made_member,
        "closed": words.closed,
    }
    text = form[str(slots["what"])]
    text = text.format(team=literal(str(slots["name"])), by=literal(str(slots["by"])))
    on = Choice("close", scene.phrases.button.back_to_place, also=scene.phrases.go_on)
    return Opened((Reply(text, (on, Choice("team", words.button_teams))),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Go back to what the person was doing, or to the teams."""
    match answer:
        case Chosen("close"):
            return Heard(Close(replay=True))
        case Chosen("team"):
            return Heard(Call("team"))
        case _:
            return None
