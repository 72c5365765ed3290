"""What is done before updates are taken: who the bot is, and where its updates go."""

from __future__ import annotations

import logging
import random
from asyncio import sleep
from collections.abc import Awaitable, Callable
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from telegram.error import NetworkError

from adapters.telegram.asking import Asking
from adapters.telegram.pauses import pause_after
from adapters.telegram.refusal import CallFailed
from adapters.telegram.updates import ALLOWED
from bot.ports import PlatformRefused

T = TypeVar("T")

CONNECTIONS = 40
"""How many updates Telegram may bring at once; those of one chat come one after the other."""

log = logging.getLogger("tutorbot.telegram")


class WebhookInfo(msgspec.Struct, frozen=True):
    """What Telegram knows of the bot's webhook; `url` is empty when there is none."""

    url: str = ""
    pending_update_count: int = 0
    last_error_date: int | None = None
    last_error_message: str | None = None
    allowed_updates: tuple[str, ...] | None = None


async def webhook_info(bot: Asking) -> WebhookInfo:
    """Return where updates go now. Raises as `Asking.ask` does."""
    return await bot.ask("getWebhookInfo", {}, WebhookInfo)


async def until_answered(call: Callable[[], Awaitable[T]]) -> T:
    """Make the call until Telegram answers it, however long that takes.

    Raises PlatformRefused when the token is wrong, CallFailed when the call itself is.
    """
    tries = 0
    while True:
        try:
            return await call()
        except (CallFailed, NetworkError) as error:
            if isinstance(error, CallFailed) and error.status in (401, 404):
                raise refused_token(error.status) from None
            if isinstance(error, CallFailed) and error.status == 400:
                raise
            tries += 1
            if tries == 1:
                log.warning("waiting for Telegram: %s", error)
            await sleep(pause_after(error, tries, random.random))


def refused_token(status: int) -> PlatformRefused:
    """Return the error for a token that Telegram does not know."""
    return PlatformRefused(
        f"Telegram: the token is refused with status {status}. Set TELEGRAM_BOT_TOKEN to the one "
        "that BotFather shows, and see that TELEGRAM_API_URL is the right server"
    )


async def direct_updates(bot: Asking, url: str | None, secret: str, *, force: bool) -> None:
    """See that updates go to `url`; with None, that they wait to be asked for. None is dropped.

    Raises PlatformRefused when they go elsewhere, unless `force`.
    """
    found = (await until_answered(lambda: webhook_info(bot))).url
    if found not in ("", url) and not force:
        raise PlatformRefused(elsewhere(found, url))
    if url is not None:
        await _set(bot, url, secret)
    elif found:
        await until_answered(
            lambda: bot.ask("deleteWebhook", {"drop_pending_updates": False}, object)
        )


async def _set(bot: Asking, url: str, secret: str) -> None:
    params = {
        "url": url,
        "secret_token": secret,
        "allowed_updates": ALLOWED,
        "max_connections": CONNECTIONS,
        "drop_pending_updates": False,
    }
    try:
        await until_answered(lambda: bot.ask("setWebhook", params, object))
    except CallFailed as error:
        why = error.description.replace(secret, "***")
        raise PlatformRefused(
            f"Telegram: the webhook is refused: {why}. Set TELEGRAM_WEBHOOK_URL to an https:// "
            "address that can be reached from outside"
        ) from None


def elsewhere(found: str, url: str | None) -> str:
    """Say that updates go to another place than they should. Only its host is named."""
    wanted = "TELEGRAM_WEBHOOK_URL is empty" if url is None else "TELEGRAM_WEBHOOK_URL is another"
    return (
        f"Telegram: a webhook is set, at {place(found)}, and {wanted}. If no other program needs "
        "it, start once with: tutorbot run --force"
    )


def place(url: str) -> str:
    """Return the host of an address: its path may hold a secret."""
    try:
        return urlsplit(url).hostname or "an unknown host"
    except ValueError:
        return "an unknown host"
