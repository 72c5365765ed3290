"""What records about digests change, in SQL, and what is looked up for digests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import aiosqlite

from adapters.sql.asker import Asker
from dialogues.digests.record import BatchClosed, BatchJoined, DigestGiven, WeeklySet
from dialogues.digests.request import Assigned, Gather, MyAssigned, MyWeekly
from dialogues.digests.schedule import Weekly
from dialogues.digests.sending import Batch, Gathered, Past, Sending, key_of
from dialogues.record import Record
from dialogues.sharing.request import NextStep, SentAnswer

CHANGES: Mapping[type[Record], tuple[str, ...]] = {
    BatchClosed: (
        "INSERT INTO digest_batch (id, team, checklist, tool, at, size)"
        " VALUES (:batch, :team, :checklist, :tool, :end, :size)",
    ),
    BatchJoined: ("INSERT INTO digest_share (consent, batch) VALUES (:consent, :batch)",),
    # Of a day the last one is kept.
    DigestGiven: (
        "DELETE FROM digest_given WHERE account = :account AND team = :team"
        " AND checklist = :checklist AND tool = :tool AND date(at) = date(:at)",
        "INSERT INTO digest_given (account, at, team, checklist, tool, counted, open)"
        " VALUES (:account, :at, :team, :checklist, :tool, :counted, :open)",
    ),
    WeeklySet: (
        "UPDATE membership SET weekly_day = :day, weekly_hour = :hour, weekly_zone = :zone"
        " WHERE id = :member AND account = :account",
    ),
}


async def gather(driver: aiosqlite.Connection, asker: Asker, request: Gather) -> Gathered:
    """Return what was sent to the team's managers, if the account is one of them."""
    values = {"team": request.team, "account": asker.number}
    if not await driver.execute_fetchall(_MANAGES, values):
        return Gathered()
    past = await driver.execute_fetchall(_PAST, values)
    return await gathered(
        driver,
        request.team,
        tuple(
            Past(checklist, tool, _moment(at), tuple(counted.split()), tuple(still.split()))
            for checklist, tool, at, counted, still in past
        ),
    )


async def gathered(
    driver: aiosqlite.Connection, team: str, past: tuple[Past, ...] = ()
) -> Gathered:
    """Return what was sent to the managers of the team with this id, and not withdrawn."""
    answers: dict[str, list[SentAnswer]] = {}
    for consent, *given in await driver.execute_fetchall(_ANSWERS, {"team": team}):
        answers.setdefault(consent, []).append(SentAnswer(*given))
    sendings = tuple(
        Sending(
            consent,
            who,
            bool(named),
            checklist,
            tool,
            tuple(touches.split()),
            _moment(at),
            tuple(answers.get(consent, ())),
            batch or "",
        )
        for consent, who, named, checklist, tool, touches, at, batch in (
            await driver.execute_fetchall(_SENDINGS, {"team": team})
        )
    )
    batches = tuple(
        Batch(id, checklist, tool, _moment(at), size)
        for id, checklist, tool, at, size in await driver.execute_fetchall(_BATCHES, {"team": team})
    )
    return Gathered(sendings, batches, past)


async def my_assigned(
    driver: aiosqlite.Connection, asker: Asker, request: MyAssigned
) -> tuple[Assigned, ...]:
    """Return what the account assigned in the team, if it manages the team."""
    values = {"team": request.team, "account": asker.number}
    if not await driver.execute_fetchall(_MANAGES, values):
        return ()
    return tuple(
        Assigned(checklist, key_of(tool), NextStep(id, asked, action, owner, due, bool(done)))
        for checklist, tool, id, asked, action, owner, due, done in (
            await driver.execute_fetchall(_ASSIGNED, values)
        )
    )


async def my_weekly(driver: aiosqlite.Connection, asker: Asker, request: MyWeekly) -> Weekly | None:
    """Return when the digest comes, if the account manages the team and wants it."""
    values = {"team": request.team, "account": asker.number}
    rows = await driver.execute_fetchall(_WEEKLY, values)
    return next((Weekly(*row) for row in rows), None)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


_MANAGES = (
    "SELECT 1 FROM membership JOIN team ON team.id = membership.team AND team.closed IS NULL"
    " WHERE membership.team = :team AND account = :account AND role = 'manager' AND ended IS NULL"
)
# What someone sends about one tool to several teams without a name counts in the first one only:
# else the digests of two teams could be subtracted.
_SENDINGS = (
    "SELECT consent.id, account, named, checklist, tool, touches, at, batch FROM consent"
    " LEFT JOIN digest_share ON digest_share.consent = consent.id"
    " WHERE team = :team AND withdrawn IS NULL AND (named OR NOT EXISTS ("
    "SELECT 1 FROM consent earlier WHERE earlier.account = consent.account"
    " AND NOT earlier.named AND earlier.team != consent.team"
    " AND earlier.checklist = consent.checklist AND lower(earlier.tool) = lower(consent.tool)"
    " AND (earlier.at, earlier.rowid) < (consent.at, consent.rowid)))"
    " ORDER BY at, consent.rowid"
)
_ANSWERS = (
    "SELECT sent_answer.consent, question, answer, basis,"
    " CASE WHEN named THEN reason ELSE '' END, CASE WHEN named THEN note ELSE '' END"
    " FROM sent_answer JOIN consent ON consent.id = sent_answer.consent"
    " WHERE consent.team = :team AND withdrawn IS NULL ORDER BY sent_answer.rowid"
)
_BATCHES = (
    "SELECT id, checklist, tool, at, size FROM digest_batch WHERE team = :team ORDER BY at, id"
)
_PAST = (
    "SELECT checklist, tool, at, counted, open FROM digest_given"
    " WHERE account = :account AND team = :team ORDER BY at DESC, id DESC LIMIT 200"
)
_ASSIGNED = (
    "SELECT checklist, tool, next_step.id, question, action, owner, due, done IS NOT NULL"
    " FROM next_step JOIN consent ON consent.id = next_step.consent"
    " WHERE next_step.team = :team AND next_step.account = :account AND withdrawn IS NULL"
    " ORDER BY next_step.at, next_step.rowid"
)
_WEEKLY = (
    "SELECT weekly_day, weekly_hour, weekly_zone FROM membership"
    " WHERE team = :team AND account = :account AND role = 'manager' AND ended IS NULL"
    " AND weekly_day IS NOT NULL"
)
