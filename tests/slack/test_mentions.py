"""A mention in a channel: one line in its thread, for those who have the app, and never two."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.slack.api import Api
from adapters.slack.asides import Asides
from adapters.slack.intake import Intake
from adapters.slack.windows import Windows
from adapters.slack.workspaces import Own
from bot.clock import machine_time
from tests.slack.desk import Desk, Refusal, desk
from tests.slack.inward import own
from tests.slack.payloads import Payload, event
from tests.telegram.door import Door, phrases

LATER = datetime(2030, 1, 1, tzinfo=UTC)


class Hall:
    """The channels of a workspace, and the app in them."""

    def __init__(self, api: Api, desk: Desk) -> None:
        self.workspaces, self.desk, self.door = own(), desk, Door()
        self.asides = Asides(api, self.workspaces, phrases())
        windows = Windows(api, self.workspaces, phrases().window)
        self.intake = Intake(self.door.submit, self.workspaces, self.asides, windows, machine_time)

    async def bring(self, *payloads: Payload) -> None:
        for payload in payloads:
            assert await self.intake.take(payload) is None

    async def said(self, times: int) -> list[tuple[Any, Any]]:
        """Return channel and thread of each line, when there are so many calls."""
        async with asyncio.timeout(20):
            while len(self.desk.calls) < times:  # noqa: ASYNC110  # it tells nobody
                await asyncio.sleep(0.01)
        return [(one["channel"], one["thread_ts"]) for one in self.desk.sent()]


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    async with desk() as (open, api):
        hall = Hall(api, open)
        work = asyncio.create_task(hall.asides.run())
        yield hall
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
    assert hall.door.knocks == []  # no lesson begins in a channel


def mention(ts: str, *, user: str = "U1", channel: str = "C9", **more: Any) -> Payload:
    return event("app_mention", user=user, text="x", channel=channel, ts=ts, **more)


async def test_a_thread_gets_one_line_however_often_and_by_whomever_the_app_is_named(
    hall: Hall,
) -> None:
    first = mention("5.1", id="Ev1")
    await hall.bring(
        first,
        first,  # brought again
        mention("5.2", thread_ts="5.1"),
        mention("5.3", user="U2", thread_ts="5.1"),
        mention("6.1", channel="C8"),
        first,
    )
    assert await hall.said(2) == [("C9", "5.1"), ("C8", "6.1")]
    await hall.bring(first, mention("7.1"))
    assert await hall.said(3) == [("C9", "5.1"), ("C8", "6.1"), ("C9", "7.1")]


async def test_nobody_else_gets_a_line(hall: Hall) -> None:
    await hall.bring(
        mention("1.1", user_team="T9"),
        mention("1.2", source_team="T9"),
        mention("1.3", team="T9", __is_ext_shared_channel=True),
        mention("1.4", __is_ext_shared_channel=True),
        mention("1.5", bot_id="B7"),
        mention("1.6", __authorizations=[{"team_id": "T9"}], __team_id="T9"),
        mention("2.1"),
    )
    assert await hall.said(1) == [("C9", "2.1")]


async def test_a_line_that_slack_refuses_is_not_said_again_and_the_next_is(hall: Hall) -> None:
    hall.desk.will("chat.postMessage", Refusal("not_in_channel"))
    await hall.bring(mention("1.1"), mention("1.1"), mention("2.1"))
    assert await hall.said(2) == [("C9", "1.1"), ("C9", "2.1")]


async def test_a_line_that_waits_is_not_said_when_the_workspace_took_the_app_away(
    hall: Hall,
) -> None:
    await hall.bring(mention("1.1"), mention("2.1"))
    await hall.said(1)
    await hall.workspaces.removed("T1", LATER)
    other = Own("xoxb-2", LATER)
    other.know("T2")
    hall.workspaces.own = other
    there = mention("4.1", __team_id="T2", __authorizations=[{"team_id": "T2"}])
    await hall.bring(mention("3.1"), there)
    assert await hall.said(2) == [("C9", "1.1"), ("C9", "4.1")]
    assert [call.token for call in hall.desk.calls] == ["xoxb-1", "xoxb-2"]
