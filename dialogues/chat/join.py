"""Joining a team: who it is, what they will see, and under which name."""

from __future__ import annotations

from dialogues.chat.finished import asking, is_finished
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.request import NewId
from dialogues.scene import Answer, Chosen, Close, Heard, Opened, Scene, Stay, Typed
from dialogues.teams.naming import MOST, name_of
from dialogues.teams.record import TeamJoined
from dialogues.teams.request import FindTeam, TeamCard
from dialogues.teams.seats import listed, own_names


def open(scene: Scene) -> Opened:
    """Ask for consent, then for a name; a code that no longer holds leads back."""
    card, words = _card(scene), scene.phrases.teams
    if card is None:
        back = Choice("close", scene.phrases.button.back_to_place, also=scene.phrases.go_on)
        return Opened((Reply(words.no_team, (back,)),))
    if "named" in scene.slots:
        return Opened((_ask_name(scene, card),))
    names = listed(scene, [one.name for one in card.managers])
    text = words.join.format(team=literal(card.name), managers=names, sees=words.sees)
    choices = (Choice("join", words.button_join), Choice("close", words.button_not_now))
    return Opened((Reply(text, choices),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Join under the name that is typed or confirmed; nothing is joined before."""
    card, words = _card(scene), scene.phrases.teams
    match answer:
        case Chosen("close"):
            said = () if card is None else (Reply(words.not_joined),)
            return Heard(Close(replay=True), said)
        case Chosen("join") if card:
            return Heard(Stay({**scene.slots, "named": 0}))
        case Chosen(choice) if card and "named" in scene.slots and choice.startswith("name."):
            return _joined(scene, card, own_names(scene)[int(choice.removeprefix("name."))])
        case Typed(text) if card and "named" in scene.slots:
            if name := name_of(text):
                return _joined(scene, card, name)
            said = (Reply(words.bad_name.format(most=MOST)),)
            return Heard(Stay(dict(scene.slots)), said)
        case _:
            return None


def _card(scene: Scene) -> TeamCard | None:
    code = FindTeam(str(scene.slots["digest"]), str(scene.slots["half"]))
    return scene.find(code).team


def _ask_name(scene: Scene, card: TeamCard) -> Reply:
    words = scene.phrases.teams
    known = [Choice(f"name.{n}", name) for n, name in enumerate(own_names(scene))]
    choices = (*known, Choice("close", words.button_not_now))
    return Reply(words.ask_name.format(team=literal(card.name)), choices, form="text")


def _joined(scene: Scene, card: TeamCard, name: str) -> Heard:
    member, revision = scene.find(NewId("member")), scene.course.revision
    record = TeamJoined(member, card.team, "member", name, revision)
    said = scene.phrases.teams.joined.format(team=literal(card.name), name=literal(name))
    # Who joins after the end of the lesson is asked then whether the managers may see that.
    done = (asking(scene.lesson.id, scene.now),) if is_finished(scene) else ()
    return Heard(Close(replay=True), (Reply(said),), (record,), timers=done)
