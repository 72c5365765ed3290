"""Who is in a team, for its managers: names and since when, and nothing else."""

from __future__ import annotations

from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard, Scene, Stay
from dialogues.teams import one
from dialogues.teams.request import People, Person
from dialogues.teams.seats import managed, others

PAGE = 10
"""So many people are listed at once."""


def open(scene: Scene) -> Reply:
    """List a page of them; offer each of the others."""
    team = managed(scene)
    if team is None:
        return one.open(scene)
    words, first = scene.phrases.teams, int(scene.slots.get("first", 0))
    all = scene.find(People(team.team))
    page = all[first : first + PAGE]
    lines = "\n".join(_line(scene, person) for person in page)
    choices = [Choice(f"who.{p.member}", p.name) for p in page if p.member != team.member]
    if len(all) > first + PAGE:
        choices.append(Choice("more", words.button_more))
    text = words.people.format(team=literal(team.team_name), people=lines)
    return Reply(text, (*choices, Choice("back", words.button_back)))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Look at one of them, or at the next page."""
    team = managed(scene)
    if team is None:
        return one.hear(scene, answer)
    match answer:
        case Chosen("more"):
            first = int(scene.slots.get("first", 0)) + PAGE
            return Heard(Stay({**scene.slots, "first": first}))
        case Chosen(choice):
            who = choice.removeprefix("who.")
            if any(person.member == who for person in others(scene, team)):
                return Heard(Stay({**scene.slots, "at": "person", "who": who}))
    return None


def _line(scene: Scene, person: Person) -> str:
    words = scene.phrases.teams
    form = words.person_manager if person.role == "manager" else words.person_member
    return form.format(name=literal(person.name), since=person.joined.date().isoformat())
