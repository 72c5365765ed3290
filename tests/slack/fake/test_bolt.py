"""An app of Bolt's own works against the server, in both modes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, WSServerHandshakeError, web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.process import free_port
from tests.slack.bringing import SECRET
from tests.slack.fake.server import FakeSlack

SILENT = logging.Logger("silent", logging.CRITICAL + 1)
BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Yes"}, "action_id": "yes"}
ASK = [{"type": "actions", "elements": [{**BUTTON, "value": "1"}]}]


def hello(slack: FakeSlack) -> AsyncApp:
    client = AsyncWebClient(token=slack.token, base_url=slack.url)
    app = AsyncApp(client=client, signing_secret=SECRET, logger=SILENT)

    async def greet(event: dict[str, Any], say: Any) -> None:
        await say(text=f"Hello, {event['text']}", blocks=ASK)

    async def thank(ack: Any, body: dict[str, Any], say: Any) -> None:
        await ack()
        await say(text=f"You pressed {body['actions'][0]['value']}")

    async def run(ack: Any, command: dict[str, str]) -> None:
        await ack(f"{command['command']} {command['text']}")

    async def fail(event: dict[str, Any]) -> None:
        raise ValueError(event["tab"])

    app.event("message")(greet)
    app.action("yes")(thank)
    app.command("/tutor")(run)
    app.event("app_home_opened")(fail)
    return app


@asynccontextmanager
async def running(slack: FakeSlack, mode: str) -> AsyncIterator[AsyncApp]:
    app = hello(slack)
    if mode == "socket":
        client = AsyncWebClient(token=slack.app_token, base_url=slack.url)
        handler = AsyncSocketModeHandler(
            app, slack.app_token, web_client=client, logger=SILENT, ping_interval=1
        )
        await handler.connect_async()  # type: ignore[no-untyped-call]
        try:
            yield app
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]
        return
    port = free_port()
    runner = web.AppRunner(app.web_app("/slack/events"), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    slack.brings.address = f"http://127.0.0.1:{port}/slack/events"
    yield app
    await runner.cleanup()


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_an_app_greets_takes_a_press_and_a_command(mode: str) -> None:
    async with FakeSlack() as slack, running(slack, mode):
        ann = slack.user("U1")
        assert (await ann.says("Ann").over()).taken
        await ann.until(lambda sees: len(sees) == 1)
        assert ann.sees[0].text == "Hello, Ann"
        assert (await ann.presses("Yes").over()).taken
        await ann.until(lambda sees: len(sees) == 2)
        assert ann.sees[1].text == "You pressed 1"
        told = await ann.commands("menu").over()
        assert told.body in ("/tutor menu", {"text": "/tutor menu"})
        assert [a.taken for a in slack.ledger.attempts] == [True] * 3
        assert slack.ledger.findings == []


async def test_an_address_is_verified() -> None:
    async with FakeSlack() as slack, running(slack, "http"):
        assert await slack.brings.verify("abc")


async def test_an_event_comes_four_times_while_it_is_not_taken_and_all_else_once() -> None:
    async with FakeSlack() as slack:
        slack.brings.address = f"http://127.0.0.1:{free_port()}/slack/events"
        slack.brings.pauses = (0.0, 0.0, 0.0)
        ann = slack.user("U1")
        said, command = ann.says("x"), ann.commands("x")
        assert (await said.over()).taken is False
        assert [a.number for a in said.attempts] == [0, 1, 2, 3]
        assert {a.why for a in said.attempts} == {"connection_failed"}
        assert (await command.over()).taken is False
        assert len(command.attempts) == 1


async def test_a_retry_says_that_it_is_one() -> None:
    seen: list[tuple[str | None, str | None]] = []

    async def take(request: web.Request) -> web.Response:
        num, why = "X-Slack-Retry-Num", "X-Slack-Retry-Reason"
        seen.append((request.headers.get(num), request.headers.get(why)))
        stop = {"X-Slack-No-Retry": "1"} if len(seen) == 2 else {}
        return web.Response(status=500, headers=stop)

    app, port = web.Application(), free_port()
    app.router.add_post("/", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    async with FakeSlack() as slack:
        slack.brings.address = f"http://127.0.0.1:{port}/"
        assert (await slack.user("U1").says("x").over()).taken is False
    await runner.cleanup()
    assert seen == [(None, None), ("1", "http_error")]


async def test_a_connection_that_is_refreshed_is_made_again() -> None:
    async with FakeSlack() as slack, running(slack, "socket"):
        await slack.sockets.disconnect("warning")
        await slack.ledger.wait(lambda: slack.sockets.links == 2)
        assert (await slack.user("U1").says("Ann").over()).taken


async def test_a_server_that_is_deaf_keeps_its_connections_and_hears_nothing() -> None:
    async with FakeSlack() as slack, running(slack, "socket"):
        slack.sockets.deaf = True
        slack.brings.pauses = ()
        said = slack.user("U1").says("Ann")
        await asyncio.sleep(0)
        assert len(slack.sockets.open) == 1
        assert (await said.over()).taken is False
        assert said.attempts[0].why == "timeout"
        assert slack.user("U1").sees == []
        slack.sockets.deaf = False
        assert (await slack.user("U1").says("Ann").over()).taken


async def test_a_ticket_opens_one_connection() -> None:
    async with FakeSlack() as slack:
        client = AsyncWebClient(token=slack.app_token, base_url=slack.url)
        opened = await client.apps_connections_open(app_token=slack.app_token)
        async with ClientSession() as session, session.ws_connect(opened["url"]) as socket:
            assert (await socket.receive_json())["type"] == "hello"
            with pytest.raises(WSServerHandshakeError):
                await session.ws_connect(opened["url"])
