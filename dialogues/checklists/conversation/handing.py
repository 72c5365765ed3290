"""Handing a summary over to the managers of a team: the consent, and what each is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from dialogues.checklists.conversation.case import Case
from dialogues.checklists.conversation.result import summary_of
from dialogues.checklists.summary import Respondent, Summary
from dialogues.input import Told
from dialogues.quoting import literal
from dialogues.reply import Reply
from dialogues.request import NewId, Request
from dialogues.scene import Heard
from dialogues.sharing.draft import Draft, consented, outgoing, text_of
from dialogues.sharing.record import AnswerSent, ConsentWithdrawn
from dialogues.sharing.request import FindReceived, MySent, Received, Sent, SentAnswer, of_team
from dialogues.teams.request import Managers, Person, Seat
from dialogues.teams.seats import listed
from dialogues.turn import Letter


def draft(case: Case, seat: Seat) -> Draft:
    """Return what is chosen so far about what goes out."""
    slots = case.scene.slots
    return Draft(
        team=seat.team,
        named=slots.get("how") != "anonymous",
        name=str(slots.get("name", seat.name)),
        role=str(slots.get("role", "")),
        remark=str(slots.get("remark", case.the_run.remark)),
        without=frozenset(str(slots.get("without", "")).split()),
    )


def chosen(case: Case) -> dict[str, str | int]:
    """Return the slots that hold what is chosen so far."""
    names = ("team", "how", "to", "name", "role", "remark", "without")
    return {name: case.scene.slots[name] for name in names if name in case.scene.slots}


def as_sent(case: Case, made: Draft) -> Summary:
    """Return the summary as it would go out."""
    by = Respondent(made.name, made.role) if made.named else Respondent()
    return outgoing(summary_of(case, by), made)


def earlier_sent(case: Case, seat: Seat) -> Sent | None:
    """Return what was sent of this run to the team, if it still holds."""
    run = case.the_run
    same = (run.checklist, run.number, seat.team)
    sent = case.scene.find(MySent())
    return next((s for s in sent if (s.checklist, s.run, s.team) == same), None)


def others(case: Case, seat: Seat) -> tuple[Person, ...]:
    """Return the managers who get it: all but the one who sends it."""
    people = case.scene.find(Managers(seat.team))
    return tuple(person for person in people if person.member != seat.member)


def receivers(case: Case, seat: Seat) -> str:
    """Return what says who would get it, so that it goes to nobody who was not shown."""
    return " ".join(person.member for person in others(case, seat))


def names_of(case: Case, seat: Seat) -> str:
    return listed(case.scene, [person.name for person in others(case, seat)])


def handed_over(case: Case, seat: Seat) -> Heard:
    """Write the consent down with all that it covers, and tell every manager, in one turn."""
    case.scene.need(NewId("consent"), Managers(seat.team), MySent())
    made, consent = draft(case, seat), case.scene.find(NewId("consent"))
    summary = as_sent(case, made)
    to = others(case, seat) if made.named else ()
    text = text_of(summary, made, case.phrases)
    names = tuple(person.name for person in to)
    revision = case.scene.course.revision
    agreed, answers = consented(consent, summary, case.the_run, made, names, text, revision)
    received = _as_received(case, seat, made, consent, text, answers)
    told = Told("summary", {"consent": consent})
    found: dict[Request[Any], Any] = {FindReceived(consent): received}
    letters = tuple(Letter(person.account, told, found) for person in to)
    before = earlier_sent(case, seat)
    words, outdated = case.phrases.sharing, case.phrases.digest.outdated
    gone = (ConsentWithdrawn(before.consent, words.gone, outdated),) if before else ()
    heard = case.show("sent", _said(case, seat, made))
    return msgspec.structs.replace(
        heard,
        records=(*gone, agreed, *answers),
        letters=letters,
        withdrawn=(before.consent, of_team(seat.team)) if before else (),
    )


def _said(case: Case, seat: Seat, made: Draft) -> Reply:
    words, team = case.phrases.sharing, literal(seat.team_name)
    if made.named:
        return Reply(words.sent.format(team=team, managers=names_of(case, seat)))
    return Reply(words.sent_anonymous.format(team=team))


def _as_received(  # noqa: PLR0913, PLR0917  # all that the managers' own look-up will find
    case: Case, seat: Seat, made: Draft, consent: str, text: str, answers: Iterable[AnswerSent]
) -> Received:
    run = case.the_run
    return Received(
        consent=consent,
        team=seat.team,
        team_name=seat.team_name,
        checklist=run.checklist,
        run=run.number,
        version=case.checklist.version,
        tool=run.context.tool,
        use=run.context.use,
        touches=run.context.touches,
        form=run.form.value,
        name=made.name,
        role=made.role,
        remark=made.remark,
        text=text,
        at=case.scene.now,
        here=True,
        answers=tuple(SentAnswer(a.question, a.answer, a.basis, a.reason, a.note) for a in answers),
    )
