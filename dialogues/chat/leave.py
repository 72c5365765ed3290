"""Leaving a team, in one word."""

from __future__ import annotations

from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Ask, Call, Chosen, Close, Heard, Opened, Scene
from dialogues.teams.leaving import left
from dialogues.teams.request import MyTeams


def called(scene: Scene) -> Heard:
    """Return what the word leads to: it is done where there is one team, else asked which."""
    match scene.find(MyTeams()):
        case ():
            return Heard(Ask(), (Reply(scene.phrases.teams.in_none),))
        case (only,):
            return left(scene, only, Ask())
        case _:
            return Heard(Call("leave"))


def open(scene: Scene) -> Opened:
    """Ask which team."""
    seats = scene.find(MyTeams())
    keep = Choice("close", scene.phrases.teams.button_stay)
    choices = (*(Choice(f"team.{seat.team}", seat.team_name) for seat in seats), keep)
    return Opened((Reply(scene.phrases.teams.leave_which, choices),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Leave the team, or none."""
    match answer:
        case Chosen("close"):
            return Heard(Close())
        case Chosen(choice):
            team = choice.removeprefix("team.")
            seat = next((one for one in scene.find(MyTeams()) if one.team == team), None)
            return left(scene, seat, Close()) if seat else None
        case _:
            return None
