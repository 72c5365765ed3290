"""The server itself: a call in, checks, faults, the method, the ledger, an answer out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from time import monotonic
from typing import Any, Self

from aiohttp import web

from tests.slack.fake.bringing import Bringing, Delivery
from tests.slack.fake.faults import Fault, Faults
from tests.slack.fake.ledger import CUT, Call
from tests.slack.fake.methods import METHODS, oauth_access
from tests.slack.fake.people import Person
from tests.slack.fake.reading import form_of, params_of, token_of
from tests.slack.fake.refusal import Finding, Refused
from tests.slack.fake.socket_mode import Sockets
from tests.slack.fake.world import (
    APP_TOKEN,
    BOT_USER,
    CLIENT_ID,
    CLIENT_SECRET,
    Channel,
    Token,
    Workspace,
    World,
)

LARGEST = 60 << 20


class FakeSlack:
    """Slack on a free port of loopback, from `async with` to its end.

    `url` is what SLACK_API_URL is set to. It has one workspace, T1, whose token is `token`. What
    people do is brought by Socket Mode while a connection is open, or to `brings.address`.
    """

    def __init__(self, port: int = 0) -> None:
        self.world = World()
        self.ledger = self.world.ledger
        self.faults = Faults()
        self.sockets = Sockets(self.ledger)
        self.brings = Bringing(self.world, self.sockets)
        self.app_token = APP_TOKEN
        self.url = ""
        self.token = self.workspace("T1")
        self._port, self._life = port, AsyncExitStack()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST)
        app.router.add_route("*", "/api/{method}", self._handle)
        app.router.add_post("/upload/{tenant}/{file}", self._upload)
        app.router.add_get("/link/{ticket}", self.sockets.serve)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        self._life.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", self._port).start()
        self._origin = f"127.0.0.1:{runner.addresses[0][1]}"
        self.url = f"http://{self._origin}/api/"
        self._life.push_async_callback(self.sockets.cut)
        await self._life.enter_async_context(self.brings)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._life.aclose()

    def workspace(self, id: str, *, enterprise: str | None = None, whole: bool = False) -> str:
        """Add a workspace that has the app; return its token. `whole`: the organization has it."""
        place = Workspace(id, enterprise=enterprise, whole=whole)
        self.world.workspaces[place.tenant] = place
        return self.installs(place.tenant)

    def installs(self, tenant: str) -> str:
        """Let the workspace add the app (again); return its new token."""
        token = Token(f"xoxb-{tenant}-{self.world.number()}", tenant)
        self.world.tokens[token.value] = token
        return token.value

    def agrees(self, tenant: str) -> str:
        """Let an admin of the workspace say yes; return the code for oauth.v2.access."""
        code = f"code-{self.world.number()}"
        self.world.codes[code] = tenant
        return code

    def revokes(self, tenant: str = "T1", error: str = "token_revoked") -> None:
        """Let all tokens of the workspace open nothing from now on."""
        for token in self.world.tokens_of(tenant):
            token.error = error

    def uninstalls(self, tenant: str = "T1") -> Sequence[Delivery]:
        """Let the workspace take the app away; the bot is told, and its tokens are void."""
        self.revokes(tenant, "account_inactive")
        place = self.world.workspaces[tenant]
        tokens = {"oauth": [], "bot": [BOT_USER]}
        told = ({"type": "tokens_revoked", "tokens": tokens}, {"type": "app_uninstalled"})
        return [self.brings.event(place, one) for one in told]

    def user(self, id: str, tenant: str = "T1", home: str | None = None) -> Person:
        """Return a person in a workspace; with `home`, a guest from another workspace."""
        return Person(self.brings, self.world.workspaces[tenant], id, home)

    def channel(self, id: str, *members: str, tenant: str = "T1") -> Channel:
        """Return a channel with these members."""
        channel = Channel(id, {*members})
        return self.world.workspaces[tenant].channels.setdefault(id, channel)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        at, name = monotonic(), request.match_info["method"]
        if request.transport:
            self.ledger.connections.add(request.transport.get_extra_info("peername"))
        params: dict[str, Any] = {}
        tenant: str | None = None
        try:
            form = await form_of(request)
            token = token_of(request, form or {})
            if name == "apps.connections.open":
                return await self._connection(at, token)
            if name == "oauth.v2.access":
                return self._installed(request, at, form or {})
            tenant = self.world.of(token).tenant
            params = await self._params(request, name, form, tenant, token)
            return await self._answer(request, at, name, tenant, params)
        except Refused as refused:
            return self._refuse(at, name, tenant, params, refused)

    async def _params(
        self,
        request: web.Request,
        name: str,
        form: dict[str, Any] | None,
        tenant: str,
        token: str,
    ) -> dict[str, Any]:
        method = METHODS.get(name)
        if method is None:
            raise Finding("unknown_method")
        if method.scope and method.scope not in self.world.of(token).scopes:
            raise Refused("missing_scope", [f"needed: {method.scope}"])
        return await params_of(request, method, form)

    async def _answer(
        self, request: web.Request, at: float, name: str, tenant: str, params: dict[str, Any]
    ) -> web.StreamResponse:
        fault = self.faults.take(name, tenant, params.get("channel"))
        if refused := fault.refusal:
            raise refused
        if fault.cut == "before":
            return self._cut(request, Call(at, name, tenant, params.get("channel"), params, CUT))
        answer = METHODS[name].answer(self.world, self.world.workspaces[tenant], params)
        ts, channel = answer.get("ts"), params.get("channel")
        if fault.cut == "after":
            return self._cut(request, Call(at, name, tenant, channel, params, CUT, ts))
        self.ledger.call(Call(at, name, tenant, channel, params, "", ts))
        await _hold(fault)
        if fault.junk is not None:
            return web.Response(text=fault.junk)
        if "upload_url" in answer:
            answer["upload_url"] = f"http://{self._origin}{answer['upload_url']}"
        return _ok(answer)

    async def _connection(self, at: float, token: str) -> web.Response:
        fault = self.faults.take("apps.connections.open", None, None)
        if refused := fault.refusal:
            raise refused
        await _hold(fault)
        if token != self.app_token:
            wrong_kind = token.startswith("xoxb-")
            raise Refused("not_allowed_token_type" if wrong_kind else "invalid_auth")
        self.ledger.call(Call(at, "apps.connections.open", None, None, {}))
        return _ok({"url": f"ws://{self._origin}/link/{self.sockets.ticket()}"})

    def _installed(
        self, request: web.Request, at: float, form: Mapping[str, Any]
    ) -> web.StreamResponse:
        fault = self.faults.take("oauth.v2.access", None, None)
        if refused := fault.refusal:
            raise refused
        if fault.cut:
            return self._cut(request, Call(at, "oauth.v2.access", None, None, {}, CUT))
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            raise Refused("bad_client_secret")
        answer = oauth_access(self.world, form)
        self.ledger.call(Call(at, "oauth.v2.access", None, None, {}))
        return _ok(answer)

    def _refuse(
        self, at: float, name: str, tenant: str | None, params: Mapping[str, Any], refused: Refused
    ) -> web.Response:
        if isinstance(refused, Finding):
            self.ledger.find(f"{name}: {refused.code} {'; '.join(refused.messages)}".strip())
        self.ledger.call(Call(at, name, tenant, params.get("channel"), params, refused.code))
        headers = {"Retry-After": refused.retry_after} if refused.retry_after else {}
        if refused.status >= 500:
            page = f"<html>upstream {' '.join(refused.messages)}</html>"
            return web.Response(status=refused.status, text=page)
        return web.json_response(refused.body, status=refused.status, headers=headers)

    def _cut(self, request: web.Request, call: Call) -> web.StreamResponse:
        self.ledger.call(call)
        if request.transport:
            request.transport.abort()
        return web.Response()

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        at, tenant = monotonic(), request.match_info["tenant"]
        file = self.world.workspaces[tenant].files.get(request.match_info["file"])
        content = await request.read()
        fault = self.faults.take("upload", tenant, None)
        if fault.cut:
            return self._cut(request, Call(at, "upload", tenant, None, {}, CUT))
        fits = file is not None and len(content) == file.length and file.content is None
        status = fault.status if fault.status != 200 else 200 if fits else 400
        if file is not None and status == 200:
            file.content = content
        elif fault.status == 200:
            self.ledger.find("upload: not the bytes that were announced, or twice")
        self.ledger.call(Call(at, "upload", tenant, None, {"length": len(content)},
                              "" if status == 200 else str(status)))  # fmt: skip
        return web.Response(status=status, text=f"OK - {len(content)}")


def _ok(answer: Mapping[str, Any]) -> web.Response:
    return web.json_response({"ok": True, **answer})


async def _hold(fault: Fault) -> None:
    if fault.until:
        await fault.until.wait()
    await asyncio.sleep(fault.late)
