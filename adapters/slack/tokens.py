"""Which token opens which workspace: asked anew for every message, as tokens come and go."""

from __future__ import annotations

from typing import Protocol


class Tokens(Protocol):
    """The tokens of the workspaces that have the app."""

    async def token(self, tenant: str) -> str | None:
        """Return the workspace's bot token; None when the app is not there.

        Raises StoreUnavailable.
        """

    async def refused(self, tenant: str, token: str) -> None:
        """Take note that Slack says that the app is gone from the workspace.

        Said again, or of a token that is not the workspace's any more, it has no effect.
        """
