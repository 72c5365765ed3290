"""The server itself: HTTP in, checks, faults, the method, the ledger, HTTP out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from time import monotonic
from typing import Any, Self, TypeAlias

from aiohttp import BodyPartReader, web

from tests.telegram.fake import schema
from tests.telegram.fake.faults import Fault, Faults
from tests.telegram.fake.ledger import Call
from tests.telegram.fake.methods import METHODS, check_known
from tests.telegram.fake.people import Group, User
from tests.telegram.fake.refusal import Finding, Refusal
from tests.telegram.fake.schema import Upload
from tests.telegram.fake.webhook import Webhook
from tests.telegram.fake.world import TOKEN, World

LARGEST = 60 << 20

Routes: TypeAlias = Callable[["FakeTelegram"], Sequence[web.RouteDef]]
"""Gives the routes that are served beside the Bot API."""


class FakeTelegram:
    """A Bot API server on a free port of loopback, from `async with` to its end.

    `url` is what TELEGRAM_API_URL is set to. People are made by `user` and `group`. `routes` are
    served beside the Bot API.
    """

    def __init__(self, port: int = 0, routes: Routes = lambda _: ()) -> None:
        self.token = TOKEN
        self.world = World()
        self.ledger = self.world.ledger
        self.faults = Faults()
        self.url = ""
        self._port, self._routes = port, routes
        self._life = AsyncExitStack()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/photos/{id}.png", self._file)
        app.router.add_routes(self._routes(self))
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        self._life.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", self._port).start()
        host, port = runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        await self._life.enter_async_context(Webhook(self.world))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._life.aclose()

    def user(self, id: int, name: str = "Ann", language: str = "en") -> User:
        """Return a person who may talk with the bot."""
        return User(self.world, id, name, language)

    def group(self, id: int, title: str = "Our group") -> Group:
        """Return a group, which the bot is not in yet."""
        return Group(self.world, id, title)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        at, name = monotonic(), request.match_info["method"]
        params: dict[str, Any] = {}
        try:
            params = await _params(request, name)
            return await self._answer(request, at, name, params)
        except Refusal as refusal:
            return self._refuse(at, name, params, refusal)

    async def _answer(
        self, request: web.Request, at: float, name: str, params: Mapping[str, Any]
    ) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            raise Refusal(401, "Unauthorized")
        chat = params.get("chat_id")
        fault = self.faults.take(name, chat if isinstance(chat, int) else None)
        if refusal := fault.refusal():
            raise refusal
        if fault.cut == "before":
            return self._cut(request, at, name, params)
        result = await self._result(name, params)
        message = result.get("message_id") if isinstance(result, dict) else None
        if fault.cut == "after":
            return self._cut(request, at, name, params, message)
        self._note(at, name, params, 200, message)
        await _hold(fault)
        return web.json_response({"ok": True, "result": result})

    async def _result(self, name: str, params: Mapping[str, Any]) -> Any:
        fields = schema.method(name)
        if fields is None or name not in METHODS:
            raise Finding(f"no method {name}", "method not found", 404)
        uploads = {key for key, value in params.items() if isinstance(value, Upload)}
        given = {k: v for k, v in params.items() if k in fields or k not in uploads}
        for problem in schema.problems(fields, given):
            raise Finding(problem)
        check_known(params)
        return await METHODS[name](self.world, params)

    def _refuse(
        self, at: float, name: str, params: Mapping[str, Any], refusal: Refusal
    ) -> web.Response:
        if isinstance(refusal, Finding):
            self.ledger.find(f"{name}: {refusal.what}")
        self._note(at, name, params, refusal.status)
        return web.json_response(refusal.body(), status=refusal.status)

    def _cut(
        self,
        request: web.Request,
        at: float,
        name: str,
        params: Mapping[str, Any],
        message: int | None = None,
    ) -> web.StreamResponse:
        self._note(at, name, params, 0, message)
        if request.transport:
            request.transport.abort()
        return web.Response()

    def _note(
        self,
        at: float,
        name: str,
        params: Mapping[str, Any],
        status: int,
        message: int | None = None,
    ) -> None:
        chat = params.get("chat_id")
        payload = {k: _short(v) for k, v in params.items()}
        id = chat if isinstance(chat, int) else None
        self.ledger.call(Call(at, name, id, payload, status, message))

    async def _file(self, request: web.Request) -> web.Response:
        content = self.world.files.get(request.match_info["id"])
        if content is None or request.match_info["token"] != self.token:
            raise web.HTTPNotFound
        return web.Response(body=content, content_type="image/png")


async def _hold(fault: Fault) -> None:
    if fault.until:
        await fault.until.wait()
    await asyncio.sleep(fault.late)


def _short(value: Any) -> Any:
    return f"({value.name}, {len(value.content)} bytes)" if isinstance(value, Upload) else value


async def _params(request: web.Request, method: str) -> dict[str, Any]:
    """Return the parameters of a request, however they were sent. Raises Finding."""
    fields = schema.method(method) or {}
    if request.content_type == "application/json" and request.can_read_body:
        return {**schema.read_form(fields, dict(request.query)), **_json(await request.read())}
    form: dict[str, Any] = dict(request.query)
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            content = bytes(await part.read())
            name = part.name or ""
            form[name] = (
                content.decode() if part.filename is None else Upload(part.filename, content)
            )
    elif request.can_read_body:
        form |= dict(await request.post())
    return schema.read_form(fields, form)


def _json(body: bytes) -> dict[str, Any]:
    try:
        params = json.loads(body.decode("utf-8"))
    except ValueError:
        raise Finding("a body that is no JSON", "can't parse JSON") from None
    if not isinstance(params, dict):
        raise Finding("a body that is no object", "can't parse JSON")
    return params
