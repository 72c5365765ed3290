"""The views that this server knows, home pages and modals, and what Slack asks of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.slack.fake.blocks import IN_A_VIEW, check_blocks, plain
from tests.slack.fake.refusal import Finding
from tests.slack.fake.shapes import Check, Wrong, by_type, flag, shape, string

LARGEST = 250_000
"""Bytes."""


def _blocks(value: Any, at: str) -> None:
    check_blocks(value, IN_A_VIEW, at)


COMMON: Mapping[str, Check] = {
    "callback_id": string(255),
    "external_id": string(255),
    "private_metadata": string(3000),
}
VIEW = by_type(
    {
        "home": shape({"blocks": _blocks}, COMMON),
        "modal": shape(
            {"title": plain(24), "blocks": _blocks},
            {
                **COMMON,
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": flag,
                "notify_on_close": flag,
                "submit_disabled": flag,
            },
        ),
    }
)


def check_view(view: Any, kind: str) -> None:
    """Check a view of this kind. Raises Finding."""
    try:
        VIEW(view, "/view")
        if view["type"] != kind:
            raise Wrong(f"must be a view of type {kind}", "/view/type")
        filled_in = any(block["type"] == "input" for block in view["blocks"])
        if kind == "modal" and filled_in and "submit" not in view:
            raise Wrong("missing required field: submit", "/view")
    except Wrong as wrong:
        raise Finding("invalid_arguments", [str(wrong)]) from None
    except Finding as finding:
        raise Finding("invalid_arguments", finding.messages) from None
    if len(json.dumps(view, ensure_ascii=False).encode()) > LARGEST:
        raise Finding("view_too_large")
