"""Slack from the outside: people's chats, and the way on which it brings what they do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any, Literal, TypeAlias

import aiohttp
import msgspec
from aiohttp import WSMsgType, web

from tests.slack.bringing import packed, signed
from tests.slack.chats import Chats
from tests.slack.desk import Call, Refusal
from tests.slack.payloads import TEAM, Payload

Mode: TypeAlias = Literal["socket", "http"]

BOT_TOKEN, APP_TOKEN = "xoxb-1-one", "xapp-1-one"
PATIENCE = 3.0
"""Seconds that Slack waits for an acknowledgement."""

KINDS = {"event_callback": "events_api", "block_actions": "interactive"}


class Ack(msgspec.Struct, frozen=True):
    """An acknowledgement, or that none came; and how long it took."""

    taken: bool
    seconds: float
    body: Any = None
    status: int | None = None


class Platform(Chats):
    """Answers the Web API and brings payloads; `deaf` it takes no notice of pings and says nothing.

    `tokens` says which workspace a token opens.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tokens = {BOT_TOKEN: TEAM}
        self.codes: dict[str, tuple[str, str]] = {}
        self.deaf = False
        self.address = ""  # of the bot, for HTTP
        self.links = 0
        self.news = asyncio.Condition()
        self._sockets: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._envelopes = 0

    def usual(self, call: Call) -> Any:
        match call.method:
            case "apps.connections.open" if call.token == APP_TOKEN:
                return {"url": f"ws://127.0.0.1:{self.port}/link?ticket=secret-ticket"}
            case "oauth.v2.access":
                return self._install(call)
            case method if method != "upload" and call.token not in self.tokens:
                return Refusal("invalid_auth")
            case "auth.test":
                team = self.tokens[call.token]
                return {"team_id": team, "team": "Example", "user_id": "UBOT", "bot_id": "B1"}
            case "chat.postMessage" if call.params["channel"].startswith("C"):
                self.number += 1
                return {"channel": call.params["channel"], "ts": f"17.{self.number:06}"}
            case _:
                return super().usual(call)

    def _install(self, call: Call) -> Any:
        found = self.codes.pop(str(call.params.get("code")), None)
        if found is None:
            return Refusal("invalid_code")
        token, team = found
        self.tokens[token] = team
        return {
            "access_token": token,
            "token_type": "bot",
            "scope": "chat:write",
            "bot_user_id": "UBOT",
            "app_id": "A1",
            "team": {"id": team, "name": team},
            "enterprise": None,
            "authed_user": {"id": "UADMIN"},
            "is_enterprise_install": False,
        }

    async def handle(self, request: web.Request) -> web.Response:
        answer = await super().handle(request)
        async with self.news:
            self.news.notify_all()
        return answer

    async def until(self, true: Any, seconds: float = 30.0) -> None:
        """Return when the condition holds; it is asked again after each call."""
        async with asyncio.timeout(seconds), self.news:
            await self.news.wait_for(true)

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection of Socket Mode."""
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.links += 1
        self._sockets.append(socket)
        hello = {"type": "hello", "num_connections": 1, "debug_info": {}}
        await socket.send_str(json.dumps(hello))
        async with self.news:
            self.news.notify_all()
        try:
            async for frame in socket:
                if self.deaf:
                    continue
                if frame.type == WSMsgType.PING:
                    await socket.pong(frame.data)
                elif frame.type == WSMsgType.TEXT:
                    self._acknowledged(json.loads(frame.data))
        finally:
            self._sockets.remove(socket)
        return socket

    def _acknowledged(self, frame: dict[str, Any]) -> None:
        waiting = self._waiting.pop(frame.get("envelope_id", ""), None)
        if waiting and not waiting.done():
            waiting.set_result(frame.get("payload"))

    async def tell(self, frame: dict[str, Any]) -> None:
        """Send a frame of Slack's own, such as a disconnect."""
        for socket in list(self._sockets):
            await socket.send_str(json.dumps(frame))

    async def throw(self, junk: str | bytes) -> None:
        """Send what is no frame of Slack's."""
        for socket in list(self._sockets):
            await (socket.send_str(junk) if isinstance(junk, str) else socket.send_bytes(junk))

    async def cut(self) -> None:
        """End all connections."""
        for socket in list(self._sockets):
            await socket.close()

    async def bring(self, payload: Payload, mode: Mode, retry: int = 0) -> Ack:
        """Bring it once; return what came of it."""
        start = monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                if mode == "http":
                    return await self._post(payload, start, retry)
                return await self._push(payload, start, retry)
        except (TimeoutError, OSError, aiohttp.ClientError):
            return Ack(taken=False, seconds=monotonic() - start)

    async def _push(self, payload: Payload, start: float, retry: int) -> Ack:
        if not self._sockets:
            raise OSError
        self._envelopes += 1
        id = f"envelope-{self._envelopes}"
        frame = {
            "envelope_id": id,
            "payload": payload,
            "type": KINDS.get(str(payload.get("type")), "slash_commands"),
            "accepts_response_payload": "command" in payload,
        }
        if retry:
            frame |= {"retry_attempt": retry, "retry_reason": "timeout"}
        answer = asyncio.get_running_loop().create_future()
        self._waiting[id] = answer
        await self._sockets[-1].send_str(json.dumps(frame))
        return Ack(taken=True, body=await answer, seconds=monotonic() - start)

    async def _post(self, payload: Payload, start: float, retry: int) -> Ack:
        body, kind = packed(payload)
        headers = signed(body, kind)
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.address}/slack/events", data=body, headers=headers) as answer,
        ):
            said = await answer.read()
            return Ack(
                taken=answer.status == 200,
                body=json.loads(said) if said.startswith(b"{") else None,
                seconds=monotonic() - start,
                status=answer.status,
            )


@asynccontextmanager
async def platform(open: Platform | None = None) -> AsyncIterator[Platform]:
    """Open Slack on loopback."""
    slack = open or Platform()
    app = web.Application(client_max_size=2**24)
    app.router.add_post("/api/{method}", slack.handle)
    app.router.add_post("/upload/{file}", slack.handle)
    app.router.add_get("/link", slack.link)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.port = runner.addresses[0][1]
    try:
        yield slack
    finally:
        slack.over.set()
        await slack.cut()
        await runner.cleanup()
