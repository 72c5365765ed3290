"""Takes the updates that Telegram brings by itself."""

from __future__ import annotations

import hmac
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.http import body_of
from adapters.telegram.intake import Intake
from bot.ports import StoreUnavailable

PATH = "/telegram/webhook"

SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105  # the header's name

LARGEST = 1024 * 1024
"""Bytes of an update; a real one has a few thousand."""

TAKEN, JUNK, FORBIDDEN, LATER = 200, 400, 403, 503


class Webhook:
    """One route. It answers 200 when all that follows from the update is committed.

    It answers 503 until it is given an `intake`, and when the update has to come again.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self.intake: Intake | None = None
        self.route = Route(PATH, self._handle, methods=["POST"])

    async def _handle(self, request: Request) -> Response:
        # First of all: nothing is read that somebody else sends.
        given = request.headers.get(SECRET, "").encode("latin-1", "replace")
        if not hmac.compare_digest(given, self._secret):
            return Response(status_code=FORBIDDEN)
        update = _update(await body_of(request, LARGEST))
        if update is None:
            return Response(status_code=JUNK)
        if self.intake is None:
            return Response(status_code=LATER)
        try:
            await self.intake.take(update)
        except StoreUnavailable:
            return Response(status_code=LATER)
        return Response(status_code=TAKEN)


def _update(body: bytes) -> dict[str, Any] | None:
    """Return the update; None for what is none. Half a character in a text is no reason."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    # The exact type: JSON's true is an int for Python.
    return found if isinstance(found, dict) and type(found.get("update_id")) is int else None
