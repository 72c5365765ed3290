"""A turn is told what it asks for, as it stands when the turns before it are written."""

from __future__ import annotations

import sqlite3

from adapters.sql.batching import AHEAD
from bot.ports import Receipt
from bot.runner import Runner
from tests.runner.passing_on import running
from tests.runner.quarantine import quarantined
from tests.runner.talk import APOLOGY, delivered, said, submit_all
from tests.runner.watched import Watched


async def test_a_turn_gets_the_answers_that_it_asks_for(store: Watched) -> None:
    async with running(store) as runner:
        await runner.submit(said("make Bakery"))
        await runner.submit(said("count"))
        assert await delivered(store) == ["made Bakery", "Bakery"]


async def test_a_turn_that_asks_is_committed_in_one_transaction(store: Watched) -> None:
    async with running(store) as runner:
        await runner.submit(said("make Bakery", key="k"))
        assert store.commits == [1]
        assert await runner.submit(said("make Bakery", key="k")) == Receipt(duplicate=True)
        assert await delivered(store) == ["made Bakery"]


async def test_a_look_up_sees_what_the_turns_before_it_in_the_batch_wrote(store: Watched) -> None:
    async with running(store) as runner:
        await submit_all(runner, [said("make One"), said("hello"), said("count")])
        await submit_all(runner, [said("make Two"), said("count")])
        assert await delivered(store) == ["made One", "1 hello", "One", "made Two", "One Two"]


async def test_nobody_sees_the_teams_of_another(store: Watched) -> None:
    async with running(store) as runner:
        await runner.submit(said("make One"))
        await runner.submit(said("count", "ben"))
        assert await delivered(store, "ben") == [""]


async def test_a_turn_that_asks_for_ever_is_set_aside(url: str, store: Watched) -> None:
    async with running(store) as runner:
        assert await runner.submit(said("forever", key="k")) == Receipt(quarantined=True)
        assert [row.key for row in quarantined(url)] == ["k"]
        assert await delivered(store) == [APOLOGY]


async def test_turns_that_ask_for_nothing_run_no_further_statement(
    url: str, store: Watched, runner: Runner
) -> None:
    await runner.submit(said("first", key="k0"))
    statements: list[str] = []
    connection = await store.store.lane.core(_driver)  # type: ignore[attr-defined]
    await connection.set_trace_callback(statements.append)
    await submit_all(runner, [said("hi", key="k1"), said("hi", key="k2")])
    await connection.set_trace_callback(None)
    assert [s.removeprefix(AHEAD).split()[0] for s in statements] == [
        "PRAGMA", "SELECT", "BEGIN", "PRAGMA",
        "INSERT", "INSERT", "INSERT", "INSERT", "INSERT", "COMMIT",
    ]  # fmt: skip


async def _driver(connection: object) -> object:
    raw = await connection.get_raw_connection()  # type: ignore[attr-defined]
    return raw.driver_connection


def teams(url: str) -> list[tuple[str, str, str]]:
    """Return the rows as a person reads them."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        return connection.execute("SELECT name, platform, tenant FROM team").fetchall()


async def test_a_team_stands_in_a_table_that_can_be_read(url: str, store: Watched) -> None:
    async with running(store) as runner:
        await runner.submit(said("make Bakery"))
        assert teams(url) == [("Bakery", "terminal", "local")]
