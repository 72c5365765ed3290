"""Bolt's app with one middleware of ours: what follows is committed before Slack is told so."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Sequence

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.intake import Intake
from bot.ports import StoreUnavailable

JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json"}

AGAIN = 500
"""What Slack brings again; in Socket Mode it is not acknowledged."""

LATER = 503


def _silent() -> logging.Logger:
    """Return a logger that says nothing: Slack's own code logs texts and addresses with secrets."""
    silent = logging.Logger("slack-bolt", logging.CRITICAL + 1)
    silent.addHandler(logging.NullHandler())
    return silent


SILENT = _silent()


class Taking(AsyncMiddleware):
    """Hands in what arrives and answers for it, before Bolt looks for a workspace or a listener.

    Without an `intake` nothing is taken yet.
    """

    def __init__(self) -> None:
        self.intake: Intake | None = None

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse | None:
        if req.body.get("type") == "url_verification":
            return await next()  # Bolt answers it
        if self.intake is None:
            return BoltResponse(status=LATER)
        try:
            said = await self.intake.take(req.body)
        except StoreUnavailable:
            return BoltResponse(status=AGAIN)
        if said is None:
            return BoltResponse(status=200)
        return BoltResponse(status=200, body=json.dumps(said), headers=JSON)


def bolt(taking: Taking, client: AsyncWebClient, flow: AsyncOAuthFlow | None) -> AsyncApp:
    """Return the app. Signatures are checked before: see `adapters.slack.events`."""
    return AsyncApp(
        name=SILENT.name,  # Bolt sets the level of the logger of this name, and ours are needed
        logger=SILENT,
        client=client,
        signing_secret="-",  # noqa: S106
        before_authorize=taking,
        oauth_flow=flow,
        request_verification_enabled=False,
        process_before_response=True,
    )


def web_client(session: aiohttp.ClientSession, url: str, token: str | None) -> AsyncWebClient:
    """Return Slack's own client, for what Bolt calls by itself."""
    return AsyncWebClient(token=token, base_url=url, session=session, logger=SILENT)
