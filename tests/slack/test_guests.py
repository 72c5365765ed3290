"""People of other workspaces, who share a channel or a chat with ours, get and leave nothing."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.asides import Asides
from adapters.slack.intake import Intake
from adapters.slack.windows import Windows
from bot.clock import machine_time
from tests.slack.desk import desk
from tests.slack.inward import own
from tests.slack.payloads import Payload, command, event, message, opened, press
from tests.telegram.door import Door, phrases

SHARED: dict[str, Any] = {"__is_ext_shared_channel": True}
ORG: dict[str, Any] = {
    "__authorizations": [{"enterprise_id": "E1", "team_id": "T1", "is_enterprise_install": False}]
}


def pressed(**more: Any) -> Payload:
    return {**press("U9", "7:b", "1.5"), **more}


THEIRS: dict[str, Payload] = {
    "a message": message("U9", "x", user_team="T9"),
    "a message in a shared chat": message("U9", "x", **SHARED),
    "a message by where it is from": message("U9", "x", source_team="T9"),
    "a file": message("U9", "", files=[{"mimetype": "image/png"}], user_team="T9"),
    "a message from outside the organization": message("U9", "x", user_team="T9", **ORG, **SHARED),
    "a mention": event("app_mention", user="U9", channel="C1", ts="1.1", user_team="T9"),
    "a tab": opened("U9", "messages", user_team="T9"),
    "the home page": opened("U9", "home", **SHARED),
    "a press": pressed(user={"id": "U9", "team_id": "T9"}),
    "a press in a channel": pressed(container={"message_ts": "1.5", "channel_id": "C1"}),
    "a command": command("U9", "menu", team="T9"),
}
"""What guests do. A command names the workspace that they are of."""

OURS: dict[str, Payload] = {
    "a message": message("U1", "x", user_team="T1"),
    "a message of a colleague in the organization": message("U1", "x", user_team="T7", **ORG),
    "a press": press("U1", "7:b", "1.5"),
    "a command in a shared channel": command("U1", "menu"),
}


async def handed_in(payload: Payload) -> tuple[int, int, object]:
    """Return how many inputs and calls follow, and what is answered on the spot."""
    door, workspaces = Door(), own()
    async with desk() as (open, api):
        asides = Asides(api, workspaces, phrases())
        windows = Windows(api, workspaces, phrases().window)
        intake = Intake(door.submit, workspaces, asides, windows, machine_time)
        answer = await intake.take(payload)
        return len(door.knocks), len(open.calls), answer


@pytest.mark.parametrize("payload", THEIRS.values(), ids=THEIRS)
async def test_nothing_follows_from_what_a_guest_does(payload: Payload) -> None:
    assert await handed_in(payload) == (0, 0, None)


@pytest.mark.parametrize("payload", OURS.values(), ids=OURS)
async def test_our_own_people_are_heard_beside_them(payload: Payload) -> None:
    inputs, _, _ = await handed_in(payload)
    assert inputs == 1
