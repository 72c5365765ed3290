"""How the Web API says no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Refused(Exception):
    """An answer that is not ok: what happens in a workspace's life, and no fault of the bot."""

    def __init__(
        self,
        code: str,
        messages: Sequence[str] = (),
        *,
        status: int = 200,
        retry_after: str | None = None,
    ) -> None:
        super().__init__(code)
        self.code, self.messages = code, messages
        self.status, self.retry_after = status, retry_after

    @property
    def body(self) -> dict[str, Any]:
        """Return what stands in the answer."""
        said: dict[str, Any] = {"ok": False, "error": self.code}
        if self.messages:
            said |= {"response_metadata": {"messages": [*self.messages]}}
        return said


class Finding(Refused):
    """A request that no bot should send; `messages` say what is wrong with it."""
