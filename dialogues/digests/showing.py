"""The pages of a digest: which one, the digest itself, all questions, the picture."""

from __future__ import annotations

from dialogues.checklists.conversation.case import label
from dialogues.digests.card import card
from dialogues.digests.case import About, Slots, abouts, digest_of, managed
from dialogues.digests.pages import picture, rows
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Scene
from dialogues.sharing.finish import Finishers
from dialogues.teams.request import Seat

MOST_TOOLS = 20
"""So many tools stand on buttons."""


def close(scene: Scene) -> Choice:
    """Return the button that leads out."""
    return Choice("close", scene.phrases.button.back_to_place, also=scene.phrases.go_on)


def which_team(scene: Scene) -> Reply:
    """Ask for the team, or say that there is none."""
    seats, words = managed(scene), scene.phrases.digest
    if not seats:
        off = scene.phrases.teams.off
        return Reply(words.not_manager if scene.view.sharing else off, (close(scene),))
    teams = (Choice(f"team.{seat.team}", seat.team_name) for seat in seats)
    return Reply(words.which_team, (*teams, close(scene)))


def which_tool(scene: Scene, seat: Seat, slots: Slots) -> Reply:
    """Ask for the tool, or say that nothing can be counted yet."""
    words, labels = scene.phrases.digest, scene.phrases.digest_button
    found, name = abouts(scene, seat, slots)[:MOST_TOOLS], literal(seat.team_name)
    weekly = Choice("weekly", labels.weekly)
    if not found:
        done = Choice("finished", scene.phrases.finished.button_seen)
        return Reply(words.not_enough.format(team=name), (weekly, done, close(scene)))
    each = (Choice(f"tool.{about.mark}", label(about.spelled)) for about in found)
    return Reply(words.which_tool.format(team=name), (*each, weekly, close(scene)))


def finishers(scene: Scene, seat: Seat) -> Reply:
    """Name those who chose to let the managers see that they finished a lesson."""
    words, team = scene.phrases.finished, literal(seat.team_name)
    back = (Choice("card", scene.phrases.digest_button.digest), close(scene))
    found: dict[str, list[str]] = {}
    for lesson, name in scene.find(Finishers(seat.team)):
        if known := scene.course.lesson.get(lesson):
            found.setdefault(known.title, []).append(literal(name))
    if not found:
        return Reply(words.seen_none.format(team=team), back)
    each = (words.seen_lesson.format(lesson=t, names=", ".join(n)) for t, n in found.items())
    return Reply(words.seen.format(team=team, lessons="\n".join(each)), back)


def page(scene: Scene, seat: Seat, about: About, slots: Slots) -> Reply:
    """Show the digest, or one of its other pages."""
    digest, labels = digest_of(scene, seat, about, slots), scene.phrases.digest_button
    assert digest, "only what there is a digest about is chosen"
    to_card = Choice("card", labels.digest)
    match slots.get("at"):
        case "all":
            return Reply(rows(digest, scene.phrases), (to_card, close(scene)))
        case "picture":
            image = picture(digest, scene.phrases)
            text = Choice("all", labels.all)
            return Reply(image.caption, (to_card, text, close(scene)), image=image)
        case _:
            several = managed(scene)[1:] or abouts(scene, seat, slots)[1:]
            others = (Choice("others", labels.tools),) if several else ()
            choices = (
                Choice("all", labels.all),
                Choice("picture", labels.picture),
                Choice("weekly", labels.weekly),
                Choice("finished", scene.phrases.finished.button_seen),
                *others,
                close(scene),
            )
            return Reply(card(digest, scene.phrases), choices)
