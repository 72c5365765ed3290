"""Forgetting: all that is kept about the learner is erased, once they said that they mean it."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.input import Told
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Close, Forget, Heard, Opened, Scene
from dialogues.teams.request import MyTeams, Seat
from dialogues.teams.seats import is_last_manager, others
from dialogues.turn import Letter

FORGET = "forget.everything"
"""The choice that erases. Pressed once more, it finds nothing and does nothing."""


def open(scene: Scene) -> Opened:
    """Say what goes and what stays, and ask whether it is meant."""
    words, teams = scene.phrases.button, scene.phrases.teams
    choices = (Choice("keep", words.keep_data), Choice(FORGET, words.forget))
    closing = [literal(seat.team_name) for seat in _left_alone(scene)]
    warning = [teams.closes.format(teams=", ".join(closing))] if closing else []
    return Opened((Reply("\n\n".join([scene.phrases.privacy.forget, *warning]), choices),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Erase everything, or keep it."""
    match answer:
        case Chosen(choice) if choice == FORGET:
            return Heard(Forget(), letters=tuple(_letters(scene)))
        case Chosen("keep"):
            return Heard(Close())
        case _:
            return None


def _left_alone(scene: Scene) -> tuple[Seat, ...]:
    """Return the teams with other people in them that nobody else manages: they close."""
    seats = (seat for seat in scene.find(MyTeams()) if seat.people > 1)
    return tuple(seat for seat in seats if is_last_manager(scene, seat))


def _letters(scene: Scene) -> Iterator[Letter]:
    """Tell the others, without a word about who managed the team: that is forgotten."""
    for seat in _left_alone(scene):
        told = Told("news", {"what": "closed", "name": seat.team_name, "by": ""})
        for person in others(scene, seat):
            yield Letter(person.account, told)
