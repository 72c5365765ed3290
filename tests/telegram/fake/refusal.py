"""How the Bot API says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """An answer that is not ok: what happens in a chat's life, and no fault of the bot."""

    def __init__(
        self, status: int, description: str, parameters: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.status, self.description = status, description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Return what stands in the answer."""
        parameters = {} if self.parameters is None else {"parameters": dict(self.parameters)}
        said = {"ok": False, "error_code": self.status, "description": self.description}
        return said | parameters


class Finding(Refusal):
    """A request that no bot should send. `what` says it to the developer."""

    def __init__(self, what: str, description: str = "", status: int = 400) -> None:
        super().__init__(status, f"Bad Request: {description or what}")
        self.what = what


def chat_not_found() -> Refusal:
    return Refusal(400, "Bad Request: chat not found")


def blocked() -> Refusal:
    return Refusal(403, "Forbidden: bot was blocked by the user")


def deactivated() -> Refusal:
    return Refusal(403, "Forbidden: user is deactivated")


def never_started() -> Refusal:
    return Refusal(403, "Forbidden: bot can't initiate conversation with a user")


def migrated(to: int) -> Refusal:
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refusal(400, words, {"migrate_to_chat_id": to})


def nothing_to_edit() -> Refusal:
    return Refusal(400, "Bad Request: message to edit not found")


def not_modified() -> Refusal:
    return Refusal(
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message",
    )


def too_old() -> Refusal:
    return Refusal(
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    )


def webhook_is_set() -> Refusal:
    return Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
        "delete the webhook first",
    )


def other_poller() -> Refusal:
    return Refusal(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
        "is running",
    )


def flooded(parameters: Mapping[str, Any] | None) -> Refusal:
    asked = parameters.get("retry_after") if parameters else None
    words = "Too Many Requests" if asked is None else f"Too Many Requests: retry after {asked}"
    return Refusal(429, words, parameters)
