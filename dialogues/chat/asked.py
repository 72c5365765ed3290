"""A manager's question to who sent something: answered once, or not at all."""

from __future__ import annotations

from dialogues.input import Told
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Ask, Chosen, Close, Heard, Opened, Scene, Stay, Typed
from dialogues.sharing.line import line
from dialogues.sharing.record import InquiryClosed
from dialogues.sharing.request import FindReply, Inquiry, MyInquiries
from dialogues.turn import Letter


def open(scene: Scene) -> Opened:
    """Say what is asked; then ask for the answer; then show what would go out."""
    words, labels, asked = scene.phrases.sharing, scene.phrases.sharing_button, _asked(scene)
    close = Choice("close", scene.phrases.button.back_to_place, also=scene.phrases.go_on)
    if asked is None:
        return Opened((Reply(words.inquiry_gone, (close,)),))
    by, no = literal(asked.by), Choice("no", labels.no_answer)
    if "answer" in scene.slots:
        text = words.answer_preview.format(by=by, answer=literal(str(scene.slots["answer"])))
        sure = (Choice("send", labels.do_send), Choice("answer", labels.type_again), no)
        return Opened((Reply(text, sure),))
    if "at" in scene.slots:
        return Opened((Reply(words.ask_answer.format(by=by), (no,), form="text"),))
    question, tool = literal(asked.question), literal(asked.tool)
    team = literal(asked.team_name)
    text = words.inquiry.format(by=by, team=team, tool=tool, question=question)
    return Opened((Reply(text, (Choice("answer", labels.answer), no, close)),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Take an answer; send it only when it was seen and Send was pressed."""
    asked, inquiry = _asked(scene), str(scene.slots.get("inquiry", ""))
    match answer:
        case Chosen("close"):
            return Heard(Close(replay=True))
        case Chosen("answer") if asked:
            return Heard(Stay({"inquiry": inquiry, "at": "answer"}))
        case Chosen("no") if asked:
            said = scene.phrases.sharing.answer_declined.format(by=literal(asked.by))
            return Heard(Close(replay=True), (Reply(said),), (InquiryClosed(inquiry, ""),))
        case Chosen("send") if asked and "answer" in scene.slots:
            return _sent(scene, asked, str(scene.slots["answer"]))
        case Typed(text) if asked and "at" in scene.slots and "answer" not in scene.slots:
            return _typed(scene, text)
        case _:
            return None


def _typed(scene: Scene, text: str) -> Heard:
    said = line(scene, text)
    if isinstance(said, Reply):
        return Heard(Ask(), (said,))
    return Heard(Stay({**scene.slots, "answer": said}))


def _sent(scene: Scene, asked: Inquiry, answer: str) -> Heard:
    words, by = scene.phrases.sharing, literal(asked.by)
    if not asked.account:  # that manager is none any more
        return Heard(Close(replay=True), (Reply(words.inquiry_gone),))
    told = Told("answered", {"inquiry": asked.inquiry})
    came = (asked.consent, asked.name, asked.question, answer)
    letter = Letter(asked.account, told, {FindReply(asked.inquiry): came})
    said = Reply(words.answer_sent.format(by=by))
    closed = InquiryClosed(asked.inquiry, answer)
    return Heard(Close(replay=True), (said,), (closed,), letters=(letter,))


def _asked(scene: Scene) -> Inquiry | None:
    if not scene.view.sharing:
        return None
    inquiry = scene.slots.get("inquiry")
    return next((one for one in scene.find(MyInquiries()) if one.inquiry == inquiry), None)
