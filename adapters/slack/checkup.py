"""How things stand with Slack: the token, its scopes, the clock. Nothing is changed there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from adapters.slack.scopes import SCOPES
from bot.findings import Finding, fine, problem, warning
from bot.settings import Settings

AREA = "slack"

SKEW = timedelta(seconds=60)
"""How far the clocks may be apart. At five minutes, nothing that Slack signs is believed."""

PATIENCE = aiohttp.ClientTimeout(total=10)

Clock = Callable[[], datetime]


async def check_slack(settings: Settings, clock: Clock) -> list[Finding]:
    """Return what there is to say of the app on Slack; nothing where it is not configured."""
    if not settings.serves_slack:
        return []
    found = [_mode(settings)]
    token = settings.slack_token
    if token is None:
        found.append(fine(AREA, "workspaces add the app by themselves, at /slack/install"))
    try:
        answer, headers = await _asked(settings.slack_api_url, token.value if token else "")
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        remedy = "See that this machine reaches the server that SLACK_API_URL names"
        why = f"the Web API does not answer: {type(error).__name__}"
        return [*found, problem(AREA, why, remedy)]
    if token is not None:
        found += _token(answer, headers)
    return [*found, _clock(headers, clock())]


async def _asked(url: str, token: str) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """Ask whose token it is; return the answer and its headers."""
    async with (
        aiohttp.ClientSession(timeout=PATIENCE) as session,
        session.post(
            f"{url}auth.test", headers={"Authorization": f"Bearer {token}"}, allow_redirects=False
        ) as response,
    ):
        answer = await response.json(content_type=None)
        if not isinstance(answer, dict):
            raise ValueError("no answer of the Web API")
        return answer, response.headers


def _mode(settings: Settings) -> Finding:
    if settings.slack_app_token is None:
        return fine(AREA, "Slack is to call /slack/events")
    return fine(AREA, "Socket Mode, for SLACK_APP_TOKEN is set")


def _token(answer: Mapping[str, Any], headers: Mapping[str, str]) -> list[Finding]:
    if answer.get("ok") is not True:
        why = " ".join(str(answer.get("error") or "no reason is given").split())[:80]
        remedy = "Set SLACK_BOT_TOKEN to the one that the app's page shows"
        return [problem(AREA, f"the token is refused: {why}", remedy)]
    named = " ".join(str(answer.get("team") or answer.get("team_id")).split())[:80]
    return [fine(AREA, f"the token is that of the workspace {named}"), _scopes(headers)]


def _scopes(headers: Mapping[str, str]) -> Finding:
    given = headers.get("x-oauth-scopes")
    if given is None:
        return fine(AREA, "Slack does not say which scopes the token has")
    granted = {scope.strip() for scope in given.split(",") if scope.strip()}
    if missing := sorted(set(SCOPES) - granted):
        remedy = "Take over slack-manifest.yaml in the app's page, and install the app again"
        return problem(AREA, f"the token lacks scopes: {', '.join(missing)}", remedy)
    if more := sorted(granted - set(SCOPES)):
        remedy = "Take them away in the app's page: whoever gets the token could use them"
        return warning(AREA, f"the token has scopes that are not needed: {', '.join(more)}", remedy)
    return fine(AREA, "the token has the scopes of the manifest, and no others")


def _clock(headers: Mapping[str, str], now: datetime) -> Finding:
    try:
        there = parsedate_to_datetime(headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return fine("clock", "Slack does not say what time it is, so nothing was compared")
    apart = abs(now - there)
    if apart <= SKEW:
        return fine("clock", "it goes as Slack's does")
    wrong = f"this machine's clock is {apart.total_seconds():.0f} s away from Slack's"
    remedy = "Set it, and keep it set with NTP: at 300 s nothing that Slack signs is believed"
    return warning("clock", wrong, remedy)
