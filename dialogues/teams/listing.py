"""The teams that a person is in."""

from __future__ import annotations

from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard, Scene, Stay
from dialogues.teams.request import MyTeams, Seat
from dialogues.teams.seats import listed


def open(scene: Scene) -> Reply:
    """List the teams with one's role; offer to look at one, and to make one."""
    words, seats = scene.phrases.teams, scene.find(MyTeams())
    lines = "\n".join(_line(scene, seat) for seat in seats)
    text = words.listed.format(teams=lines) if seats else words.none
    choices = (
        *(Choice(f"team.{seat.team}", seat.team_name) for seat in seats),
        Choice("found", words.button_found),
        Choice("close", scene.phrases.button.back_to_place, also=scene.phrases.go_on),
    )
    return Reply(text, choices)


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Look at a team, or make one."""
    match answer:
        case Chosen("found"):
            return Heard(Stay({"at": "found"}))
        case Chosen(choice):
            return Heard(Stay({"at": "team", "team": choice.removeprefix("team.")}))
        case _:
            return None


def _line(scene: Scene, seat: Seat) -> str:
    words = scene.phrases.teams
    form = words.line_manager if seat.role == "manager" else words.line_member
    managers = listed(scene, seat.managers)
    return form.format(team=literal(seat.team_name), name=literal(seat.name), managers=managers)
