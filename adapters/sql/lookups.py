"""Answers what a turn asks for, in its transaction."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

import aiosqlite

from adapters.sql import digests, sharing, teams
from adapters.sql.asker import Asker
from dialogues.digests.request import Gather, MyAssigned, MyWeekly
from dialogues.request import NewId, Request
from dialogues.sharing.finish import Finishers, MyFinishes
from dialogues.sharing.request import (
    FindReceived,
    FindReply,
    FindStep,
    MyInquiries,
    MySent,
    ReceivedBy,
    Respondents,
    SenderOf,
)
from dialogues.teams.request import FindTeam, InWorkspace, Managers, MyTeams, NewCode, People

Answering: TypeAlias = Callable[[aiosqlite.Connection, Asker, Any], Awaitable[Any]]


async def new_id(driver: aiosqlite.Connection, asker: Asker, request: NewId) -> str:
    """Return 12 letters and digits by chance."""
    return secrets.token_hex(6)


ANSWERS: Mapping[type[Request[Any]], Answering] = {
    NewId: new_id,
    MyTeams: teams.my_teams,
    People: teams.people,
    Managers: teams.managers,
    FindTeam: teams.find_team,
    InWorkspace: teams.in_workspace,
    NewCode: teams.new_code,
    MySent: sharing.my_sent,
    MyFinishes: sharing.my_finishes,
    Finishers: sharing.finishers,
    MyInquiries: sharing.my_inquiries,
    FindReceived: sharing.find_received,
    SenderOf: sharing.sender_of,
    FindStep: sharing.find_step,
    FindReply: sharing.find_reply,
    ReceivedBy: sharing.received_by,
    Respondents: sharing.respondents,
    Gather: digests.gather,
    MyAssigned: digests.my_assigned,
    MyWeekly: digests.my_weekly,
}


async def answer(
    driver: aiosqlite.Connection, number: int | None, key: str, request: Request[Any], at: datetime
) -> Any:
    """Return what the store knows; `number` and `key` say on whose behalf it is asked."""
    platform, tenant, _ = key.split(":", 2)
    return await ANSWERS[type(request)](driver, Asker(number, platform, tenant, at), request)
