"""What it means to leave: done at once, but no team is left without a manager."""

from __future__ import annotations

from dialogues.quoting import literal
from dialogues.reply import Reply
from dialogues.scene import Heard, Move, Scene
from dialogues.sharing.request import MySent
from dialogues.teams.record import TeamClosed, TeamLeft
from dialogues.teams.request import Seat
from dialogues.teams.seats import is_last_manager


def left(scene: Scene, seat: Seat, move: Move) -> Heard:
    """Take the person out of the team; the last one closes it, the last manager stays."""
    words, team = scene.phrases.teams, literal(seat.team_name)
    gone = TeamLeft(seat.member, "self")
    if seat.people == 1:
        said = words.left_closed.format(team=team)
        return Heard(move, (Reply(said),), (gone, TeamClosed(seat.team)))
    if is_last_manager(scene, seat):
        return Heard(move, (Reply(words.last_manager.format(team=team)),))
    stays = any(sent.team == seat.team for sent in scene.find(MySent()))
    texts = [words.left.format(team=team), *([scene.phrases.sharing.left] if stays else [])]
    return Heard(move, (Reply("\n\n".join(texts)),), (gone,))
