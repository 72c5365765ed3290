"""Teams as an operator sees and changes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.instant import written
from adapters.sql.schema import account, membership, team
from adapters.sql.teams import CHANGES
from dialogues.teams.record import TeamRecord


class TeamRow(msgspec.Struct, frozen=True):
    """A team that is not closed. `home` is the platform and tenant that it belongs to."""

    id: str
    name: str
    home: str
    made: datetime
    people: int
    managers: int


class MemberRow(msgspec.Struct, frozen=True):
    """Someone who is in a team."""

    id: str
    account: str
    name: str
    role: str
    joined: datetime


async def teams(connection: AsyncConnection, named: str | None = None) -> list[TeamRow]:
    """Return the teams, the oldest first; or those with this id or name."""
    managers = func.count(membership.c.id).filter(membership.c.role == "manager")
    query = (
        select(team, func.count(membership.c.id).label("people"), managers.label("managers"))
        .outerjoin(membership, _is_in(team.c.id))
        .where(team.c.closed.is_(None))
        .group_by(team.c.id)
        .order_by(team.c.at, team.c.id)
    )
    if named is not None:
        query = query.where(or_(team.c.id == named, team.c.name == named))
    return [
        TeamRow(r.id, r.name, f"{r.platform}:{r.tenant}", r.at, r.people, r.managers)
        for r in await connection.execute(query)
    ]


async def members(connection: AsyncConnection, of: str) -> list[MemberRow]:
    """Return who is in the team with this id, managers first."""
    query = (
        select(membership, account.c.key)
        .join(account, account.c.id == membership.c.account)
        .where(_is_in(of))
        .order_by(membership.c.role, membership.c.joined, membership.c.id)
    )
    return [
        MemberRow(r.id, r.key, r.name, r.role, r.joined) for r in await connection.execute(query)
    ]


async def is_known(connection: AsyncConnection, key: str) -> bool:
    """Return whether there is an account with this key: its person has written to the bot."""
    return (await _number(connection, key)) is not None


async def record(
    connection: AsyncConnection, key: str, records: Sequence[TeamRecord], at: datetime
) -> None:
    """Write the records as if they came of a turn of the account."""
    number = await _number(connection, key)
    for one in records:
        values = {**msgspec.structs.asdict(one), "account": number, "at": at}
        named = {name: _as_written(value) for name, value in values.items()}
        for statement in CHANGES[type(one)]:
            await connection.execute(text(statement), named)


async def _number(connection: AsyncConnection, key: str) -> int | None:
    query = select(account.c.id).where(account.c.key == key)
    number: int | None = (await connection.execute(query)).scalar()
    return number


def _is_in(of: Any) -> ColumnElement[bool]:
    return and_(membership.c.team == of, membership.c.ended.is_(None))


def _as_written(value: object) -> object:
    return written(value) if isinstance(value, datetime) else value
