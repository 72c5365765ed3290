"""A server that answers calls of the Web API as the test says, one after the other."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from aiohttp import web

from adapters.slack.api import Api, open_session

CUT = "cut"
"""The connection ends after the call was taken."""

SILENT = "silent"
"""The call is taken, and no answer comes."""


class Call(NamedTuple):
    """A call as it arrived; an upload is its bytes."""

    method: str
    params: Any
    token: str = ""


class Refusal(NamedTuple):
    """An answer that is no success."""

    code: str
    status: int = 200
    wait: str | None = None
    messages: tuple[str, ...] = ()


class Raw(NamedTuple):
    """A body as it stands."""

    status: int
    body: bytes


class Desk:
    """What was called, and what is answered; a message is answered with the next time stamp."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.answers: dict[str, deque[Any]] = {}
        self.port = self.number = 0
        self.over = asyncio.Event()

    def will(self, method: str, *answers: Any) -> None:
        """Give these answers to the next calls of the method."""
        self.answers.setdefault(method, deque()).extend(answers)

    @property
    def methods(self) -> list[str]:
        return [call.method for call in self.calls]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    def sent(self, method: str = "chat.postMessage") -> list[Any]:
        """Return the parameters of all calls of this method."""
        return [call.params for call in self.calls if call.method == method]

    async def handle(self, request: web.Request) -> web.Response:
        method = request.match_info.get("method", "upload")
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        call = Call(method, await _params(request), token)
        self.calls.append(call)
        waiting = self.answers.get(method)
        answer = waiting.popleft() if waiting else self.usual(call)
        return await self._answer(request, answer)

    def usual(self, call: Call) -> dict[str, Any]:
        """Return what is answered if the test says nothing else."""
        self.number += 1
        match call.method:
            case "chat.postMessage":
                return {"channel": "D7", "ts": f"17.{self.number}"}
            case "conversations.open":
                return {"channel": {"id": "D7"}}
            case "files.getUploadURLExternal":
                url = f"http://127.0.0.1:{self.port}/upload/x"
                return {"file_id": f"F{self.number}", "upload_url": url}
            case _:
                return {}

    async def _answer(self, request: web.Request, answer: Any) -> web.Response:
        match answer:
            case "cut":
                assert request.transport
                request.transport.abort()
                return web.Response()
            case "silent":
                await self.over.wait()
                return web.Response()
            case Raw(status, body):
                return web.Response(status=status, body=body)
            case Refusal(code, status, wait, messages):
                said = {"ok": False, "error": code}
                more = {"response_metadata": {"messages": list(messages)}} if messages else {}
                headers = {"Retry-After": wait} if wait else {}
                return web.json_response(said | more, status=status, headers=headers)
            case _:
                return web.json_response({"ok": True, **answer})


async def _params(request: web.Request) -> Any:
    match request.content_type:
        case "application/json":
            return json.loads(await request.read())
        case "application/octet-stream":
            return await request.read()
        case _:
            return dict(await request.post())


@asynccontextmanager
async def desk(read: float = 15.0, open: Desk | None = None) -> AsyncIterator[tuple[Desk, Api]]:
    """Open a desk, and the API that talks to it."""
    open = open or Desk()
    app = web.Application(client_max_size=2**24)
    app.router.add_post("/api/{method}", open.handle)
    app.router.add_post("/upload/{file}", open.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    open.port = runner.addresses[0][1]
    async with open_session(read) as session:
        try:
            yield open, Api(session, open.url)
        finally:
            open.over.set()
    await runner.cleanup()
