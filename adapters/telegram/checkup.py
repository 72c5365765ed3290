"""How things stand with Telegram: the token, the webhook, the clock. Nothing is changed there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
from telegram.error import NetworkError

from adapters.telegram.asking import Asking
from adapters.telegram.connecting import WebhookInfo, elsewhere, place, webhook_info
from adapters.telegram.refusal import CallFailed
from adapters.telegram.transport import Transport
from adapters.telegram.updates import ALLOWED
from adapters.telegram.webhook import PATH
from bot.findings import Finding, fine, problem, warning
from bot.settings import Settings

AREA = "telegram"

SKEW = timedelta(seconds=60)
"""How far the clocks may be apart."""

MANY = 100
"""So many updates that wait are a sign that nobody takes them."""

RECENT = timedelta(hours=1)
"""How long a failed delivery is of interest."""

PATIENCE = aiohttp.ClientTimeout(total=10)

Clock = Callable[[], datetime]


async def check_telegram(settings: Settings, clock: Clock) -> list[Finding]:
    """Return what there is to say of the bot on Telegram."""
    if settings.telegram_token is None:
        remedy = "To teach there, set TELEGRAM_BOT_TOKEN or TELEGRAM_BOT_TOKEN_FILE"
        return [warning(AREA, "it is not configured: there is no token", remedy)]
    async with Transport() as transport:
        bot = Asking(transport, settings.telegram_token.value, settings.telegram_api_url)
        try:
            me = await bot.me()
            found = [fine(AREA, f"the token is that of @{me.username or me.id}")]
            found += _webhook(await webhook_info(bot), settings.telegram_webhook_url, clock())
        except CallFailed as error:
            return [_refused(error)]
        except NetworkError as error:
            remedy = "See that this machine reaches the server that TELEGRAM_API_URL names"
            return [problem(AREA, f"the Bot API does not answer: {error}", remedy)]
    return [*found, await _clock(settings.telegram_api_url, clock)]


def _refused(error: CallFailed) -> Finding:
    if error.status in (401, 404):
        remedy = "Set TELEGRAM_BOT_TOKEN to the one that BotFather shows"
        return problem(AREA, f"the token is refused with status {error.status}", remedy)
    return problem(AREA, str(error), "Try again later")


def _webhook(info: WebhookInfo, url: str | None, now: datetime) -> list[Finding]:
    if info.url not in ("", url):
        return [problem(AREA, elsewhere(info.url, url).removeprefix("Telegram: "))]
    if url is None:
        return [fine(AREA, "no webhook is set, so the program asks for updates"), *_waiting(info)]
    return [_state(info, url), *_path(url), *_trouble(info, now), *_waiting(info)]


def _state(info: WebhookInfo, url: str) -> Finding:
    if not info.url:
        return warning(AREA, "the webhook is not set yet", "tutorbot run sets it")
    if set(info.allowed_updates or ()) != set(ALLOWED):
        return warning(AREA, "the webhook brings other updates", "tutorbot run sets it anew")
    return fine(AREA, f"the webhook is set, at {place(url)}")


def _path(url: str) -> list[Finding]:
    if url.endswith(PATH):
        return []
    remedy = f"See that your proxy passes it on as {PATH}"
    return [warning(AREA, f"TELEGRAM_WEBHOOK_URL does not end in {PATH}", remedy)]


def _trouble(info: WebhookInfo, now: datetime) -> list[Finding]:
    if info.last_error_date is None:
        return []
    at = datetime.fromtimestamp(min(max(info.last_error_date, 0), 2**33), UTC)
    if now - at > RECENT:
        return []
    words = " ".join((info.last_error_message or "no reason is given").split())
    remedy = "See that the address is reached from outside, and that TELEGRAM_WEBHOOK_SECRET fits"
    return [warning(AREA, f"an update could not be brought at {at:%H:%M} UTC: {words}", remedy)]


def _waiting(info: WebhookInfo) -> list[Finding]:
    if info.pending_update_count < MANY:
        return []
    waiting = f"{info.pending_update_count} updates wait at Telegram"
    return [warning(AREA, waiting, "See that tutorbot run is running, and that /readyz says 200")]


async def _clock(url: str, clock: Clock) -> Finding:
    there = await _time_at(url)
    if there is None:
        return fine("clock", "the Bot API does not say what time it is, so nothing was compared")
    apart = abs(clock() - there)
    if apart <= SKEW:
        return fine("clock", "it goes as Telegram's does")
    wrong = f"this machine's clock is {apart.total_seconds():.0f} s away from Telegram's"
    return warning("clock", wrong, "Set it, for reminders come by it, and keep it set with NTP")


async def _time_at(url: str) -> datetime | None:
    """Return the time that the server's answers bear. It is asked without the token."""
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(url, allow_redirects=False) as response,
        ):
            return parsedate_to_datetime(response.headers["Date"]).astimezone(UTC)
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return None
