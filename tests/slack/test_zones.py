"""The time zone of the profile is used for reminders, and looking it up holds nobody up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from adapters.slack.zones import DAY, Zones
from bot.account import Account
from tests.slack.desk import Desk, Refusal, desk
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import FakeSlack
from tests.slack.inward import own
from tests.slack.teaching import teaching

ANN = Account("slack", "T1", "U1")
NIGHT = "What would fall between 9 in the evening and 8 in the morning comes at 8."


async def test_who_has_a_zone_in_the_profile_is_not_reminded_at_night(tmp_path: Path) -> None:
    async with FakeSlack() as slack, teaching(slack, tmp_path, "socket") as running:
        ann, ben = slack.user("U1"), slack.user("U2")
        ann.place.zones["U1"] = "Asia/Kolkata"
        for one in (ann, ben):
            assert (await one.says("/start").over()).taken
        await slack.ledger.wait(lambda: len(slack.ledger.of("users.info")) == 2)
        await slack.ledger.wait(lambda: bool(ann.sees and ben.sees))
        for one in (ann, ben):
            before = len(one.sees)
            assert (await one.says("later").over()).taken
            await one.until(lambda sees, before=before: len(sees) > before)  # type: ignore[misc]
        assert NIGHT in ann.sees[-1].text
        assert NIGHT not in ben.sees[-1].text
        assert await running.stop() == 0
        assert len(slack.ledger.of("users.info")) == 2
        assert slack.ledger.findings == []


async def test_without_the_scope_the_lesson_goes_on_without_a_zone(tmp_path: Path) -> None:
    async with FakeSlack() as slack, teaching(slack, tmp_path, "http") as running:
        slack.faults.add(Fault(method="users.info", code="missing_scope"))
        ann = slack.user("U1")
        assert (await ann.says("/start").over()).taken
        await slack.ledger.wait(lambda: bool(slack.ledger.of("users.info")))
        await ann.until(lambda sees: bool(sees) and "A: The lens" in ann.buttons(sees[-1]))
        assert await running.stop() == 0


class Clock:
    """Seconds that the test passes."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def looking(clock: Clock) -> AsyncIterator[tuple[Desk, Zones]]:
    """Give a desk, and zones that are looked up there."""
    async with desk() as (open, api):
        zones = Zones(api, own(), clock)
        task = asyncio.create_task(zones.run())
        yield open, zones
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def found(zones: Zones, open: Desk, calls: int) -> str | None:
    """Return the zone once it was asked for so often."""
    async with asyncio.timeout(10):
        while open.methods.count("users.info") < calls:  # noqa: ASYNC110  # it tells nobody
            await asyncio.sleep(0.01)
        while (zone := zones.of(ANN)) is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    return zone


async def test_a_profile_is_looked_at_once_a_day() -> None:
    clock = Clock()
    async with looking(clock) as (open, zones):
        open.will("users.info", {"user": {"tz": "Europe/Berlin"}}, {"user": {"tz": "Asia/Tokyo"}})
        assert zones.of(ANN) is None
        assert await found(zones, open, 1) == "Europe/Berlin"
        clock.now = DAY - 1
        assert zones.of(ANN) == "Europe/Berlin"
        clock.now = DAY + 1
        assert zones.of(ANN) == "Europe/Berlin"  # the old one until the new one is known
        async with asyncio.timeout(10):
            while zones.of(ANN) != "Asia/Tokyo":  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert open.methods.count("users.info") == 2


async def test_who_cannot_be_looked_up_now_is_looked_up_when_slack_allows_it() -> None:
    async with looking(Clock()) as (open, zones):
        limited = Refusal("ratelimited", status=429, wait="1")
        open.will("users.info", limited, {"user": {"tz": "Europe/Berlin"}})
        assert zones.of(ANN) is None
        assert await found(zones, open, 2) == "Europe/Berlin"


async def test_odd_answers_are_no_zone() -> None:
    async with looking(Clock()) as (open, zones):
        for odd in ({}, {"user": None}, {"user": {"tz": 5}}):
            open.will("users.info", odd)
            account = Account("slack", "T1", f"U{len(open.calls)}")
            before = open.methods.count("users.info")
            assert zones.of(account) is None
            async with asyncio.timeout(10):
                while open.methods.count("users.info") == before:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            assert zones.of(account) is None
