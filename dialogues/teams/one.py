"""One team: what there is to do in it."""

from __future__ import annotations

from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Call, Chosen, Close, Heard, Scene, Stay
from dialogues.teams import listing
from dialogues.teams.coding import issued
from dialogues.teams.leaving import left
from dialogues.teams.record import RoleGiven
from dialogues.teams.request import Seat
from dialogues.teams.seats import is_last_manager, listed, seat


def open(scene: Scene) -> Reply:
    """Say who manages it and what they see; offer what the person's role allows."""
    one, words = seat(scene), scene.phrases.teams
    if one is None:  # left, or removed meanwhile
        return listing.open(scene)
    values = {
        "team": literal(one.team_name),
        "name": literal(one.name),
        "people": one.people,
        "managers": listed(scene, one.managers),
        "sees": words.sees,
    }
    form = words.team_manager if one.role == "manager" else words.team_member
    return Reply(form.format(**values), (*_choices(scene, one),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Do what was pressed."""
    one = seat(scene)
    if one is None:
        return listing.hear(scene, answer)
    match answer:
        case Chosen("leave"):
            return left(scene, one, Close())
        case Chosen("summaries" | "people" as page):
            called = page == "summaries"
            stay = Stay({**scene.slots, "at": "people"})
            return Heard(Call("summaries", {"team": one.team}) if called else stay)
        case Chosen("code" | "code.everywhere" as which):
            everywhere = which == "code.everywhere" or not one.workspace
            made, said = issued(scene, one.team, one.team_name, everywhere=everywhere)
            return Heard(Stay(dict(scene.slots)), (said,), (made,))
        case Chosen("step-down"):
            said = Reply(scene.phrases.teams.stepped_down.format(team=literal(one.team_name)))
            return Heard(Close(), (said,), (RoleGiven(one.member, "member"),))
        case _:
            return None


def _choices(scene: Scene, one: Seat) -> list[Choice]:
    words = scene.phrases.teams
    choices: list[Choice] = []
    if one.role == "manager":
        summaries = Choice("summaries", scene.phrases.sharing_button.summaries)
        choices += [summaries, Choice("people", words.button_people)]
        choices.append(Choice("code", words.button_code))
        if one.workspace:
            choices.append(Choice("code.everywhere", words.button_code_everywhere))
        if not is_last_manager(scene, one):
            choices.append(Choice("step-down", words.button_step_down))
    return [
        *choices,
        Choice("leave", words.button_leave),
        Choice("back", words.button_back),
        Choice("close", scene.phrases.button.back_to_place, also=scene.phrases.go_on),
    ]
