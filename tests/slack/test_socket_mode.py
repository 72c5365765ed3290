"""A connection that is dead or deaf is made anew; when that does not help, the program ends."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from adapters.slack.api import Api, open_session
from adapters.slack.app import Taking, bolt, web_client
from adapters.slack.socket_mode import (
    DEAF,
    HOPELESS,
    BoltConnection,
    NotConnected,
    SocketMode,
)
from bot.ports import PlatformRefused, StoreUnavailable
from tests.slack.fake.server import FakeSlack
from tests.slack.inward import intake_of
from tests.telegram.door import Door, Quick


class Line:
    """A connection of the test."""

    def __init__(self, time: Quick, *, until: float = 0.0, fails: Exception | None = None) -> None:
        self._time, self._until, self._fails = time, until, fails
        self.closed = False

    @property
    def heard(self) -> object:
        return min(self._time.seconds, self._until)

    async def open(self) -> None:
        if self._fails:
            raise self._fails

    async def is_open(self) -> bool:
        return True

    async def close(self) -> None:
        self.closed = True


async def test_a_deaf_connection_is_made_anew_after_a_minute_and_hopeless_after_three() -> None:
    time = Quick()
    begun, made, lines = time.seconds, [], []

    def dial() -> Line:
        made.append(time.seconds - begun)
        lines.append(Line(time, until=begun + 100 if len(made) == 1 else 0.0))
        return lines[-1]

    with pytest.raises(PlatformRefused, match="no connection for 180 s"):
        await SocketMode(dial, time).run()
    assert made == [0, 100 + DEAF, 100 + 2 * DEAF]
    assert time.seconds - begun == 100 + HOPELESS
    assert all(line.closed for line in lines)


async def test_a_connection_that_lives_stays() -> None:
    time = Quick()
    lines: list[Line] = []

    def dial() -> Line:
        lines.append(Line(time, until=0.0 if lines else time.seconds + 10_000))
        return lines[-1]

    mode = SocketMode(dial, time)
    with pytest.raises(PlatformRefused):
        await mode.run()
    assert time.seconds >= 11_000 + HOPELESS
    assert len(lines) == 3


async def test_a_connection_that_cannot_be_made_is_tried_anew_and_said() -> None:
    time = Quick()
    made: list[float] = []

    def dial() -> Line:
        made.append(time.seconds)
        return Line(time, fails=NotConnected("ClientConnectorError"))

    mode = SocketMode(dial, time)
    with pytest.raises(PlatformRefused):
        await mode.run()
    assert len(made) > 10
    assert mode.trouble == "no connection: ClientConnectorError"


async def linked(mode: SocketMode) -> None:
    async with asyncio.timeout(20):
        while mode.trouble:  # noqa: ASYNC110  # it tells nobody
            await asyncio.sleep(0.01)


async def test_a_real_connection_is_heard_and_follows_when_slack_asks_for_a_new_one() -> None:
    async with FakeSlack() as slack, open_session() as session:
        made: list[BoltConnection] = []
        app = bolt(Taking(), web_client(session, slack.url, slack.token), None)

        def dial() -> BoltConnection:
            client = web_client(session, slack.url, slack.app_token)
            made.append(BoltConnection(app, slack.app_token, client))
            return made[-1]

        mode = SocketMode(dial)
        running = asyncio.create_task(mode.run())
        await linked(mode)
        before = made[0].heard
        # Nothing takes inputs yet: it is not acknowledged, and would come again.
        assert not (await slack.user("U1").commands("x").over()).taken
        assert made[0].heard != before
        await slack.sockets.disconnect("refresh_requested")
        await slack.ledger.wait(lambda: slack.sockets.links == 2)
        assert len(made) == 1
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_only_what_is_committed_is_acknowledged_and_the_rest_comes_again() -> None:
    async with AsyncExitStack() as open:
        slack = await open.enter_async_context(FakeSlack())
        session = await open.enter_async_context(open_session())
        slack.brings.pauses = (0.0,)
        door, taking = Door(), Taking()
        taking.intake = intake_of(Api(session, slack.url), door)
        app = bolt(taking, web_client(session, slack.url, slack.token), None)
        client = web_client(session, slack.url, slack.app_token)
        connection = BoltConnection(app, slack.app_token, client)
        open.push_async_callback(connection.close)
        await connection.open()
        door.answers.append(StoreUnavailable("down"))
        said = await slack.user("U1").says("hello").over()
        assert [attempt.taken for attempt in said.attempts] == [False, True]
        assert (len(door.knocks), len(door.taken)) == (2, 1)
        door.open.clear()
        again = slack.user("U1").says("again")
        await door.knocked(3)
        assert not again.attempts  # the turn is under way
        door.open.set()
        assert (await again.over()).taken


@pytest.mark.parametrize("deaf", [True, False])
async def test_pings_and_new_links_of_our_own_are_no_sign_of_life(*, deaf: bool) -> None:
    async with FakeSlack() as slack, open_session() as session:
        app = bolt(Taking(), web_client(session, slack.url, slack.token), None)
        slack.sockets.deaf = deaf
        client = web_client(session, slack.url, slack.app_token)
        connection = BoltConnection(app, slack.app_token, client, ping=0.1)
        await connection.open()
        seen = set[object]()
        async with asyncio.timeout(10):
            while len(seen) < 3 and (not deaf or slack.sockets.links < 3):
                seen.add(connection.heard)
                await asyncio.sleep(0.02)
        await connection.close()
        assert len(seen) == (1 if deaf else 3)
