"""An intake of the test, and all that leads to it."""

from __future__ import annotations

from datetime import UTC, datetime

from adapters.slack.api import Api
from adapters.slack.asides import Asides
from adapters.slack.intake import Intake
from adapters.slack.windows import Windows
from adapters.slack.workspaces import Own, Workspaces
from bot.clock import machine_time
from tests.slack.payloads import TEAM
from tests.telegram.door import Door, phrases


def own(token: str = "xoxb-1") -> Workspaces:  # noqa: S107  # it opens nothing
    """Return the workspaces of a program with one token in its settings."""
    one = Own(token, datetime(2026, 1, 1, tzinfo=UTC))
    one.know(TEAM)
    return Workspaces(one, None)


def intake_of(api: Api, door: Door, workspaces: Workspaces | None = None) -> Intake:
    """Return an intake that leads to this door."""
    found = workspaces or own()
    asides, windows = Asides(api, found, phrases()), Windows(api, found, phrases().window)
    return Intake(door.submit, found, asides, windows, machine_time)
