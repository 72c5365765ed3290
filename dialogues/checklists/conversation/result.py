"""The end: the summary, all answers, and the questions for the supplier, as messages."""

from __future__ import annotations

from collections.abc import Iterable

from dialogues.checklists.answers import Run
from dialogues.checklists.card import card
from dialogues.checklists.changes import changes, changes_in_words
from dialogues.checklists.conversation.case import Case
from dialogues.checklists.full import full_answers
from dialogues.checklists.sheet import sheet
from dialogues.checklists.summary import Respondent, Summary, summarized
from dialogues.checklists.supplier import supplier_mail
from dialogues.reply import Choice, Document, Reply
from dialogues.scene import Answer, Chosen, Heard
from dialogues.sharing.request import MySent
from dialogues.sharing.targets import targets

LONGEST = 1800
"""Characters of full answers in one message: with the longest of them, it fits everywhere."""


def open_summary(case: Case) -> tuple[Reply, ...]:
    """Show the summary; of a run that asks again, also what opened and closed."""
    text = card(summary_of(case, Respondent()), case.phrases)
    labels = case.phrases.checking_button
    go_on = () if case.is_complete else (Choice("questions", labels.questions),)
    mail = supplier_mail(case.checklist, case.the_run, case.phrases)
    choices = (
        *go_on,
        Choice("full", labels.full_answers, also=("all answers",)),
        Choice("file", labels.file, also=("file", "as a file", "print")),
        *_send(case),
        *((Choice("supplier", labels.supplier),) if mail else ()),
        Choice("change", labels.change, also=("change",)),
        Choice("more", labels.more),
        case.leave(),
    )
    return (*_changes(case), Reply(text, choices))


def hear_summary(case: Case, answer: Answer) -> Heard | None:
    """Show more of the same run, or leave."""
    match answer:
        case Chosen("_leave"):
            return case.left()
        case Chosen("questions"):
            return case.show()
        case Chosen("file"):
            return case.show("filed", _file(case))
        case Chosen("full" | "send" | "supplier" | "change" | "more" as page):
            return case.show(page)
        case _:
            return None


def open_full(case: Case) -> tuple[Reply, ...]:
    """Show all answers as they were given, some at a time."""
    found = pages(full_answers(summary_of(case, Respondent()), case.phrases))
    page = min(case.page, len(found) - 1)
    head = case.phrases.checking.full.format(page=page + 1, pages=len(found))
    labels = case.phrases.checking_button
    more = (Choice("more", labels.more_answers, also=case.phrases.go_on),)
    choices = (*(more if page + 1 < len(found) else ()), Choice("_back", labels.back))
    return (Reply(f"{head}\n\n{found[page]}", choices),)


def hear_full(case: Case, answer: Answer) -> Heard | None:
    """Show the next of them, or go back to the summary."""
    match answer:
        case Chosen("more"):
            return case.show("full", page=case.page + 1)
        case Chosen("_back"):
            return case.show("summary")
        case _:
            return None


def open_filed(case: Case) -> tuple[Reply, ...]:
    """Offer what may come after the file."""
    back = Choice("_back", case.phrases.checking_button.back, also=case.phrases.go_on)
    return (Reply(case.phrases.checking.filed, (back, case.leave())),)


def hear_filed(case: Case, answer: Answer) -> Heard | None:
    """Leave, or go back to the summary."""
    match answer:
        case Chosen("_leave"):
            return case.left()
        case Chosen("_back"):
            return case.show("summary")
        case _:
            return None


def open_supplier(case: Case) -> tuple[Reply, ...]:
    """Show the mail in a message of its own, so that it can be copied."""
    mail = supplier_mail(case.checklist, case.the_run, case.phrases)
    back = Choice("_back", case.phrases.checking_button.back, also=case.phrases.go_on)
    said = Reply(case.phrases.checking.supplier, (back,))
    return (Reply(mail), said) if mail else open_summary(case)


def hear_supplier(case: Case, answer: Answer) -> Heard | None:
    """Go back to the summary."""
    if not supplier_mail(case.checklist, case.the_run, case.phrases):
        return hear_summary(case, answer)
    return case.show("summary") if answer == Chosen("_back") else None


def summary_of(case: Case, by: Respondent) -> Summary:
    """Return the summary as of the last answer: it would be no truer for being read later."""
    run = case.the_run
    at = run.history[-1].at if run.history else case.scene.now
    return summarized(case.checklist, run, by, case.date(at))


def pages(texts: Iterable[str]) -> list[str]:
    """Return the texts put together into as few messages as hold them."""
    put: list[str] = []
    for text in texts:
        if put and len(put[-1]) + len(text) <= LONGEST:
            put[-1] += f"\n\n{text}"
        else:
            put.append(text)
    return put


def _file(case: Case) -> Reply:
    page = sheet(summary_of(case, Respondent()), case.phrases)
    return Reply(case.phrases.checking.file, document=Document("summary", page))


def _send(case: Case) -> tuple[Choice, ...]:
    """Offer to send it, where there is a manager to send it to."""
    if not case.is_complete or not targets(case.scene):
        return ()
    run, labels = case.the_run, case.phrases.sharing_button
    sent = any(
        (s.checklist, s.run) == (run.checklist, run.number) for s in case.scene.find(MySent())
    )
    return (Choice("send", labels.send_again if sent else labels.send, also=("send",)),)


def _changes(case: Case) -> tuple[Reply, ...]:
    before = earlier(case)
    if before is None or not before.history or not case.is_complete:
        return ()
    found = changes(case.checklist, before, case.the_run)
    since = case.date(before.history[-1].at)
    return (Reply(changes_in_words(found, since, case.phrases)),)


def earlier(case: Case) -> Run | None:
    """Return the run that this one asks again, if it is still kept."""
    return next((run for run in case.runs if run.number == case.the_run.repeats), None)
