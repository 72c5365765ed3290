"""What Slack brings, as it builds it; ids are made up."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

TEAM, APP = "T1", "A1"

_numbers = count(1)

Payload = Mapping[str, Any]


def event(kind: str, *, team: str = TEAM, id: str | None = None, **fields: Any) -> Payload:
    """Return an event; fields of the payload itself begin with two underscores."""
    outer = {name[2:]: fields.pop(name) for name in list(fields) if name.startswith("__")}
    return {
        "token": "x",
        "team_id": team,
        "api_app_id": APP,
        "event": {"type": kind, **fields},
        "type": "event_callback",
        "event_id": id or f"Ev{next(_numbers):08}",
        "event_time": 1_800_000_000,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": "UBOT",
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        **outer,
    }


def message(user: str, text: str, **more: Any) -> Payload:
    """Return a direct message."""
    number = next(_numbers)
    usual = {"channel": f"D{user}", "channel_type": "im", "ts": f"16.{number:06}"}
    return event("message", user=user, text=text, **(usual | more))


def opened(user: str, tab: str, **more: Any) -> Payload:
    """Return that somebody opened a tab of the app."""
    return event("app_home_opened", user=user, tab=tab, channel=f"D{user}", **more)


def press(user: str, value: str, ts: str, *, team: str = TEAM, **more: Any) -> Payload:
    """Return a press on a button below a message."""
    return {
        "type": "block_actions",
        "user": {"id": user, "username": "ann", "name": "ann", "team_id": team},
        "api_app_id": APP,
        "token": "x",
        "container": {
            "type": "message",
            "message_ts": ts,
            "channel_id": f"D{user}",
            "is_ephemeral": False,
        },
        "trigger_id": f"1.2.{next(_numbers)}",
        "team": {"id": team, "domain": "example"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": f"D{user}", "name": "directmessage"},
        "state": {"values": {}},
        "response_url": "https://hooks.example/x",
        "actions": [
            {
                "action_id": f"choice:{value.partition(':')[2]}",
                "block_id": "b",
                "text": {"type": "plain_text", "text": "x", "emoji": False},
                "value": value,
                "type": "button",
                "action_ts": f"18.{next(_numbers):06}",
            }
        ],
        **more,
    }


def command(user: str, text: str, *, team: str = TEAM, channel: str = "C1") -> Payload:
    """Return a slash command, as the fields of a form."""
    return {
        "token": "x",
        "team_id": team,
        "team_domain": "example",
        "channel_id": channel,
        "channel_name": "general",
        "user_id": user,
        "user_name": "ann",
        "command": "/tutor",
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": "https://hooks.example/x",
        "trigger_id": f"1.2.{next(_numbers)}",
    }
