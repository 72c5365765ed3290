"""What an operator does with teams."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from adapters.sql import open_store
from bot.account import Account
from bot.clock import machine_time
from bot.content import load_course
from bot.main import closing, serving
from bot.ports import Incoming
from dialogues.input import Said
from dialogues.teams.code import read
from tests.cli.tutorbot import LESSONS, Ran, tutorbot

ANN = Account("telegram", "1", "ann")
BEN = Account("telegram", "1", "ben")


async def greet(database: Path, *texts: tuple[Account, str]) -> None:
    """Let these people write to the bot."""
    course = load_course(LESSONS)
    url = f"sqlite:///{database}"
    async with (
        closing(await open_store(url, now=machine_time())) as store,
        serving(store, course, {}) as program,
    ):
        for account, text in texts:
            await program.submit(Incoming(account, Said(text), machine_time()))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "tutorbot.db"
    asyncio.run(greet(path, (ANN, "hello"), (BEN, "hello")))
    return path


def team(database: Path, *arguments: str) -> Ran:
    url = f"sqlite:///{database}"
    return tutorbot("team", *arguments, "--json", "--database", url, "--content", str(LESSONS))


def created(database: Path) -> str:
    """Make a team; return its code."""
    ran = team(database, "create", "Bakery", "--manager", ANN.key, "--name", "Ann K.")
    assert ran.code == 0
    code = ran.json()["code"]
    assert isinstance(code, str)
    return code


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(sql).fetchall()


def test_a_team_is_made_with_a_manager_and_a_code_that_people_join_with(database: Path) -> None:
    code = created(database)
    assert read(code)
    [found] = team(database, "list").json()
    assert (found["name"], found["home"], found["people"]) == ("Bakery", "telegram:1", 1)
    [member] = team(database, "members", "Bakery").json()
    assert (member["account"], member["name"], member["role"]) == (ANN.key, "Ann K.", "manager")
    asyncio.run(greet(database, (BEN, f"join {code}"), (BEN, "Join"), (BEN, "Ben")))
    assert [m["name"] for m in team(database, "members", "Bakery").json()] == ["Ann K.", "Ben"]


def test_a_code_stands_nowhere_in_the_database(database: Path) -> None:
    code = created(database)
    held = "".join(str(row) for row in rows(database, "SELECT * FROM join_code"))
    assert code not in held
    assert code.replace("-", "") not in held


def test_a_new_code_ends_the_one_before(database: Path) -> None:
    created(database)
    assert team(database, "code", "Bakery").code == 0
    ended = rows(database, "SELECT ended IS NOT NULL FROM join_code ORDER BY at")
    assert ended == [(1,), (0,)]


def test_a_manager_can_be_added_and_is_told(database: Path) -> None:
    created(database)
    refused = team(database, "add-manager", "Bakery", BEN.key)
    assert refused.code == 1
    assert "--name" in refused.json()["error"]["message"]
    assert team(database, "add-manager", "Bakery", BEN.key, "--name", "Ben").code == 0
    roles = [m["role"] for m in team(database, "members", "Bakery").json()]
    assert roles == ["manager", "manager"]
    waiting = rows(database, "SELECT CAST(body AS TEXT) FROM outbox")
    assert sum("made you a manager of the team" in str(body) for (body,) in waiting) == 2


def test_nobody_is_left_without_a_manager_and_the_last_one_closes_the_team(
    database: Path,
) -> None:
    code = created(database)
    asyncio.run(greet(database, (BEN, f"join {code}"), (BEN, "Join"), (BEN, "Ben")))
    assert team(database, "remove", "Bakery", ANN.key).code == 1
    assert team(database, "remove", "Bakery", BEN.key).code == 0
    assert team(database, "remove", "Bakery", ANN.key).code == 0
    assert team(database, "list").json() == []
    ended = rows(database, "SELECT name, ended_by FROM membership ORDER BY joined")
    assert ended == [("Ann K.", "operator"), ("Ben", "operator")]


@pytest.mark.parametrize(
    "arguments",
    [
        ("members", "Nowhere"),
        ("code", "Nowhere"),
        ("remove", "Bakery", BEN.key),
        ("create", "Other", "--manager", "telegram:1:nobody", "--name", "N"),
    ],
)
def test_what_is_not_there_is_named_with_a_remedy(
    database: Path, arguments: tuple[str, ...]
) -> None:
    created(database)
    ran = team(database, *arguments)
    assert ran.code == 1
    assert "tutorbot" in ran.json()["error"]["message"]


def test_two_teams_of_one_name_are_told_apart_by_their_ids(database: Path) -> None:
    created(database)
    created(database)
    assert team(database, "members", "Bakery").code == 1
    first, second = (row["id"] for row in team(database, "list").json())
    assert first != second
    assert team(database, "members", second).code == 0


def test_a_command_that_writes_is_refused_while_the_program_serves(database: Path) -> None:
    created(database)

    async def meanwhile() -> tuple[Ran, Ran]:
        url = f"sqlite:///{database}"
        async with closing(await open_store(url, now=machine_time())):
            listing = await asyncio.to_thread(team, database, "list")
            return listing, await asyncio.to_thread(team, database, "code", "Bakery")

    listing, code = asyncio.run(meanwhile())
    assert listing.code == 0
    assert code.code != 0
    assert "another tutorbot process" in code.out
