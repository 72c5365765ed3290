"""Who finished a lesson is asked once in each team whether its managers may see that."""

from __future__ import annotations

from datetime import datetime, timedelta

from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import (
    Answer,
    Ask,
    Begun,
    Call,
    Chosen,
    Close,
    Heard,
    Opened,
    Remind,
    Scene,
    Stay,
)
from dialogues.sharing.finish import Finish, FinishAnswered, FinishWithdrawn, MyFinishes
from dialogues.sharing.request import of_team
from dialogues.sharing.targets import targets
from dialogues.teams.request import Seat
from dialogues.teams.seats import listed

FINISHED = "finished"
"""The step of the chat that asks, and the first word of the name of the timer that opens it."""

SOON = timedelta(seconds=1)
"""How long after the end of the lesson it is asked: once that has been said."""


def asking(lesson: str, now: datetime) -> Remind:
    """Return the timer that asks; nothing is asked where there is no manager to see it."""
    return Remind(f"{FINISHED}:{lesson}", now + SOON)


def called(scene: Scene) -> Heard:
    """Return what the word leads to: what holds in each team, to be changed."""
    if not scene.view.sharing:
        return Heard(Ask(), (Reply(scene.phrases.teams.off),))
    words = scene.phrases.finished
    if not _teams(scene):
        said = words.no_team if is_finished(scene) else words.not_yet
        return Heard(Ask(), (Reply(said),))
    return Heard(Call(FINISHED))


def is_shared(scene: Scene) -> bool:
    """Whether managers may see now that the person finished the lesson."""
    shared = {finish.team for finish in _said(scene) if finish.shared}
    return any(seat.team in shared for seat in targets(scene))


def is_finished(scene: Scene) -> bool:
    """Whether every part of the lesson is done."""
    parts = scene.lesson.parts
    return bool(parts) and all(part.id in scene.progress.done for part in parts)


def begin(scene: Scene) -> Begun | None:
    """Ask about the first team that was not asked about yet; None where there is none."""
    if scene.slots.get("about") != scene.lesson.id or not is_finished(scene):
        return None
    seat = _next(scene)
    return Begun({"team": seat.team}) if seat else None


def open(scene: Scene) -> Opened:
    """Ask about one team, or list what holds in all of them."""
    seat = _asked(scene)
    if seat is None:
        return Opened((_list(scene),))
    labels = scene.phrases.finished
    choices = (Choice("yes", labels.button_yes), Choice("no", labels.button_no))
    return Opened((Reply(_question(scene, seat), choices),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Keep a yes or a no; take a yes back."""
    words, seat = scene.phrases.finished, _asked(scene)
    match answer:
        case Chosen("yes" | "no" as said) if seat:
            agreed = said == "yes"
            form = words.shared if agreed else words.not_shared
            record = _answered(scene, seat, shared=agreed)
            after = _next(scene, beside=seat.team) if "list" not in scene.slots else None
            move = Stay({"team": after.team}) if after else Close(replay=True)
            return Heard(move, (Reply(form.format(team=literal(seat.team_name))),), (record,))
        case Chosen("close"):
            return Heard(Close(replay=True))
        case Chosen(choice) if choice.startswith("show."):
            return Heard(Stay({"team": choice.removeprefix("show."), "list": 1}))
        case Chosen(choice) if choice.startswith("hide."):
            return _withdrawn(scene, choice.removeprefix("hide."))
        case _:
            return None


def _teams(scene: Scene) -> tuple[Seat, ...]:
    """Return where the person can say something: a yes can be taken back in any case."""
    shared = {finish.team for finish in _said(scene) if finish.shared}
    seats = targets(scene)
    return tuple(seat for seat in seats if seat.team in shared or is_finished(scene))


def _said(scene: Scene) -> tuple[Finish, ...]:
    return tuple(f for f in scene.find(MyFinishes()) if f.lesson == scene.lesson.id)


def _next(scene: Scene, beside: str = "") -> Seat | None:
    """Return a team that was not asked about yet."""
    known = {beside, *(finish.team for finish in _said(scene))}
    return next((seat for seat in targets(scene) if seat.team not in known), None)


def _asked(scene: Scene) -> Seat | None:
    team = scene.slots.get("team")
    return next((seat for seat in targets(scene) if seat.team == team), None)


def _managers(seat: Seat) -> tuple[str, ...]:
    return tuple(n for n in seat.managers if seat.role != "manager" or n != seat.name)


def _question(scene: Scene, seat: Seat) -> str:
    return scene.phrases.finished.ask.format(
        lesson=scene.lesson.title,
        team=literal(seat.team_name),
        managers=listed(scene, _managers(seat)),
        name=literal(seat.name),
    )


def _answered(scene: Scene, seat: Seat, *, shared: bool) -> FinishAnswered:
    return FinishAnswered(
        team=seat.team,
        lesson=scene.lesson.id,
        shared=shared,
        managers="\n".join(_managers(seat)),
        text=_question(scene, seat),
        revision=scene.course.revision,
    )


def _list(scene: Scene) -> Reply:
    words = scene.phrases.finished
    shared = {finish.team for finish in _said(scene) if finish.shared}
    close = Choice("close", scene.phrases.button.back_to_place, also=scene.phrases.go_on)
    lines, choices = [], []
    for seat in _teams(scene):
        seen = seat.team in shared
        form = words.line_shared if seen else words.line_not_shared
        lines.append(form.format(team=literal(seat.team_name)))
        label = words.button_hide if seen else words.button_show
        act = "hide" if seen else "show"
        choices.append(Choice(f"{act}.{seat.team}", label.format(team=seat.team_name)[:72]))
    text = words.list.format(lesson=scene.lesson.title, lines="\n".join(lines))
    return Reply(text if lines else words.no_team, (*choices, close))


def _withdrawn(scene: Scene, team: str) -> Heard | None:
    seat = next((one for one in _teams(scene) if one.team == team), None)
    if seat is None:
        return None
    said = scene.phrases.finished.hidden.format(team=literal(seat.team_name))
    record = FinishWithdrawn(team, scene.lesson.id, scene.phrases.digest.outdated)
    return Heard(Close(replay=True), (Reply(said),), (record,), withdrawn=(of_team(team),))
