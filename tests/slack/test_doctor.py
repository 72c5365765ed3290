"""`tutorbot doctor`: what it finds on Slack."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from adapters.slack.checkup import check_slack
from adapters.slack.scopes import SCOPES
from bot.clock import machine_time
from bot.findings import Finding
from bot.settings import Settings
from bot.variables import Secret
from tests.slack.desk import Call, Desk, Refusal, desk

TOKEN = "xoxb-1"  # noqa: S105
ALL = ",".join(SCOPES)


class Scoped(Desk):
    """Says which scopes the token has."""

    def __init__(self, scopes: str | None) -> None:
        super().__init__()
        self.scopes = scopes

    async def handle(self, request: web.Request) -> web.Response:
        response = await super().handle(request)
        if self.scopes is not None:
            response.headers["x-oauth-scopes"] = self.scopes
        return response

    def usual(self, call: Call) -> Any:
        return {"team": "Example", "team_id": "T1"}


async def found(scopes: str | None = ALL, *answers: Any, ahead: float = 0.0) -> list[Finding]:
    server = Scoped(scopes)
    server.will("auth.test", *answers)
    async with desk(open=server):
        settings = Settings(
            slack_token=Secret(TOKEN), slack_app_token=Secret("xapp-1"), slack_api_url=server.url
        )
        findings = await check_slack(settings, lambda: machine_time() + timedelta(seconds=ahead))
    assert server.methods == ["auth.test"]
    assert all(TOKEN not in str(finding) for finding in findings)
    return findings


async def test_all_is_well() -> None:
    assert [one.state for one in await found()] == ["ok"] * 4


@pytest.mark.parametrize(
    ("scopes", "state", "words"),
    [
        ("chat:write", "problem", "lacks scopes: app_mentions:read, commands"),
        (f"{ALL},admin", "warning", "not needed: admin"),
    ],
)
async def test_scopes_that_differ_from_the_manifest_are_found(
    scopes: str, state: str, words: str
) -> None:
    (wrong,) = [one for one in await found(scopes) if one.state != "ok"]
    assert wrong.state == state
    assert words in str(wrong)


async def test_a_refused_token_is_found() -> None:
    (wrong,) = [one for one in await found(ALL, Refusal("invalid_auth")) if one.state != "ok"]
    assert "invalid_auth" in str(wrong)
    assert "SLACK_BOT_TOKEN" in str(wrong)


async def test_a_clock_that_is_wrong_is_found() -> None:
    (wrong,) = [one for one in await found(ahead=400) if one.state != "ok"]
    assert "clock" in str(wrong)


async def test_a_server_that_is_not_there_is_found() -> None:
    settings = Settings(slack_token=Secret(TOKEN), slack_api_url="http://127.0.0.1:9/api/")
    assert (await check_slack(settings, machine_time))[-1].state == "problem"


async def test_without_slack_there_is_nothing_to_say() -> None:
    assert await check_slack(Settings(), machine_time) == []
