"""What has been kept long enough goes by itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from adapters.sql import open_store
from adapters.sql.store import SqlStore
from bot.account import Account
from bot.changes import Changes
from bot.main import closing
from bot.retention import Limits, Retention
from tests.privacy.people import ANN, BOB, NOW, live, places, state


class Then:
    """A time that stands still; `rested` is set when a round is over."""

    def __init__(self, now: datetime) -> None:
        self._now, self.rested = now, asyncio.Event()

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return 0.0

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        self.rested.set()
        await event.wait()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    async with closing(await open_store(f"sqlite:///{tmp_path}/tutorbot.db", now=NOW)) as store:
        await live(store, ANN, "annword")
        yield store


async def purged(store: SqlStore, limits: Limits, days: int) -> None:
    """Let the loop run one round, so many days later."""
    then = Then(NOW + timedelta(days=days))
    retention = Retention(store, limits, time=then)
    work = asyncio.create_task(retention.run())
    await then.rested.wait()
    retention.stop()
    await work


async def come_back(store: SqlStore, account: Account, days: int) -> None:
    at = NOW + timedelta(days=days)
    back = Changes(accounts=(account,), states={account.key: state("backword")}, at=at)
    await store.commit([account.key], [], lambda _: back)


async def test_who_was_not_here_for_long_is_erased_and_who_was_is_not(
    store: SqlStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="tutorbot")
    await live(store, BOB, "bobword")
    await come_back(store, BOB, days=8)
    await purged(store, Limits(inactive=10), days=11)
    assert places(tmp_path, "annword", ANN.key) == []
    assert places(tmp_path, "bobword")
    assert "1 inactive learners" in caplog.text
    assert ANN.user not in caplog.text


async def test_without_a_limit_everybody_stays(store: SqlStore, tmp_path: Path) -> None:
    await purged(store, Limits(), days=10_000)
    assert places(tmp_path, "annword")


async def test_old_reflections_go_and_the_learner_stays(store: SqlStore, tmp_path: Path) -> None:
    await purged(store, Limits(reflections=5), days=4)
    assert await _count(store, "reflection") == 1
    await purged(store, Limits(reflections=5), days=6)
    assert await _count(store, "reflection") == 0
    assert await _count(store, "quiz_answer") == 1


async def test_keys_go_when_no_platform_sends_them_again(store: SqlStore) -> None:
    await purged(store, Limits(), days=3)
    assert await _count(store, "handled") == 2
    await purged(store, Limits(), days=4)
    assert await _count(store, "handled") == 0


async def test_keys_of_the_terminal_stay_for_a_program_may_send_them_at_any_time(
    store: SqlStore,
) -> None:
    await live(store, Account("terminal", "local", "ann"), "herword")
    await purged(store, Limits(), days=100)
    assert await _count(store, "handled") == 2


async def _count(store: SqlStore, table: str) -> int:
    async def count(driver: object) -> int:
        ((found,),) = await driver.execute_fetchall(f"SELECT count(*) FROM {table}")  # type: ignore[attr-defined]  # noqa: S608
        return int(found)

    return await store.lane.batch(count)
