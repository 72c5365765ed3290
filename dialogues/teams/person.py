"""One person in a team: what a manager can do. Whom it concerns is told."""

from __future__ import annotations

from dialogues.input import Told
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Close, Heard, Scene, Stay
from dialogues.teams import people
from dialogues.teams.record import CodesEnded, RoleGiven, TeamLeft
from dialogues.teams.request import Person, Seat
from dialogues.teams.seats import managed, others
from dialogues.turn import Letter


def open(scene: Scene) -> Reply:
    """Say who it is, and offer what can be done."""
    team, person = _both(scene)
    if team is None or person is None:  # gone meanwhile
        return people.open(scene)
    words = scene.phrases.teams
    form = words.person_manager if person.role == "manager" else words.person_member
    text = form.format(name=literal(person.name), since=person.joined.date().isoformat())
    if person.role == "manager":
        roles = [Choice("member", words.button_no_manager)]
    else:
        roles = [
            Choice("manager", words.button_make_manager),
            Choice("hand-over", words.button_hand_over),
        ]
    choices = (
        *roles,
        Choice("remove", words.button_remove),
        Choice("back", words.button_back),
    )
    return Reply(text, choices)


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Change the person's role, or ask whether they are to be removed."""
    team, person = _both(scene)
    if team is None or person is None:
        return people.hear(scene, answer)
    match answer:
        case Chosen("manager" | "member" as role):
            given = RoleGiven(person.member, role)
            return _done(scene, team, person, role, given)
        case Chosen("hand-over"):
            given = RoleGiven(person.member, "manager")
            return _done(scene, team, person, "manager", given, RoleGiven(team.member, "member"))
        case Chosen("remove"):
            return Heard(Stay({**scene.slots, "at": "remove"}))
        case _:
            return None


def open_removal(scene: Scene) -> Reply:
    """Ask whether it is meant."""
    team, person = _both(scene)
    if team is None or person is None:
        return people.open(scene)
    words = scene.phrases.teams
    text = words.remove.format(name=literal(person.name), team=literal(team.team_name))
    choices = (Choice("yes", words.button_remove), Choice("back", words.button_back))
    return Reply(text, choices)


def hear_removal(scene: Scene, answer: Answer) -> Heard | None:
    """Remove the person; the code that they know ends with it."""
    team, person = _both(scene)
    if team is None or person is None:
        return people.hear(scene, answer)
    if answer != Chosen("yes"):
        return None
    gone = TeamLeft(person.member, "manager")
    return _done(scene, team, person, "removed", gone, CodesEnded(team.team))


def _done(
    scene: Scene,
    team: Seat,
    person: Person,
    what: str,
    *records: RoleGiven | TeamLeft | CodesEnded,
) -> Heard:
    words = scene.phrases.teams
    form = {"manager": words.is_manager, "member": words.is_member, "removed": words.is_removed}
    said = form[what].format(name=literal(person.name), team=literal(team.team_name))
    told = Told("news", {"what": what, "name": team.team_name, "by": team.name})
    return Heard(Close(), (Reply(said),), records, letters=(Letter(person.account, told),))


def _both(scene: Scene) -> tuple[Seat | None, Person | None]:
    team = managed(scene)
    if team is None:
        return None, None
    who = scene.slots.get("who")
    return team, next((p for p in others(scene, team) if p.member == who), None)
