"""The watch over the webhook: what somebody else does to it is noticed."""

from __future__ import annotations

import pytest

from adapters.telegram.watching import EVERY, UNKNOWN, Watch
from bot.ports import PlatformRefused
from tests.telegram.desk import CUT, Refusal, asking, desk
from tests.telegram.door import Quick

HOOK = "https://bot.example.org/telegram/webhook"
THEIRS = "https://thief.example.org/s3cret-path"


class Noting(Quick):
    """Keeps what the watch says each time that it rests."""

    def __init__(self) -> None:
        super().__init__()
        self.watch: Watch | None = None
        self.said: list[str | None] = []

    async def wait(self, event: object, seconds: float) -> None:
        assert self.watch
        self.rests.append(seconds)
        self.said.append(self.watch.trouble)


async def test_a_webhook_that_is_turned_elsewhere_is_told_until_it_is_ours_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    time = Noting()
    ours, theirs, none = {"url": HOOK}, {"url": THEIRS}, {"url": ""}
    async with desk() as (server, _), asking(server) as bot:
        answers = (ours, theirs, theirs, CUT, none, Refusal(502), ours, Refusal(401))
        server.will("getWebhookInfo", *answers)
        time.watch = Watch(bot, HOOK, time)
        with pytest.raises(PlatformRefused, match="TELEGRAM_BOT_TOKEN"):
            await time.watch.run()
    elsewhere = "the webhook was set elsewhere, at thief.example.org"
    away = "the webhook was taken away"
    assert time.said == [None, None, elsewhere, elsewhere, elsewhere, away, away, None]
    assert time.rests == [EVERY] * 8
    assert len(caplog.records) == 1
    assert "s3cret-path" not in caplog.text


async def test_a_token_that_is_not_known_there_any_more_ends_it_after_some_looks() -> None:
    time = Noting()
    missing, ours = Refusal(404), {"url": HOOK}
    async with desk() as (server, _), asking(server) as bot:
        server.will("getWebhookInfo", missing, missing, ours, *[missing] * UNKNOWN)
        time.watch = Watch(bot, HOOK, time)
        with pytest.raises(PlatformRefused, match=r"404.*TELEGRAM_BOT_TOKEN"):
            await time.watch.run()
    assert time.said == [None] * (3 + UNKNOWN)
