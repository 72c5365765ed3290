"""The received summary, its full answers, and the one question to who sent it."""

from __future__ import annotations

from dialogues.checklists.conversation.result import pages
from dialogues.input import Told
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.request import NewId
from dialogues.scene import Answer, Ask, Call, Chosen, Close, Heard, Scene, Stay, Typed
from dialogues.sharing.line import line
from dialogues.sharing.opened import answers_of, next_steps
from dialogues.sharing.record import InquiryMade
from dialogues.sharing.request import Inquiry, MyInquiries, Received, SenderOf
from dialogues.teams.request import MyTeams
from dialogues.turn import Letter

LONGEST_NAME = 40


def open_card(scene: Scene, got: Received) -> Reply:
    """Show the summary exactly as its sender saw it."""
    labels, about = scene.phrases.sharing_button, scene.phrases.button
    ask = labels.ask.format(name=got.name)
    choices = (
        *((Choice("steps", labels.steps),) if next_steps(scene, got) else ()),
        Choice("full", scene.phrases.checking_button.full_answers),
        *((Choice("ask", ask, also=("ask",)),) if got.here or got.asked else ()),
        Choice("summaries", labels.summaries),
        Choice("close", about.back_to_place, also=scene.phrases.go_on),
    )
    return Reply(got.text, choices)


def hear_card(scene: Scene, got: Received, answer: Answer) -> Heard | None:
    """Open what was pressed."""
    match answer:
        case Chosen("steps" | "full" | "ask" as page):
            return Heard(Stay({"consent": got.consent, "at": page}))
        case Chosen("summaries"):
            return Heard(Call("summaries", {"team": got.team}))
        case _:
            return None


def open_full(scene: Scene, got: Received) -> Reply:
    """Show all answers as they were sent, some at a time."""
    found = pages(answers_of(scene, got))
    page = min(int(scene.slots.get("page", 0)), len(found) - 1)
    labels = scene.phrases.sharing_button
    head = scene.phrases.checking.full.format(page=page + 1, pages=len(found))
    more = Choice("more", labels.more, also=scene.phrases.go_on)
    last = page + 1 == len(found)
    choices = (*(() if last else (more,)), Choice("back", labels.summary))
    return Reply(f"{head}\n\n{found[page]}", choices)


def hear_full(scene: Scene, got: Received, answer: Answer) -> Heard | None:
    """Show the next of them."""
    if answer != Chosen("more"):
        return None
    page = int(scene.slots.get("page", 0)) + 1
    return Heard(Stay({**scene.slots, "page": page}))


def open_ask(scene: Scene, got: Received) -> Reply:
    """Ask for the one question, or say what came of it."""
    words, back = scene.phrases.sharing, Choice("back", scene.phrases.sharing_button.summary)
    name = literal(got.name)
    if not got.asked:
        return Reply(words.ask.format(name=name), (back,), form="text")
    form = words.answer_came if got.answer else words.asked_already
    question, answer = literal(got.asked), literal(got.answer)
    return Reply(form.format(name=name, question=question, answer=answer), (back,))


def hear_ask(scene: Scene, got: Received, answer: Answer) -> Heard | None:
    """Pass the question on, once."""
    if got.asked or not isinstance(answer, Typed):
        return None
    said = line(scene, answer.text)
    if isinstance(said, Reply):
        return Heard(Ask(), (said,))
    scene.need(NewId("inquiry"), SenderOf(got.consent), MyTeams())
    sender, inquiry = scene.find(SenderOf(got.consent)), scene.find(NewId("inquiry"))
    if sender is None:  # left the team meanwhile
        return Heard(Close(replay=True), (Reply(scene.phrases.sharing.inquiry_gone),))
    me = next((s.name for s in scene.find(MyTeams()) if s.team == got.team), "")
    asked = Inquiry(inquiry, got.consent, got.team, got.team_name, got.tool, got.name, me, "", said)
    told = Told("asked", {"inquiry": inquiry})
    sent = Reply(scene.phrases.sharing.inquiry_sent.format(name=literal(got.name)))
    return Heard(
        Close(replay=True),
        (sent,),
        (InquiryMade(inquiry, got.consent, said),),
        letters=(Letter(sender, told, {MyInquiries(): (asked,)}),),
    )
