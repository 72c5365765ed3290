"""The manifests ask for what the program needs, and for no more."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters.slack.scopes import NEEDED, SCOPES
from adapters.slack.updates import EVENTS

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "adapters" / "slack").glob("*.py"))
BY_BOLT = {"apps.connections.open", "oauth.v2.access"}
"""What Bolt calls for us."""

METHOD = re.compile(r"[a-z]+(\.[a-zA-Z0-9]+)+")


def manifest(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def methods() -> set[str]:
    """Return the methods that stand in the source as the first argument of a call of the API."""
    found = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            named = node.args[0] if node.args else None
            if node.func.attr in ("call", "ask") and isinstance(named, ast.Constant):
                found.add(str(named.value))
    return found


@pytest.mark.parametrize("name", ["slack-manifest.yaml", "slack-manifest-http.yaml"])
def test_the_scopes_are_those_of_the_methods_events_and_commands(name: str) -> None:
    asked = manifest(name)
    called = methods() | BY_BOLT
    assert all(METHOD.fullmatch(method) for method in called)
    events = asked["settings"]["event_subscriptions"]["bot_events"]
    commands = [one["command"] for one in asked["features"]["slash_commands"]]
    assert called | {*events, *commands, "block_actions", "view_submission"} == NEEDED.keys()
    needed = {scope for name in (*called, *events, *commands) for scope in NEEDED[name]}
    assert asked["oauth_config"]["scopes"]["bot"] == sorted(needed) == list(SCOPES)
    assert sorted(events) == sorted(EVENTS)


def test_the_manifests_differ_only_in_how_slack_reaches_the_program() -> None:
    ours, http = manifest("slack-manifest.yaml"), manifest("slack-manifest-http.yaml")
    assert ours["settings"].pop("socket_mode_enabled") is True
    assert http["settings"].pop("socket_mode_enabled") is False
    events = "https://bot.example.org/slack/events"
    assert http["settings"]["event_subscriptions"].pop("request_url") == events
    assert http["settings"]["interactivity"].pop("request_url") == events
    assert [one.pop("url") for one in http["features"]["slash_commands"]] == [events]
    assert http["oauth_config"].pop("redirect_urls")
    assert ours == http


def test_the_manifest_is_within_the_limits_of_slack() -> None:
    asked = manifest("slack-manifest.yaml")
    shown, home = asked["display_information"], asked["features"]["app_home"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert re.fullmatch("#[0-9a-f]{6}", shown["background_color"])
    assert len(asked["features"]["bot_user"]["display_name"]) <= 80
    for command in asked["features"]["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
    # Otherwise people read that sending messages to this app has been turned off.
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False
    assert asked["settings"]["token_rotation_enabled"] is False
