"""What the store answers about teams depends on who asks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeVar

import pytest

from adapters.sql import open_store
from adapters.sql.store import SqlStore
from bot.account import Account
from bot.changes import Changes, Loaded, Needs, NewRecord
from bot.ports import Marks
from dialogues.record import Record
from dialogues.request import Request
from dialogues.teams.record import RoleGiven, TeamJoined, TeamLeft, TeamMade
from dialogues.teams.request import Managers, MyTeams, People
from tests.store.values import ANN, BOB, NOW

A = TypeVar("A")

EVE = Account("terminal", "local", "eve")
TEAM = "t1"
MADE: list[tuple[Account, Record]] = [
    (ANN, TeamMade(TEAM, "Bakery")),
    (ANN, TeamJoined("m1", TEAM, "manager", "Ann", "r1")),
    (BOB, TeamJoined("m2", TEAM, "member", "Bob", "r1")),
]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    store = await open_store(f"sqlite:///{tmp_path}/tutorbot.db", now=NOW)
    everybody = (ANN, BOB, EVE)
    records = [NewRecord(whose.key, record, NOW) for whose, record in MADE]
    changes = Changes(accounts=everybody, records=records, at=NOW)
    await store.commit([a.key for a in everybody], [], lambda loaded: changes)
    yield store
    await store.close()


async def asked(store: SqlStore, who: Account, request: Request[A]) -> A:
    """Return what this account is answered."""
    answers: list[A] = []

    def fold(loaded: Loaded) -> Changes | Needs:
        if not loaded.found:
            return Needs([(who.key, request)], [], NOW)
        answers.append(loaded.found[who.key, request])
        return Changes()

    await store.commit([who.key], [], fold)
    return answers[0]


async def record(store: SqlStore, who: Account, *records: TeamLeft | RoleGiven) -> None:
    changes = Changes(records=[NewRecord(who.key, one, NOW) for one in records], at=NOW)
    await store.commit([who.key], [], lambda loaded: changes)


async def test_only_a_manager_is_told_who_is_in_the_team(store: SqlStore) -> None:
    people = await asked(store, ANN, People(TEAM))
    assert [(p.name, p.role, p.account) for p in people] == [
        ("Ann", "manager", ANN.key),
        ("Bob", "member", BOB.key),
    ]
    assert await asked(store, BOB, People(TEAM)) == ()
    assert await asked(store, EVE, People(TEAM)) == ()


async def test_only_those_in_the_team_are_told_who_manages_it(store: SqlStore) -> None:
    assert [p.name for p in await asked(store, BOB, Managers(TEAM))] == ["Ann"]
    assert await asked(store, EVE, Managers(TEAM)) == ()


async def test_who_left_is_told_nothing_any_more(store: SqlStore) -> None:
    await record(store, BOB, RoleGiven("m2", "manager"))
    people = await asked(store, BOB, People(TEAM))
    assert len(people) == 2
    await record(store, BOB, TeamLeft("m2", "self"))
    assert await asked(store, BOB, People(TEAM)) == ()
    assert await asked(store, BOB, MyTeams()) == ()
    assert [seat.people for seat in await asked(store, ANN, MyTeams())] == [1]


async def test_an_account_with_another_user_id_is_in_its_teams_still(store: SqlStore) -> None:
    await store.mark(Marks(moved=[(BOB.key, "robert")]))
    robert = Account("terminal", "local", "robert")
    assert [seat.name for seat in await asked(store, robert, MyTeams())] == ["Bob"]
