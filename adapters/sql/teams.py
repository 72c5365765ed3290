"""What records about teams change, in SQL, and what is looked up about teams."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import aiosqlite

from adapters.sql.asker import Asker
from adapters.sql.instant import written
from dialogues.record import Record
from dialogues.teams.code import LENGTH, SIGNS, is_code
from dialogues.teams.record import (
    CodeMade,
    CodesEnded,
    CodeTried,
    RoleGiven,
    TeamClosed,
    TeamJoined,
    TeamLeft,
    TeamMade,
)
from dialogues.teams.request import (
    FindTeam,
    InWorkspace,
    Managers,
    MyTeams,
    NewCode,
    People,
    Person,
    Seat,
    Sighting,
    TeamCard,
)

WORKSPACES = frozenset({"slack"})
"""Platforms whose tenants are firms: their teams are closed to others unless a code says so."""

HOUR = timedelta(hours=1)
"""How long a code that led nowhere counts."""

# What waits for who manages the team no more: it was agreed to go to its managers.
_NOT_THEIRS = (
    "DELETE FROM outbox WHERE consent IS NOT NULL AND EXISTS (SELECT 1 FROM membership AS seat"
    " WHERE seat.id = :member AND seat.account = outbox.account"
    " AND (seat.ended IS NOT NULL OR seat.role != 'manager')"
    " AND (outbox.consent = 'digest:' || seat.team OR outbox.consent IN"
    " (SELECT id FROM consent WHERE consent.team = seat.team)))"
)

UNMANAGED = (
    "UPDATE team SET closed = :at WHERE closed IS NULL AND id IN (SELECT team FROM membership"
    " WHERE role = 'manager' AND ended IS NULL"
    " AND account IN (SELECT value FROM json_each(:whose)))"
    " AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.team = team.id AND m.role = 'manager'"
    " AND m.ended IS NULL AND m.account NOT IN (SELECT value FROM json_each(:whose)))",
    "UPDATE join_code SET ended = :at WHERE ended IS NULL"
    " AND team IN (SELECT id FROM team WHERE closed IS NOT NULL)",
)
"""What closes the teams that nobody manages once these accounts (numbers, as JSON) are erased."""

TOLD_UNMANAGED = """
INSERT INTO timer (account, name, prompt, due)
SELECT DISTINCT other.account, 'news:closed:' || team.name, 0, :noon FROM team
JOIN membership other ON other.team = team.id AND other.ended IS NULL
JOIN conversation ON conversation.account = other.account
WHERE team.closed IS NULL AND other.account NOT IN (SELECT value FROM json_each(:whose))
AND team.id IN (SELECT team FROM membership WHERE role = 'manager' AND ended IS NULL
AND account IN (SELECT value FROM json_each(:whose)))
AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.team = team.id AND m.role = 'manager'
AND m.ended IS NULL AND m.account NOT IN (SELECT value FROM json_each(:whose)))
ON CONFLICT DO NOTHING
"""
"""What has the others told of the teams that UNMANAGED closes, by timers that the engine hears."""

CHANGES: Mapping[type[Record], tuple[str, ...]] = {
    TeamMade: (
        "INSERT INTO team (id, name, platform, tenant, at)"
        " SELECT :team, :name, platform, tenant, :at FROM account WHERE id = :account",
    ),
    TeamJoined: (
        "INSERT INTO membership (id, team, account, role, name, joined, revision)"
        " VALUES (:member, :team, :account, :role, :name, :at, :revision)",
    ),
    RoleGiven: ("UPDATE membership SET role = :role WHERE id = :member", _NOT_THEIRS),
    TeamLeft: (
        "UPDATE membership SET ended = :at, ended_by = :by WHERE id = :member AND ended IS NULL",
        _NOT_THEIRS,
        "DELETE FROM outbox WHERE consent IN (SELECT 'digest:' || seat.team"
        " FROM membership AS seat JOIN finish_share ON finish_share.team = seat.team"
        " AND finish_share.account = seat.account WHERE seat.id = :member)",
        "UPDATE finish_share SET withdrawn = :at WHERE shared AND withdrawn IS NULL AND"
        " (account, team) IN (SELECT account, team FROM membership WHERE id = :member)",
    ),
    TeamClosed: (
        "UPDATE team SET closed = :at WHERE id = :team",
        "UPDATE join_code SET ended = :at WHERE team = :team AND ended IS NULL",
    ),
    CodeMade: (
        "UPDATE join_code SET ended = :at WHERE team = :team AND ended IS NULL",
        "INSERT INTO join_code (digest, half, team, everywhere, at, expires)"
        " VALUES (:digest, :half, :team, :everywhere, :at, :expires)",
    ),
    CodesEnded: ("UPDATE join_code SET ended = :at WHERE team = :team AND ended IS NULL",),
    CodeTried: (
        "DELETE FROM join_attempt WHERE julianday(at) < julianday(:at) - 1.0 / 24",
        "INSERT INTO join_attempt (account, at, half) VALUES (:account, :at, :half)",
    ),
}


async def my_teams(driver: aiosqlite.Connection, asker: Asker, _: MyTeams) -> tuple[Seat, ...]:
    """Return the teams that the account is in, the oldest membership first."""
    rows = await driver.execute_fetchall(_SEATS, (asker.number,))
    managers = {row[1]: [p.name for p in await _people(driver, row[1], "manager")] for row in rows}
    return tuple(
        Seat(member, team, named, role, name, tuple(managers[team]), people, platform in WORKSPACES)
        for member, team, named, role, name, people, platform in rows
    )


async def people(driver: aiosqlite.Connection, asker: Asker, request: People) -> tuple[Person, ...]:
    """Return who is in the team, if the account manages it."""
    if await _role(driver, asker, request.team) != "manager":
        return ()
    return await _people(driver, request.team)


async def managers(
    driver: aiosqlite.Connection, asker: Asker, request: Managers
) -> tuple[Person, ...]:
    """Return who manages the team, if the account is in it."""
    if await _role(driver, asker, request.team) is None:
        return ()
    return await _people(driver, request.team, "manager")


async def find_team(driver: aiosqlite.Connection, asker: Asker, request: FindTeam) -> Sighting:
    """Return where a code leads to, and how often a code led nowhere in the last hour."""
    since = written(asker.at - HOUR)
    [(mine, alike)] = await driver.execute_fetchall(
        _TRIES, (asker.number, since, request.half, since)
    )
    rows = await driver.execute_fetchall(_CODE, (request.digest, written(asker.at)))
    for team, name, platform, tenant, everywhere in rows:
        if everywhere or (platform, tenant) == (asker.platform, asker.tenant):
            card = TeamCard(team, name, await _people(driver, team, "manager"))
            return Sighting(card, mine, alike)
    return Sighting(None, mine, alike)


async def in_workspace(driver: aiosqlite.Connection, asker: Asker, _: InWorkspace) -> bool:
    """Return whether the account's platform has workspaces."""
    return asker.platform in WORKSPACES


async def new_code(driver: aiosqlite.Connection, asker: Asker, _: NewCode) -> str:
    """Return a join code by chance."""
    return code_by_chance()


def code_by_chance() -> str:
    """Return the signs of a join code: any of them is as likely as any other."""
    while True:
        signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
        if is_code(signs):
            return signs


async def _role(driver: aiosqlite.Connection, asker: Asker, team: str) -> str | None:
    rows = await driver.execute_fetchall(_ROLE, (asker.number, team))
    return next((row[0] for row in rows), None)


async def _people(
    driver: aiosqlite.Connection, team: str, role: str | None = None
) -> tuple[Person, ...]:
    rows: Iterable[Any] = await driver.execute_fetchall(_PEOPLE, (team, role, role))
    return tuple(
        Person(member, name, of, datetime.fromisoformat(joined).replace(tzinfo=UTC), key)
        for member, name, of, joined, key in rows
    )


_SEATS = (
    "SELECT mine.id, team.id, team.name, mine.role, mine.name,"
    " (SELECT count(*) FROM membership m WHERE m.team = team.id AND m.ended IS NULL),"
    " team.platform FROM membership mine JOIN team ON team.id = mine.team"
    " WHERE mine.account = ? AND mine.ended IS NULL AND team.closed IS NULL"
    " ORDER BY mine.joined, mine.rowid"
)
_ROLE = "SELECT role FROM membership WHERE account = ? AND team = ? AND ended IS NULL"
_PEOPLE = (
    "SELECT membership.id, membership.name, membership.role, membership.joined, account.key"
    " FROM membership JOIN account ON account.id = membership.account"
    " WHERE membership.team = ? AND membership.ended IS NULL AND (? IS NULL OR role = ?)"
    " ORDER BY membership.role, membership.joined, membership.rowid"
)
_TRIES = (
    "SELECT (SELECT count(*) FROM join_attempt WHERE account = ? AND at > ?),"
    " (SELECT count(*) FROM join_attempt WHERE half = ? AND at > ?)"
)
_CODE = (
    "SELECT team.id, team.name, team.platform, team.tenant, join_code.everywhere"
    " FROM join_code JOIN team ON team.id = join_code.team"
    " WHERE digest = ? AND expires > ? AND ended IS NULL AND closed IS NULL"
)
