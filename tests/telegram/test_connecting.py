"""Before updates are taken: they go where the settings say; other webhooks are left alone."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from adapters.telegram.connecting import direct_updates, until_answered
from adapters.telegram.errands import Errands
from bot.ports import PlatformRefused
from tests.telegram.desk import Call, Refusal, asking, desk
from tests.telegram.door import api_of
from tests.telegram.fake.faults import Fault
from tests.telegram.fake.server import FakeTelegram

OURS = "https://bot.example.org/telegram/webhook"
THEIRS = "https://elsewhere.example.org/s3cret-path"
PROOF = "pr00f"


async def directed(
    found: str, url: str | None, *answers: Any, force: bool = False
) -> tuple[list[Call], str | None]:
    """Return the calls after the first, and what was said against it."""
    async with desk() as (server, _), asking(server) as bot:
        server.will("getWebhookInfo", {"url": found})
        server.will("setWebhook", *answers, True)
        server.will("deleteWebhook", True)
        try:
            await direct_updates(bot, url, PROOF, force=force)
        except PlatformRefused as error:
            return server.calls[1:], str(error)
        return server.calls[1:], None


async def test_where_no_webhook_is_set_there_is_nothing_to_do_but_to_ask() -> None:
    assert await directed("", None) == ([], None)


@pytest.mark.parametrize("found", ["", OURS])
async def test_our_webhook_is_set_anew_at_every_start(found: str) -> None:
    (call,), wrong = await directed(found, OURS)
    assert (call.method, wrong) == ("setWebhook", None)
    assert call.params["secret_token"] == PROOF
    assert call.params["drop_pending_updates"] is False


@pytest.mark.parametrize("url", [None, OURS])
async def test_a_webhook_elsewhere_is_left_alone_and_only_its_host_is_named(
    url: str | None,
) -> None:
    calls, wrong = await directed(THEIRS, url)
    assert calls == []
    assert wrong
    assert "elsewhere.example.org" in wrong
    assert "tutorbot run --force" in wrong
    assert "s3cret" not in wrong


async def test_with_force_it_is_replaced_and_what_waits_is_kept() -> None:
    assert await directed(THEIRS, None, force=True) == (
        [Call("deleteWebhook", {"drop_pending_updates": False})],
        None,
    )
    (call,), _ = await directed(THEIRS, OURS, force=True)
    assert (call.method, call.params["url"]) == ("setWebhook", OURS)


async def test_a_webhook_that_telegram_refuses_is_told_in_its_words_without_the_secret() -> None:
    refusal = Refusal(400, f"Bad Request: bad webhook: no address ({PROOF})")
    _, wrong = await directed("", OURS, refusal)
    assert wrong
    assert "bad webhook: no address" in wrong
    assert "TELEGRAM_WEBHOOK_URL" in wrong
    assert PROOF not in wrong


@pytest.mark.parametrize("status", [401, 404])
async def test_a_wrong_token_is_told_and_not_tried_again(status: int) -> None:
    async with desk() as (server, _), asking(server) as bot:
        server.will("getMe", Refusal(status))
        with pytest.raises(PlatformRefused, match="TELEGRAM_BOT_TOKEN"):
            await until_answered(bot.me)
        assert server.methods == ["getMe"]


def ask(errands: Errands, calls: int) -> None:
    for number in range(calls):
        errands.do("answerCallbackQuery", {"callback_query_id": str(number)})


async def test_errands_that_fail_are_counted_and_not_done_again(fake: FakeTelegram) -> None:
    fake.faults.add(Fault(status=400, description="Bad Request: query is too old"))
    fake.faults.add(Fault(cut="before"))
    fake.faults.add(Fault(status=502))
    async with api_of(fake) as api:
        errands = Errands(api, at_once=1, line=10)
        ask(errands, 3)
        errands.do("getMe", {})
        work = asyncio.create_task(errands.run())
        await fake.ledger.wait(lambda: bool(fake.ledger.of("getMe")))
        work.cancel()
    assert errands.counts["failed"] == 3
    ids = [call.payload["callback_query_id"] for call in fake.ledger.of("answerCallbackQuery")]
    assert ids == ["0", "1", "2"]


async def test_an_errand_that_cannot_be_put_into_words_holds_up_no_other(
    fake: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    async with api_of(fake) as api:
        errands = Errands(api, at_once=1, line=10)
        errands.do("answerCallbackQuery", {"callback_query_id": "half a character: \ud800"})
        errands.do("getMe", {})
        work = asyncio.create_task(errands.run())
        await fake.ledger.wait(lambda: bool(fake.ledger.of("getMe")), 5)
        assert not work.done()
        work.cancel()
    assert errands.counts["failed"] == 1
    assert "UnicodeEncodeError" in caplog.text
    assert "half a character" not in caplog.text


async def test_a_line_of_errands_is_bounded(fake: FakeTelegram) -> None:
    async with api_of(fake) as api:
        errands = Errands(api, at_once=1, line=2)
        ask(errands, 5)
        assert errands.counts == {"dropped": 3}
