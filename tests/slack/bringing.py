"""How Slack brings payloads over HTTP: signed, as JSON or as forms."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

from tests.slack.payloads import Payload

SECRET = "a-secret-of-the-tests"  # noqa: S105

FORM = "application/x-www-form-urlencoded"


def packed(payload: Payload) -> tuple[bytes, str]:
    """Return the body and its type."""
    if payload.get("type") in ("event_callback", "url_verification"):
        return json.dumps(payload).encode(), "application/json"
    if "command" in payload:
        return urlencode(payload).encode(), FORM
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


def signed(body: bytes, kind: str = "application/json", *, at: int | None = None) -> dict[str, str]:
    """Return the headers of a request that Slack signed."""
    moment = str(int(time.time()) if at is None else at)
    return {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": signature(body, moment),
    }


def signature(body: bytes, moment: str) -> str:
    """Return Slack's signature of the body at this moment."""
    text = b"v0:" + moment.encode() + b":" + body
    return "v0=" + hmac.new(SECRET.encode(), text, hashlib.sha256).hexdigest()
