"""A call that the Bot API refused."""

from __future__ import annotations

from typing import Any

import msgspec
from telegram.error import TelegramError

from adapters.telegram.waits import seconds


class CallFailed(TelegramError):
    """The Bot API refused a call. `description` is its own words and may quote ours."""

    def __init__(
        self,
        method: str,
        status: int,
        description: str,
        retry_after: float | None = None,
        moved_to: int | None = None,
    ) -> None:
        super().__init__(f"{method} was refused with status {status}")
        self.status, self.description = status, description
        self.retry_after, self.moved_to = retry_after, moved_to


class _Answer(msgspec.Struct):
    description: Any = ""
    parameters: Any = None


def refusal(method: str, status: int, body: bytes) -> CallFailed:
    """Return what an answer with this status and body says, whatever its shape."""
    try:
        answer = msgspec.json.decode(body, type=_Answer)
    except (msgspec.DecodeError, RecursionError):
        answer = _Answer()
    said = answer.parameters if isinstance(answer.parameters, dict) else {}
    wait = seconds(said.get("retry_after")) if status == 429 or "retry_after" in said else None
    moved = said.get("migrate_to_chat_id")
    return CallFailed(
        method, status, str(answer.description), wait, moved if isinstance(moved, int) else None
    )
