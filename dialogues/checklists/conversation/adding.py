"""What an answer still needs, or may have: its basis, a reason, a note; and the closing line."""

from __future__ import annotations

import msgspec

from dialogues.checklists.answers import Answer as Given
from dialogues.checklists.answers import Answered, Basis
from dialogues.checklists.conversation.asking import answer_in_words, noted
from dialogues.checklists.conversation.case import Case
from dialogues.checklists.conversation.missing import is_open
from dialogues.checklists.conversation.words import Refused, one_line
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Ask, Chosen, Heard, Typed
from dialogues.text import plain


def open_basis(case: Case) -> tuple[Reply, ...]:
    """Ask what a Yes rests on."""
    labels = case.phrases.checking_button
    choices = (
        Choice("seen", labels.seen),
        Choice("told", labels.told),
        Choice("impression", labels.impression),
        _other(case),
    )
    return (Reply(_about(case, case.phrases.checking.basis), choices),)


def hear_basis(case: Case, answer: Answer) -> Heard | None:
    """Take the basis; words that name none are explained."""
    match answer:
        case Chosen("other"):
            return case.show("ask", what=case.what)
        case Chosen(choice) if choice in list(Basis):
            return case.answer(_added(case, basis=Basis(choice)))
        case Typed():
            return Heard(Ask(), (Reply(case.phrases.checking.basis_trouble),))
        case _:
            return None


def open_reason(case: Case) -> tuple[Reply, ...]:
    """Ask why a high question does not apply."""
    text = _about(case, case.phrases.checking.reason)
    return (Reply(text, (_other(case),), form="text"),)


def hear_reason(case: Case, answer: Answer) -> Heard | None:
    """Take the reason."""
    match answer:
        case Chosen("other"):
            return case.show("ask", what=case.what)
        case Typed(text):
            reason = one_line(case, text)
            if isinstance(reason, Refused):
                return Heard(Ask(), (Reply(reason.words),))
            return case.answer(_added(case, reason=reason))
        case _:
            return None


def open_note(case: Case) -> tuple[Reply, ...]:
    """Ask for a note: of a Partly, what is missing."""
    words = case.phrases.checking
    form = words.missing if is_open(case.answers.get(case.what)) else words.note
    return (Reply(_about(case, form), (_none(case),), form="text"),)


def hear_note(case: Case, answer: Answer) -> Heard | None:
    """Take the note, or none."""
    match answer:
        case Chosen("skip"):
            return case.show(last=case.what)
        case Typed(text):
            note = one_line(case, text)
            if isinstance(note, Refused):
                return Heard(Ask(), (Reply(note.words),))
            said = case.phrases.checking.note_kept.format(name=case.question.line_summary)
            heard = case.answer(_added(case, note=note))
            return msgspec.structs.replace(heard, replies=(Reply(said),))
        case _:
            return None


def open_closing(case: Case) -> tuple[Reply, ...]:
    """Ask the closing question."""
    text = "\n\n".join(filter(None, [noted(case), case.checklist.closing]))
    return (Reply(text, (_none(case),), form="text"),)


def hear_closing(case: Case, answer: Answer) -> Heard | None:
    """Take the remark, or none, and show the summary."""
    done = Reply(case.phrases.checking.done)
    match answer:
        case Chosen("skip"):
            return case.keep(case.changed(finished=True), done)
        case Typed(text):
            remark = one_line(case, text)
            if isinstance(remark, Refused):
                return Heard(Ask(), (Reply(remark.words),))
            return case.keep(case.changed(finished=True, remark=remark), done)
        case _:
            return None


def _added(case: Case, **fields: object) -> Answered:
    """Return the answer that holds with something added to it, now."""
    now = case.answers[case.question.line_id]
    revision = case.checklist.revision
    return msgspec.structs.replace(now, at=case.scene.now, revision=revision, **fields)


def _about(case: Case, form: str) -> str:
    now = case.answers[case.question.line_id]
    name = case.question.line_summary
    return form.format(name=name, answer=answer_in_words(case, now))


def _none(case: Case) -> Choice:
    """Return the button of who adds nothing; "no" means it too."""
    no = plain(case.phrases.checklist.no)
    also = (no, *case.phrases.answered.get(Given.NO, ()), "nothing", "none")
    return Choice("skip", case.phrases.button.skip, also=also)


def _other(case: Case) -> Choice:
    return Choice("other", case.phrases.checking_button.other_answer, also=("another answer",))
