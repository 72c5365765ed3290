"""/livez and /readyz as somebody who watches the program sees them, in both modes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import pytest

from tests.process import PATIENCE, Bot
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import FakeSlack
from tests.slack.process import MODES, Mode, bot
from tests.slack.test_installing import OAUTH

FIRST = {"socket": "apps.connections.open", "http": "auth.test"}
"""What is asked last before anything is taken."""


class Health(NamedTuple):
    """What the two addresses say."""

    live: int
    ready: int
    problems: list[str]


async def health(running: Bot) -> Health:
    """Ask, as soon as somebody answers."""
    async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"{running.url}/livez") as live:
                    pass
                break
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.02)
        async with session.get(f"{running.url}/readyz") as ready:
            said: Any = await ready.json()
    return Health(live.status, ready.status, said["problems"])


@pytest.mark.parametrize("mode", MODES)
async def test_it_is_alive_from_the_start_and_ready_when_slack_can_bring_something(
    mode: Mode, tmp_path: Path
) -> None:
    go = asyncio.Event()
    async with FakeSlack() as slack:
        slack.faults.add(Fault(method=FIRST[mode], until=go))
        async with bot(slack, tmp_path, mode) as running:
            assert await health(running) == (200, 503, ["slack: not connected yet"])
            go.set()
            await running.ready()
            assert await health(running) == (200, 200, [])
            assert await running.stop() == 0


@pytest.mark.parametrize("mode", MODES)
async def test_without_a_workspace_it_is_alive_and_not_ready(mode: Mode, tmp_path: Path) -> None:
    async with FakeSlack() as slack, bot(slack, tmp_path, mode) as running:
        await running.ready()
        place, removal = slack.world.workspaces["T1"], {"type": "app_uninstalled"}
        assert (await slack.brings.event(place, removal, event_time=4_000_000_000).over()).taken
        gone = (200, 503, ["slack: the workspace took the app away"])
        assert await health(running) == gone
        assert await running.stop() == 0


@pytest.mark.parametrize("mode", MODES)
async def test_where_workspaces_add_the_app_it_is_ready_before_the_first(
    mode: Mode, tmp_path: Path
) -> None:
    async with FakeSlack() as slack, bot(slack, tmp_path, mode, **OAUTH) as running:
        await running.ready()
        assert await health(running) == (200, 200, [])
        assert await running.stop() == 0


async def test_without_its_connection_it_is_alive_and_says_what_it_lacks(tmp_path: Path) -> None:
    async with FakeSlack() as slack, bot(slack, tmp_path, "socket") as running:
        await running.ready()
        slack.faults.add(Fault(method="apps.connections.open", code="internal_error", times=None))
        await slack.sockets.cut()
        found = await health(running)
        async with asyncio.timeout(PATIENCE):
            while found.ready == 200:
                await asyncio.sleep(0.1)
                found = await health(running)
        assert found == (200, 503, ["slack: not connected"])
        assert await running.stop() == 0
