"""What is asked before anything is taken: whose token it is."""

from __future__ import annotations

import logging
import random
from asyncio import sleep

import msgspec

from adapters.slack.api import Answer, Api, CallFailed, Trouble
from bot.ports import PlatformRefused

WRONG = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "not_allowed_token_type",
        "not_authed",
        "team_disabled",
        "token_expired",
        "token_revoked",
    }
)
"""What Slack says of a token that opens nothing, now and later."""

LONGEST = 30.0
"""Seconds between two tries at most."""

log = logging.getLogger("tutorbot.slack")


class Me(msgspec.Struct, frozen=True):
    """Who the bot is, and the workspace or organization that its token opens."""

    tenant: str
    name: str = ""


async def known(api: Api, token: str) -> Me:
    """Ask whose token it is until Slack answers. Raises PlatformRefused when it is nobody's."""
    tries = 0
    while True:
        try:
            return me(await api.call("auth.test", token, {}))
        except (CallFailed, Trouble) as error:
            if isinstance(error, CallFailed) and error.code in WRONG:
                raise refused_token(error.code) from None
            tries += 1
            if tries == 1:
                log.warning("waiting for Slack: %s", error)
            await sleep(pause(tries, error))


def pause(tries: int, error: Exception) -> float:
    """Return the seconds to wait after so many tries, or what the answer asks for."""
    asked = error.retry_after if isinstance(error, CallFailed) else None
    waits = min(2.0 ** min(tries - 1, 10), LONGEST) * (1 - random.random() / 4)  # noqa: S311
    return waits if asked is None else asked


def me(answer: Answer) -> Me:
    """Return what the answer of auth.test says."""
    team, enterprise = answer.get("team_id") or "", answer.get("enterprise_id") or ""
    whole = answer.get("is_enterprise_install") is True
    tenant = (enterprise if whole else team) or team
    return Me(str(tenant), str(answer.get("team") or ""))


def refused_token(code: str, name: str = "SLACK_BOT_TOKEN") -> PlatformRefused:
    """Return the error for a token that Slack does not take."""
    where = "OAuth & Permissions" if name == "SLACK_BOT_TOKEN" else "Basic Information"
    return PlatformRefused(
        f"Slack: the token is refused: {code}. Set {name} to the one that the app's page shows "
        f"under {where}, and see that SLACK_API_URL is the right server"
    )
