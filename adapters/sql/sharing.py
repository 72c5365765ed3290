"""What records about sending change, in SQL, and what is looked up about it.

A manager is answered only about the teams that they manage now, and never about what was withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import aiosqlite

from adapters.sql.asker import Asker
from dialogues.record import Record
from dialogues.sharing.finish import (
    Finish,
    FinishAnswered,
    Finishers,
    FinishWithdrawn,
    MyFinishes,
)
from dialogues.sharing.record import (
    AnswerSent,
    Consented,
    ConsentWithdrawn,
    InquiryClosed,
    InquiryMade,
    StepAssigned,
    StepDone,
)
from dialogues.sharing.request import (
    FindReceived,
    FindReply,
    FindStep,
    Inquiry,
    Line,
    MyInquiries,
    MySent,
    NextStep,
    Received,
    ReceivedBy,
    Respondents,
    SenderOf,
    Sent,
    SentAnswer,
)

_ONLY_SAYS = (
    "UPDATE shown SET body = CAST(json_object('text', {}) AS BLOB)"
    " WHERE CASE WHEN json_valid(CAST(body AS TEXT))"
    " THEN json_extract(CAST(body AS TEXT), '$.consent') END"
)

CHANGES: Mapping[type[Record], tuple[str, ...]] = {
    Consented: (
        "INSERT INTO consent (id, account, at, team, checklist, version, run, tool, use, touches,"
        " form, named, name, role, remark, managers, text, revision)"
        " VALUES (:consent, :account, :at, :team, :checklist, :version, :run, :tool, :use,"
        " :touches, :form, :named, :name, :role, :remark, :managers, :text, :revision)",
    ),
    AnswerSent: (
        "INSERT INTO sent_answer (consent, question, answer, basis, reason, note)"
        " VALUES (:consent, :question, :answer, :basis, :reason, :note)",
    ),
    # Of the copies that are kept to take the buttons off a message nothing is left but that; and
    # reminders about it go.
    ConsentWithdrawn: (
        "UPDATE consent SET withdrawn = :at"
        " WHERE id = :consent AND account = :account AND withdrawn IS NULL",
        f"{_ONLY_SAYS.format(':gone')} IN"  # noqa: S608
        " (SELECT id FROM consent WHERE id = :consent AND account = :account)",
        f"{_ONLY_SAYS.format(':outdated')} IN (SELECT 'digest:' || team FROM consent"  # noqa: S608
        " WHERE id = :consent AND account = :account)",
        "DELETE FROM timer WHERE name IN (SELECT 'next-step:' || next_step.id FROM next_step"
        " JOIN consent ON consent.id = next_step.consent"
        " WHERE consent.id = :consent AND consent.account = :account)",
    ),
    StepAssigned: (
        "INSERT INTO next_step (id, account, at, consent, team, question, action, owner, due)"
        " VALUES (:step, :account, :at, :consent, :team, :question, :action, :owner, :due)"
        " ON CONFLICT (id) DO UPDATE SET account = :account, at = :at, owner = :owner,"
        " due = :due, done = NULL",
    ),
    StepDone: ("UPDATE next_step SET done = :at WHERE id = :step AND done IS NULL",),
    FinishAnswered: (
        "INSERT INTO finish_share (account, at, team, lesson, shared, managers, text, revision)"
        " VALUES (:account, :at, :team, :lesson, :shared, :managers, :text, :revision)",
    ),
    FinishWithdrawn: (
        "UPDATE finish_share SET withdrawn = :at WHERE account = :account AND team = :team"
        " AND lesson = :lesson AND shared AND withdrawn IS NULL",
        f"{_ONLY_SAYS.format(':outdated')} = 'digest:' || :team",
    ),
    InquiryMade: (
        "INSERT INTO inquiry (id, account, at, consent, question, answer)"
        " VALUES (:inquiry, :account, :at, :consent, :question, '')",
    ),
    InquiryClosed: (
        "UPDATE inquiry SET answer = :answer, closed = :at WHERE id = :inquiry"
        " AND closed IS NULL AND consent IN (SELECT id FROM consent WHERE account = :account)",
    ),
}


async def my_sent(driver: aiosqlite.Connection, asker: Asker, _: MySent) -> tuple[Sent, ...]:
    """Return what the account sent and did not withdraw, the newest first."""
    rows = await driver.execute_fetchall(_SENT, (asker.number,))
    return tuple(_my_sent(tuple(row)) for row in rows)


async def my_finishes(
    driver: aiosqlite.Connection, asker: Asker, _: MyFinishes
) -> tuple[Finish, ...]:
    """Return what the account said about showing managers that it finished."""
    rows = await driver.execute_fetchall(_FINISHES, (asker.number,))
    return tuple(Finish(team, lesson, bool(shared)) for team, lesson, shared in rows)


async def finishers(
    driver: aiosqlite.Connection, asker: Asker, request: Finishers
) -> tuple[tuple[str, str], ...]:
    """Return who of the team lets its managers see what, if the account is one of them."""
    values = {"team": request.team, "account": asker.number}
    rows = await driver.execute_fetchall(_FINISHERS, values)
    return tuple((lesson, name) for lesson, name in rows)


async def my_inquiries(
    driver: aiosqlite.Connection, asker: Asker, _: MyInquiries
) -> tuple[Inquiry, ...]:
    """Return the questions to the account that wait, of teams that it is in."""
    rows = await driver.execute_fetchall(_INQUIRIES, (asker.number,))
    return tuple(Inquiry(*row) for row in rows)


async def find_received(
    driver: aiosqlite.Connection, asker: Asker, request: FindReceived
) -> Received | None:
    """Return what was sent, if it still holds and the account manages the team."""
    values = {"consent": request.consent, "account": asker.number}
    for row in await driver.execute_fetchall(_RECEIVED, values):
        answers = await driver.execute_fetchall(_ANSWERS, values)
        steps = await driver.execute_fetchall(_STEPS, values)
        return _received(tuple(row), answers, steps)
    return None


async def sender_of(driver: aiosqlite.Connection, asker: Asker, request: SenderOf) -> str | None:
    """Return the key of the account that sent it, while it is in the team."""
    values = {"consent": request.consent, "account": asker.number}
    rows = await driver.execute_fetchall(_SENDER, values)
    return next((row[0] for row in rows), None)


async def find_step(
    driver: aiosqlite.Connection, asker: Asker, request: FindStep
) -> tuple[str, NextStep] | None:
    """Return the next step with its consent, if that holds and the account manages the team."""
    values = {"step": request.step, "account": asker.number}
    for consent, *step in await driver.execute_fetchall(_STEP, values):
        return consent, _next_step(step)
    return None


async def find_reply(
    driver: aiosqlite.Connection, asker: Asker, request: FindReply
) -> tuple[str, str, str, str] | None:
    """Return what the account asked and what came back, if the consent holds."""
    values = {"inquiry": request.inquiry, "account": asker.number}
    for consent, name, question, answer in await driver.execute_fetchall(_REPLY, values):
        return consent, name, question, answer
    return None


async def received_by(
    driver: aiosqlite.Connection, asker: Asker, request: ReceivedBy
) -> tuple[Line, ...]:
    """Return what the managers of the team can open, if the account is one of them."""
    values = {"team": request.team, "account": asker.number}
    rows = await driver.execute_fetchall(_LINES, values)
    return tuple(Line(consent, name, tool, _moment(at)) for consent, name, tool, at in rows)


async def respondents(driver: aiosqlite.Connection, asker: Asker, request: Respondents) -> int:
    """Return how many people of the team sent answers, if the account is in it."""
    values = {"team": request.team, "checklist": request.checklist, "account": asker.number}
    [(count,)] = await driver.execute_fetchall(_RESPONDENTS, values)
    return int(count)


def _my_sent(row: Sequence[Any]) -> Sent:
    consent, team, team_name, checklist, run, tool, at, named, names, waiting, claimed = row
    managers = tuple(filter(None, names.split("\n")))
    about = (consent, team, team_name, checklist, run, tool, _moment(at), bool(named))
    return Sent(*about, managers, waiting, claimed)


def _next_step(row: Sequence[Any]) -> NextStep:
    step, question, action, owner, due, done = row
    return NextStep(step, question, action, owner, due, bool(done))


def _received(row: Sequence[Any], answers: Iterable[Any], steps: Iterable[Any]) -> Received:
    consent, team, team_name, checklist, run, version, tool, use, touches, *rest = row
    form, name, role, remark, text, at, here, asked, answer = rest
    return Received(
        consent=consent,
        team=team,
        team_name=team_name,
        checklist=checklist,
        run=run,
        version=version,
        tool=tool,
        use=use,
        touches=tuple(touches.split()),
        form=form,
        name=name,
        role=role,
        remark=remark,
        text=text,
        at=_moment(at),
        here=bool(here),
        answers=tuple(SentAnswer(*given) for given in answers),
        steps=tuple(_next_step(step) for step in steps),
        asked=asked or "",
        answer=answer or "",
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# The first messages about a consent have its own time: later ones go to who has read it.
_SENT = (
    "SELECT consent.id, team.id, team.name, checklist, run, tool, consent.at, named, managers,"
    " (SELECT count(*) FROM outbox WHERE outbox.consent = consent.id"
    " AND outbox.at = consent.at AND claimed IS NULL),"
    " (SELECT count(*) FROM outbox WHERE outbox.consent = consent.id"
    " AND outbox.at = consent.at AND claimed IS NOT NULL)"
    " FROM consent JOIN team ON team.id = consent.team"
    " WHERE consent.account = ? AND withdrawn IS NULL ORDER BY consent.at DESC, consent.rowid DESC"
)
_FINISHES = (
    "SELECT team, lesson, max(shared AND withdrawn IS NULL) FROM finish_share"
    " WHERE account = ? GROUP BY team, lesson ORDER BY min(id)"
)
_FINISHERS = (
    "SELECT DISTINCT finish_share.lesson, mine.name FROM finish_share"
    " JOIN membership mine ON mine.team = finish_share.team"
    " AND mine.account = finish_share.account AND mine.ended IS NULL"
    " JOIN team ON team.id = finish_share.team AND team.closed IS NULL"
    " JOIN membership boss ON boss.team = finish_share.team AND boss.account = :account"
    " AND boss.role = 'manager' AND boss.ended IS NULL"
    " WHERE finish_share.team = :team AND shared AND withdrawn IS NULL"
    " ORDER BY finish_share.lesson, mine.name, mine.id"
)
_INQUIRIES = (
    "SELECT inquiry.id, consent.id, team.id, team.name, tool, consent.name,"
    " coalesce((SELECT m.name FROM membership m WHERE m.team = consent.team"
    " AND m.account = inquiry.account ORDER BY m.joined DESC LIMIT 1), ''),"
    " coalesce((SELECT account.key FROM membership m JOIN account ON account.id = m.account"
    " WHERE m.team = consent.team AND m.account = inquiry.account AND m.role = 'manager'"
    " AND m.ended IS NULL), ''), inquiry.question"
    " FROM inquiry JOIN consent ON consent.id = inquiry.consent"
    " JOIN team ON team.id = consent.team AND team.closed IS NULL"
    " JOIN membership mine ON mine.team = consent.team AND mine.account = consent.account"
    " AND mine.ended IS NULL"
    " WHERE consent.account = ? AND consent.withdrawn IS NULL AND inquiry.closed IS NULL"
    " ORDER BY inquiry.at, inquiry.rowid"
)
# Whoever asks must manage the team at this moment.
_MANAGES = (
    " JOIN team ON team.id = consent.team AND team.closed IS NULL"
    " JOIN membership boss ON boss.team = consent.team AND boss.account = :account"
    " AND boss.role = 'manager' AND boss.ended IS NULL"
)
_HOLDS = " consent.withdrawn IS NULL AND consent.named AND consent.account != :account"
_RECEIVED = (
    "SELECT consent.id, team.id, team.name, checklist, run, version, tool, use, touches, form,"  # noqa: S608
    " consent.name, consent.role, remark, text, consent.at,"
    " EXISTS (SELECT 1 FROM membership m WHERE m.team = consent.team"
    " AND m.account = consent.account AND m.ended IS NULL),"
    " inquiry.question, inquiry.answer"
    f" FROM consent{_MANAGES}"
    " LEFT JOIN inquiry ON inquiry.consent = consent.id AND inquiry.account = :account"
    f" WHERE consent.id = :consent AND{_HOLDS}"
)
_SENDER = (
    f"SELECT account.key FROM consent{_MANAGES} JOIN account ON account.id = consent.account"  # noqa: S608
    " JOIN membership mine ON mine.team = consent.team AND mine.account = consent.account"
    f" AND mine.ended IS NULL WHERE consent.id = :consent AND{_HOLDS}"
)
_ANSWERS = (
    "SELECT question, answer, basis, reason, note FROM sent_answer WHERE consent = :consent"
    " ORDER BY rowid"
)
_STEPS = (
    "SELECT id, question, action, owner, due, done IS NOT NULL FROM next_step"
    " WHERE consent = :consent ORDER BY rowid"
)
_STEP = (
    "SELECT consent.id, next_step.id, question, action, owner, due, done IS NOT NULL"  # noqa: S608
    f" FROM next_step JOIN consent ON consent.id = next_step.consent{_MANAGES}"
    f" WHERE next_step.id = :step AND{_HOLDS}"
)
_REPLY = (
    "SELECT consent.id, consent.name, inquiry.question, inquiry.answer FROM inquiry"  # noqa: S608
    f" JOIN consent ON consent.id = inquiry.consent{_MANAGES}"
    f" WHERE inquiry.id = :inquiry AND inquiry.account = :account AND{_HOLDS}"
)
_LINES = (
    f"SELECT consent.id, consent.name, tool, consent.at FROM consent{_MANAGES}"  # noqa: S608
    f" WHERE consent.team = :team AND{_HOLDS} ORDER BY consent.at DESC, consent.rowid DESC"
)
_RESPONDENTS = (
    "SELECT count(DISTINCT consent.account) FROM consent WHERE team = :team"
    " AND checklist = :checklist AND withdrawn IS NULL AND EXISTS (SELECT 1 FROM membership m"
    " WHERE m.team = :team AND m.account = :account AND m.ended IS NULL)"
)
