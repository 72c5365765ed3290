"""What the learner sent: to be taken back at any time, also where nothing can be sent any more."""

from __future__ import annotations

from dialogues.chat import finished
from dialogues.chat.finished import FINISHED, is_shared
from dialogues.checklists.card import day
from dialogues.checklists.conversation.case import label
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Ask, Call, Chosen, Close, Heard, Opened, Scene, Stay
from dialogues.sharing.record import ConsentWithdrawn
from dialogues.sharing.request import MyInquiries, MySent, Sent, of_team
from dialogues.teams.seats import listed

A_PAGE = 6
"""So many stand on buttons beside each other."""


def called(scene: Scene) -> Heard:
    """Return what the word leads to."""
    if not scene.find(MySent()):
        if is_shared(scene):
            return finished.called(scene)
        return Heard(Ask(), (Reply(scene.phrases.sharing.nothing_sent),))
    return Heard(Call("withdraw"))


def open(scene: Scene) -> Opened:
    """List what was sent, to be withdrawn, and the questions about it that wait."""
    words, labels = scene.phrases.sharing, scene.phrases.sharing_button
    sent, first = scene.find(MySent()), _page(scene) * A_PAGE
    close = Choice("close", scene.phrases.button.back_to_place, also=scene.phrases.go_on)
    if not sent:
        return Opened((Reply(words.nothing_sent, (close,)),))
    shown = sent[first : first + A_PAGE]
    asked = scene.find(MyInquiries()) if scene.view.sharing else ()
    choices = (
        *(Choice(f"sent.{s.consent}", label(labels.withdraw.format(tool=s.tool))) for s in shown),
        *((Choice("more", labels.more),) if first + A_PAGE < len(sent) else ()),
        *(Choice(f"asked.{a.inquiry}", label(labels.answer_to.format(by=a.by))) for a in asked),
        *((Choice("finished", labels.finished),) if is_shared(scene) else ()),
        close,
    )
    lines = "\n".join(_line(scene, one) for one in shown)
    return Opened((Reply(words.what_sent.format(lines=lines), choices),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Withdraw one of them, at once; or answer a question."""
    match answer:
        case Chosen("close"):
            return Heard(Close(replay=True))
        case Chosen("finished"):
            return Heard(Call(FINISHED))
        case Chosen("more"):
            return Heard(Stay({"page": _page(scene) + 1}))
        case Chosen(choice) if choice.startswith("asked."):
            return Heard(Call("asked", {"inquiry": choice.removeprefix("asked.")}))
        case Chosen(choice):
            consent = choice.removeprefix("sent.")
            one = next((s for s in scene.find(MySent()) if s.consent == consent), None)
            return _withdrawn(scene, one) if one else None
        case _:
            return None


def _withdrawn(scene: Scene, one: Sent) -> Heard:
    words = scene.phrases.sharing
    said = words.withdrawn.format(
        tool=literal(one.tool), team=literal(one.team_name), gone=_gone(scene, one)
    )
    return Heard(
        Close(replay=True),
        (Reply(said),),
        (ConsentWithdrawn(one.consent, words.gone, scene.phrases.digest.outdated),),
        withdrawn=(one.consent, of_team(one.team)),
    )


def _gone(scene: Scene, one: Sent) -> str:
    """Return what has gone out and what has not: as it is at this moment."""
    words = scene.phrases.sharing
    if not one.named:
        return words.digest_only
    all = len(one.managers)
    if one.waiting == all:
        return words.none_out
    have = max(0, all - one.waiting - one.claimed)
    told = ((have, words.out), (one.claimed, words.may_be_out), (one.waiting, words.stopped))
    return " ".join(form.format(count=count, all=all) for count, form in told if count)


def _line(scene: Scene, one: Sent) -> str:
    words = scene.phrases.sharing
    form = words.line if one.named else words.line_anonymous
    return form.format(
        tool=literal(one.tool),
        team=literal(one.team_name),
        managers=listed(scene, one.managers),
        date=day(one.at.date(), scene.phrases),
    )


def _page(scene: Scene) -> int:
    return int(scene.slots.get("page", 0))
