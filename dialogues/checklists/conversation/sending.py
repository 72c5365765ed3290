"""Sending a summary to the managers of a team: seen first, changed or not, sent or not."""

from __future__ import annotations

from dialogues.checklists.conversation.case import Case
from dialogues.checklists.conversation.handing import (
    as_sent,
    chosen,
    draft,
    earlier_sent,
    handed_over,
    names_of,
    receivers,
)
from dialogues.checklists.conversation.result import open_summary, pages
from dialogues.checklists.full import full_answers
from dialogues.checklists.summary import Summary
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard
from dialogues.sharing.draft import text_of, wordy
from dialogues.sharing.request import Respondents
from dialogues.sharing.targets import targets
from dialogues.teams.request import Seat

FEW = 5
"""With fewer people than these, names can be guessed."""


def target(case: Case) -> Seat | None:
    """Return the team that it goes to: the one that was chosen, or the only one."""
    seats = targets(case.scene)
    if len(seats) == 1:
        return seats[0]
    return next((seat for seat in seats if seat.team == case.scene.slots.get("team")), None)


def open_send(case: Case) -> tuple[Reply, ...]:
    """Ask to whom, then how; then show all that would go out."""
    if not case.is_complete or not targets(case.scene):
        return open_summary(case)
    seat = target(case)
    if seat is None:
        return (_which(case),)
    if "how" not in case.scene.slots:
        return (_how(case, seat),)
    return _preview(case, seat)


def hear_send(case: Case, answer: Answer) -> Heard | None:
    """Send it, if that was pressed; or change it, or not."""
    seat = target(case)
    match answer:
        case Chosen("_back"):
            return case.show("summary", Reply(case.phrases.sharing.not_sent))
        case Chosen(choice) if seat:
            return _heard(case, seat, choice)
        case Chosen(choice):
            return case.show("send", team=choice.removeprefix("team."))
        case _:
            return None


def _heard(case: Case, seat: Seat, choice: str) -> Heard | None:
    slots, to = chosen(case), receivers(case, seat)
    match choice:
        case "named" | "anonymous":
            return case.show("send", **{**slots, "how": choice, "to": to})
        case "send-change" | "send-answers":
            return case.show(choice, **slots)
        case "send-how":
            return case.show("send", **{k: v for k, v in slots.items() if k != "how"})
        case "do-send" if slots.get("to") == to:
            return handed_over(case, seat)
        case "do-send":
            changed = Reply(case.phrases.sharing.managers_changed)
            return case.show("send", changed, **{**slots, "to": to})
        case _:
            return None


def open_sent(case: Case) -> tuple[Reply, ...]:
    """Offer what may come after sending."""
    back = Choice("_back", case.phrases.sharing_button.summary, also=("summary",))
    return (Reply(case.phrases.sharing.after_sent, (case.leave(), back)),)


def hear_sent(case: Case, answer: Answer) -> Heard | None:
    """Leave, or go back to the summary."""
    match answer:
        case Chosen("_leave"):
            return case.left()
        case Chosen("_back"):
            return case.show("summary")
        case _:
            return None


def open_answers(case: Case) -> tuple[Reply, ...]:
    """Show the full answers that go with it, some at a time."""
    seat = target(case)
    if seat is None:
        return open_summary(case)
    found = pages(full_answers(as_sent(case, draft(case, seat)), case.phrases))
    page = min(case.page, len(found) - 1)
    head = case.phrases.sharing.answers.format(page=page + 1, pages=len(found))
    labels = case.phrases.sharing_button
    more = (Choice("more", labels.more, also=case.phrases.go_on),)
    choices = (*(more if page + 1 < len(found) else ()), Choice("_back", labels.preview))
    return (Reply(f"{head}\n\n{found[page]}", choices),)


def hear_answers(case: Case, answer: Answer) -> Heard | None:
    """Show the next of them, or what goes out."""
    match answer:
        case Chosen("more"):
            return case.show("send-answers", page=case.page + 1, **chosen(case))
        case Chosen("_back"):
            return case.show("send", **chosen(case))
        case _:
            return None


def _which(case: Case) -> Reply:
    labels = case.phrases.sharing_button
    teams = [Choice(f"team.{seat.team}", seat.team_name) for seat in targets(case.scene)]
    return Reply(case.phrases.sharing.which_team, (*teams, Choice("_back", labels.do_not_send)))


def _how(case: Case, seat: Seat) -> Reply:
    words, labels = case.phrases.sharing, case.phrases.sharing_button
    texts = [words.how.format(team=literal(seat.team_name), managers=names_of(case, seat))]
    if case.scene.find(Respondents(seat.team, case.checklist.id)) + 1 < FEW:
        texts.append(words.few)
    choices = (
        Choice("named", labels.named),
        Choice("anonymous", labels.anonymous),
        Choice("_back", labels.do_not_send),
    )
    return Reply("\n\n".join(texts), choices)


def _preview(case: Case, seat: Seat) -> tuple[Reply, ...]:
    words, labels = case.phrases.sharing, case.phrases.sharing_button
    made = draft(case, seat)
    summary = as_sent(case, made)
    team, names = literal(seat.team_name), names_of(case, seat)
    if made.named:
        intro = words.preview.format(managers=names)
        own = _own_words(case, summary)
        about = words.goes_to.format(team=team, managers=names, own_words=own)
    else:
        intro, about = words.anonymous_preview.format(team=team), ""
    again = _again(case, seat)
    choices = (
        Choice("do-send", labels.do_send, also=("send",)),
        *((Choice("send-answers", labels.answers),) if made.named else ()),
        *((Choice("send-change", labels.change),) if made.named else ()),
        Choice("send-how", labels.how),
        Choice("_back", labels.do_not_send),
    )
    text = text_of(summary, made, case.phrases)
    last = "\n\n".join(filter(None, [about, again]))
    if not last:
        return (Reply(intro), Reply(text, choices))
    return (Reply(intro), Reply(text), Reply(last, choices))


def _again(case: Case, seat: Seat) -> str:
    before = earlier_sent(case, seat)
    if before is None:
        return ""
    date = case.day(before.at)
    return case.phrases.sharing.sent_already.format(team=literal(seat.team_name), date=date)


def _own_words(case: Case, summary: Summary) -> str:
    words, lines = case.phrases.sharing, []
    for point in wordy(summary):
        if point.reason:
            lines.append(words.reason.format(name=point.name, words=literal(point.reason)))
        if point.note:
            lines.append(words.note.format(name=point.name, words=literal(point.note)))
    return words.own_words.format(words="\n".join(lines)) if lines else words.no_own_words
