"""Making a team: its name, and the manager's own."""

from __future__ import annotations

from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.request import NewId
from dialogues.scene import Answer, Chosen, Close, Heard, Scene, Stay, Typed
from dialogues.teams.coding import issued
from dialogues.teams.naming import MOST, name_of
from dialogues.teams.record import TeamJoined, TeamMade
from dialogues.teams.request import InWorkspace, NewCode
from dialogues.teams.seats import own_names


def open(scene: Scene) -> Reply:
    """Ask for the name of the team."""
    return Reply(scene.phrases.teams.ask_team, (_back(scene),), form="text")


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Keep the name, if it is one."""
    if not isinstance(answer, Typed):
        return None
    if name := name_of(answer.text):
        return Heard(Stay({"at": "own-name", "called": name}))
    return _no_name(scene)


def open_own(scene: Scene) -> Reply:
    """Ask for the name of the one who makes it."""
    text = scene.phrases.teams.ask_own.format(team=literal(str(scene.slots["called"])))
    known = [Choice(f"name.{n}", name) for n, name in enumerate(own_names(scene))]
    return Reply(text, (*known, _back(scene)), form="text")


def hear_own(scene: Scene, answer: Answer) -> Heard | None:
    """Make the team under the name that is typed or confirmed."""
    match answer:
        case Chosen(choice):
            return _made(scene, own_names(scene)[int(choice.removeprefix("name."))])
        case Typed(text):
            name = name_of(text)
            return _made(scene, name) if name else _no_name(scene)


def _made(scene: Scene, name: str) -> Heard:
    words, called = scene.phrases.teams, str(scene.slots["called"])
    scene.need(NewId("team"), NewId("member"), InWorkspace(), NewCode())
    team, member = scene.find(NewId("team")), scene.find(NewId("member"))
    inside = scene.find(InWorkspace())
    code, said = issued(scene, team, called, everywhere=not inside)
    made = Reply(words.made.format(team=literal(called), name=literal(name)))
    joined = TeamJoined(member, team, "manager", name, scene.course.revision)
    records = (TeamMade(team, called), joined, code)
    return Heard(Close(), (made, said), records)


def _no_name(scene: Scene) -> Heard:
    said = Reply(scene.phrases.teams.bad_name.format(most=MOST))
    return Heard(Stay(dict(scene.slots)), (said,))


def _back(scene: Scene) -> Choice:
    return Choice("back", scene.phrases.teams.button_back)
