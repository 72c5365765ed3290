"""How workspaces add the app by themselves: Bolt's own flow, on our own store."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from logging import Logger
from typing import Any

from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.app import SILENT
from adapters.slack.events import INSTALL, REDIRECT
from adapters.slack.scopes import SCOPES
from adapters.slack.workspaces import Installed
from bot.ports import Clock, Installations

VALID = timedelta(minutes=10)
"""How long somebody may take to say yes."""


class Adding(AsyncInstallationStore):
    """Keeps the token of a workspace that was added. Nothing else of the installer is kept."""

    def __init__(self, installed: Installed, clock: Clock) -> None:
        self._installed, self._clock = installed, clock

    @property
    def logger(self) -> Logger:
        return SILENT

    async def async_save(self, installation: Installation) -> None:
        whole = bool(installation.is_enterprise_install)
        tenant = installation.enterprise_id if whole else installation.team_id
        if not tenant or not installation.bot_token:
            raise ValueError("Slack named no workspace, or gave no token")
        await self._installed.add(tenant, installation.bot_token, self._clock())


class States(AsyncOAuthStateStore):
    """Gives out what has to come back, and takes it once."""

    def __init__(self, store: Installations, clock: Clock) -> None:
        self._store, self._clock = store, clock

    @property
    def logger(self) -> Logger:
        return SILENT

    async def async_issue(self, *_: Any, **__: Any) -> str:
        state, now = secrets.token_urlsafe(32), self._clock()
        await self._store.note_state(state, now, now + VALID)
        return state

    async def async_consume(self, state: str) -> bool:
        return await self._store.take_state(state, self._clock())


def oauth_flow(  # noqa: PLR0913  # what there is to know of the app
    client: AsyncWebClient,
    installed: Installed,
    store: Installations,
    clock: Callable[[], datetime],
    *,
    id: str,
    secret: str,
) -> AsyncOAuthFlow:
    """Return Bolt's flow."""
    return AsyncOAuthFlow(
        client=client,
        logger=SILENT,
        settings=AsyncOAuthSettings(
            client_id=id,
            client_secret=secret,
            scopes=SCOPES,
            user_scopes=[],
            install_path=INSTALL,
            redirect_uri_path=REDIRECT,
            installation_store=Adding(installed, clock),
            state_store=States(store, clock),
            state_expiration_seconds=int(VALID.total_seconds()),
            logger=SILENT,
        ),
    )
