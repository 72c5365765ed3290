"""The bot on Slack as the wiring sees it: what sends, what takes, and how it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from time import monotonic
from typing import Protocol

import msgspec
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import Route

from adapters.slack.api import Api, open_session
from adapters.slack.app import Taking, bolt, web_client
from adapters.slack.asides import Asides
from adapters.slack.channels import Channels
from adapters.slack.connecting import known
from adapters.slack.events import INSTALL, Events, install_routes
from adapters.slack.files import Files
from adapters.slack.installing import oauth_flow
from adapters.slack.intake import Intake, Submit
from adapters.slack.pace import PACE
from adapters.slack.sealing import Seals
from adapters.slack.sender import SlackSender
from adapters.slack.socket_mode import BoltConnection, SocketMode
from adapters.slack.updates import PLATFORM
from adapters.slack.updating import Updates
from adapters.slack.windows import Windows
from adapters.slack.workspaces import Installed, Own, Workspaces
from adapters.slack.zones import Zones
from bot.clock import machine_time
from bot.ports import Incoming, Installations, Receipt
from bot.sending import Build, Draw, Uploads
from bot.settings import Settings
from dialogues.phrases import Phrases

started = logging.getLogger("tutorbot.start")


class Store(Installations, Uploads, Protocol):
    """What is kept for Slack."""


class Slack:
    """Teaches on Slack, inside `async with`. `routes` are for the HTTP server."""

    name, pace = PLATFORM, PACE

    def __init__(
        self, settings: Settings, phrases: Phrases, draw: Draw, build: Build, store: Store
    ) -> None:
        self._settings, self._store = settings, store
        self.tenant: str | None = None  # it writes to every workspace that has the app
        session = open_session()
        self._open = AsyncExitStack()
        self._open.push_async_callback(session.close)
        self._api = Api(session, settings.slack_api_url)
        token = settings.slack_token
        self._own = Own(token.value, machine_time()) if token else None
        key = settings.secret_key
        self._installed = (
            Installed(store, Seals(key.value)) if settings.slack_client_id and key else None
        )
        self._workspaces = Workspaces(self._own, self._installed)
        self._asides = Asides(self._api, self._workspaces, phrases)
        self._windows = Windows(self._api, self._workspaces, phrases.window)
        self._zones = Zones(self._api, self._workspaces, monotonic)
        files = Files(self._api, draw, store)
        self._updates = Updates(self._api, self._workspaces)
        self.sender = SlackSender(
            self._api,
            self._workspaces,
            self._updates,
            Channels(self._api),
            files,
            phrases.field,
            build,
        )
        self._taking = Taking()
        bot = web_client(session, settings.slack_api_url, token.value if token else None)
        oauth = web_client(session, settings.slack_api_url, None)
        self._bolt = bolt(self._taking, bot, self._flow(oauth))
        self._app_client = web_client(session, settings.slack_api_url, self._app_token)
        self._socket = SocketMode(self._dial) if settings.slack_app_token else None
        self.routes: Sequence[Route] = self._routes()

    async def __aenter__(self) -> Slack:
        if self._installed:
            await self._installed.load()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def run(self, submit: Submit) -> None:
        """Take what comes until cancelled. Raises PlatformRefused."""
        beside = [
            asyncio.create_task(one.run()) for one in (self._asides, self._zones, self._updates)
        ]

        async def accept(incoming: Incoming) -> Receipt:
            zone = self._zones.of(incoming.account)
            return await submit(msgspec.structs.replace(incoming, zone=zone))

        try:
            await self._know()
            self._taking.intake = Intake(
                accept, self._workspaces, self._asides, self._windows, machine_time
            )
            if self._socket:
                await self._socket.run()
            await asyncio.Event().wait()
        finally:
            self._taking.intake = None
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)

    async def trouble(self) -> str | None:
        """Return why nothing can be taken now; None when it can."""
        if self._own and self._own.gone and not self._installed:
            return "the workspace took the app away"
        if self._taking.intake is None:
            return "not connected yet"
        return self._socket.trouble if self._socket else None

    async def _know(self) -> None:
        """Ask whose the token is, and say how the program is set."""
        settings = self._settings
        if self._own and settings.slack_token:
            me = await known(self._api, settings.slack_token.value)
            self._own.know(me.tenant)
            started.info("Slack: the workspace is %s", me.name or me.tenant)
        if settings.slack_app_token:
            also = " SLACK_SIGNING_SECRET is not needed for that" if self._signs else ""
            started.info("Slack: Socket Mode, for SLACK_APP_TOKEN is set.%s", also)
        else:
            started.info("Slack: calls are taken over HTTP")
        if self._installed:
            started.info("Slack: workspaces add the app at %s", INSTALL)

    def _routes(self) -> list[Route]:
        routes = install_routes(self._bolt) if self._installed else []
        secret = self._settings.slack_signing_secret
        if secret and not self._socket:
            routes.append(Events(self._bolt, secret.value).route)
        return routes

    def _flow(self, client: AsyncWebClient) -> AsyncOAuthFlow | None:
        settings = self._settings
        if not (self._installed and settings.slack_client_id and settings.slack_client_secret):
            return None
        return oauth_flow(
            client,
            self._installed,
            self._store,
            machine_time,
            id=settings.slack_client_id,
            secret=settings.slack_client_secret.value,
        )

    def _dial(self) -> BoltConnection:
        return BoltConnection(self._bolt, self._app_token or "", self._app_client)

    @property
    def _app_token(self) -> str | None:
        token = self._settings.slack_app_token
        return token.value if token else None

    @property
    def _signs(self) -> bool:
        return self._settings.slack_signing_secret is not None
