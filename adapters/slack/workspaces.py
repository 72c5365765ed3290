"""The workspaces that have the app, and their tokens; implements `adapters.slack.tokens.Tokens`."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

from adapters.slack.sealing import Sealed, Seals
from adapters.slack.updates import PLATFORM
from bot.ports import Installation, Installations, StoreUnavailable

log = logging.getLogger("tutorbot.slack")


class Own:
    """The one workspace whose token stands in the settings.

    Slack says which one that is: `tenant` is None until then.
    """

    def __init__(self, token: str, since: datetime) -> None:
        self._token, self._since = token, since.replace(microsecond=0)  # Slack tells seconds
        self._known = asyncio.Event()
        self.tenant: str | None = None
        self.gone = False

    def know(self, tenant: str) -> None:
        """Take note of what Slack says."""
        self.tenant = tenant
        self._known.set()

    async def token(self, tenant: str) -> str | None:
        """Return the token if it opens this workspace; wait until Slack has said so."""
        await self._known.wait()
        return self._token if tenant == self.tenant and not self.gone else None

    def remove(self, tenant: str, *, token: str | None = None, at: datetime | None = None) -> None:
        """Send nothing more, if it was this workspace and happened after the program started."""
        ours = tenant == self.tenant and token in (None, self._token)
        if ours and not self.gone and (at is None or at >= self._since):
            self.gone = True
            log.error("the workspace took the app away: nothing is sent. Install it anew, set its "
                      "token, and start again")  # fmt: skip


class Installed:
    """Workspaces that added the app by themselves; their tokens are kept encrypted."""

    def __init__(self, store: Installations, seals: Seals) -> None:
        self._store, self._seals = store, seals
        self._open: dict[str, Sealed] = {}

    async def load(self) -> None:
        """Read what is kept. Raises OpenError when the key does not fit, or StoreUnavailable."""
        for one in await self._store.installations(PLATFORM):
            self._open[one.tenant] = self._seals.opened(one.tenant, one.sealed, one.at)

    def token(self, tenant: str) -> str | None:
        found = self._open.get(tenant)
        return found.token if found else None

    async def add(self, tenant: str, token: str, at: datetime) -> None:
        """Keep a token, in place of one that was there. Raises StoreUnavailable."""
        sealed = self._seals.sealed(tenant, token)
        await self._store.keep_installation(Installation(PLATFORM, tenant, sealed, at))
        self._open[tenant] = Sealed(token, at)

    async def remove(
        self, tenant: str, *, token: str | None = None, at: datetime | None = None
    ) -> None:
        """Forget this token, or one that is from before. Raises StoreUnavailable."""
        found = self._open.get(tenant)
        if found is None or token not in (None, found.token):
            return
        if at is not None and at < found.at.replace(microsecond=0):
            return  # it was added again since
        del self._open[tenant]
        log.warning("a workspace took the app away: nothing is sent there any more")
        try:
            await self._store.drop_installation(PLATFORM, tenant)
        except StoreUnavailable:
            self._open[tenant] = found
            raise


class Workspaces:
    """Both kinds."""

    def __init__(self, own: Own | None, installed: Installed | None) -> None:
        self.own, self.installed = own, installed

    def has(self, tenant: str) -> bool:
        """Whether the app is in this workspace."""
        if self.own and tenant == self.own.tenant and not self.own.gone:
            return True
        return bool(self.installed and self.installed.token(tenant))

    async def token(self, tenant: str) -> str | None:
        if self.installed and (token := self.installed.token(tenant)):
            return token
        return await self.own.token(tenant) if self.own else None

    async def refused(self, tenant: str, token: str) -> None:
        if self.own:
            self.own.remove(tenant, token=token)
        if self.installed:
            try:
                await self.installed.remove(tenant, token=token)
            except StoreUnavailable as error:  # it is refused again at the next message
                log.warning("a token that Slack refuses could not be forgotten: %s", error)

    async def removed(self, tenant: str, at: datetime) -> None:
        """Send nothing more to this workspace. Raises StoreUnavailable."""
        if self.own:
            self.own.remove(tenant, at=at)
        if self.installed:
            await self.installed.remove(tenant, at=at)
