"""Takes what Slack brings over HTTP."""

from __future__ import annotations

import re

from slack_bolt.adapter.starlette.async_handler import (
    AsyncSlackRequestHandler,
    to_starlette_response,
)
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import Clock, SignatureVerifier
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.http import body_of

PATH = "/slack/events"
INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"

LARGEST = 1024 * 1024
"""Bytes of a payload; a real one has some thousands."""

JUNK, FORGED = 400, 401

_TIME = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


class Events:
    """One route. It answers 200 when all that follows from the payload is committed.

    Nothing is read of a payload that Slack did not sign within the last five minutes.
    """

    def __init__(self, app: AsyncApp, secret: str, clock: Clock | None = None) -> None:
        self._app = app
        self._verifier = SignatureVerifier(secret, clock or Clock())
        self.route = Route(PATH, self._handle, methods=["POST"])

    async def _handle(self, request: Request) -> Response:
        body = await body_of(request, LARGEST)
        text = _text(body)
        if text is None or not self._is_signed(request, text):
            return Response(status_code=FORGED)
        read = _read(request, text)
        if read is None:
            return Response(status_code=JUNK)
        return to_starlette_response(await self._app.async_dispatch(read))

    def _is_signed(self, request: Request, text: str) -> bool:
        time = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        if not (_TIME.fullmatch(time) and _SIGNATURE.fullmatch(signature)):
            return False
        return self._verifier.is_valid(text, time, signature)


def install_routes(app: AsyncApp) -> list[Route]:
    """Return the routes by which workspaces add the app."""
    bolt = AsyncSlackRequestHandler(app)

    async def handle(request: Request) -> Response:
        return await bolt.handle(request)

    return [Route(path, handle, methods=["GET"]) for path in (INSTALL, REDIRECT)]


def _text(body: bytes) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None


def _read(request: Request, text: str) -> AsyncBoltRequest | None:
    """Return the payload; None for what is none. Bolt breaks in many ways over odd shapes."""
    try:
        read = AsyncBoltRequest(body=text, headers=dict(request.headers))
    except Exception:
        return None
    return read if read.body and isinstance(read.body, dict) else None
