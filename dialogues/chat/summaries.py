"""The summaries that a team's managers can open again."""

from __future__ import annotations

from dialogues.checklists.card import day
from dialogues.checklists.conversation.case import label
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Ask, Call, Chosen, Close, Heard, Opened, Scene, Stay
from dialogues.sharing.request import Line, ReceivedBy, of_team
from dialogues.teams.request import MyTeams, Seat

A_PAGE = 8
"""So many summaries stand on buttons beside each other."""


def called(scene: Scene) -> Heard:
    """Return what the word leads to."""
    words = scene.phrases
    if not scene.view.sharing:
        return Heard(Ask(), (Reply(words.teams.off),))
    if not _managed(scene):
        return Heard(Ask(), (Reply(words.sharing.no_team),))
    return Heard(Call("summaries"))


def open(scene: Scene) -> Opened:
    """List a team's summaries, or ask for which team."""
    words, seats = scene.phrases.sharing, _managed(scene)
    close = Choice("close", scene.phrases.button.back_to_place, also=scene.phrases.go_on)
    if not seats or not scene.view.sharing:
        return Opened((Reply(words.no_team, (close,)),))
    team = _team(scene)
    if team is None:
        teams = [Choice(f"team.{seat.team}", seat.team_name) for seat in seats]
        return Opened((Reply(words.which, (*teams, close)),))
    return Opened((_listed(scene, team, close),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Open one of them, or turn the page."""
    match answer:
        case Chosen("close"):
            return Heard(Close(replay=True))
        case Chosen("more"):
            return Heard(Stay({**scene.slots, "page": _page(scene) + 1}))
        case Chosen(choice) if choice.startswith("team."):
            return Heard(Stay({"team": choice.removeprefix("team.")}))
        case Chosen(choice):
            return Heard(Call("summary", {"consent": choice.removeprefix("sent.")}))
        case _:
            return None


def _listed(scene: Scene, team: Seat, close: Choice) -> Reply:
    words, first = scene.phrases.sharing, _page(scene) * A_PAGE
    found, name = scene.find(ReceivedBy(team.team)), literal(team.team_name)
    if not found:
        return Reply(words.none_received.format(team=name), (close,))
    shown = found[first : first + A_PAGE]
    more = (Choice("more", scene.phrases.sharing_button.more),)
    choices = (
        *(Choice(f"sent.{line.consent}", _label(scene, line)) for line in shown),
        *(more if first + A_PAGE < len(found) else ()),
        close,
    )
    # It names several people: it waits on the consent of each.
    return Reply(words.received.format(team=name), choices, consent=of_team(team.team))


def _label(scene: Scene, line: Line) -> str:
    return label(f"{line.name}, {day(line.at.date(), scene.phrases)}: {line.tool}")


def _managed(scene: Scene) -> tuple[Seat, ...]:
    return tuple(seat for seat in scene.find(MyTeams()) if seat.role == "manager")


def _team(scene: Scene) -> Seat | None:
    seats = _managed(scene)
    if len(seats) == 1:
        return seats[0]
    return next((seat for seat in seats if seat.team == scene.slots.get("team")), None)


def _page(scene: Scene) -> int:
    return int(scene.slots.get("page", 0))
