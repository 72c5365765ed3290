"""What concerns another account reaches it in the same transaction, and harms nobody."""

from __future__ import annotations

from bot.changes import Changes
from bot.ports import Receipt
from tests.runner.passing_on import running
from tests.runner.quarantine import quarantined
from tests.runner.talk import account, delivered, said, submit_all
from tests.runner.watched import Watched


async def test_a_letter_is_said_in_the_transaction_of_the_turn_that_sent_it(
    store: Watched,
) -> None:
    async with running(store) as runner:
        await submit_all(runner, [said("hi", "ben"), said("hi", "cleo")])
        await runner.submit(said("tell ben hello", key="k"))
        assert store.commits == [0, 1]
        assert await delivered(store, "ben") == ["1 hi", "2 heard hello"]


async def test_the_conversation_that_was_told_goes_on_where_the_letter_left_it(
    store: Watched,
) -> None:
    async with running(store) as runner:
        inputs = [said("hi", "ben"), said("tell ben hello"), said("hi", "ben")]
        await submit_all(runner, inputs)
        assert await delivered(store, "ben") == ["1 hi", "2 heard hello", "3 hi"]


async def test_whoever_sends_messages_is_told_that_there_are_some_for_the_other(
    store: Watched,
) -> None:
    seen: list[Changes] = []
    async with running(store, seen.append) as runner:
        await runner.submit(said("hi", "ben"))
        await runner.submit(said("tell ben hello"))
    assert [r.account for r in seen[-1].replies] == [account("anna").key, account("ben").key]


async def test_a_letter_may_lead_to_a_letter_and_no_further(url: str, store: Watched) -> None:
    async with running(store) as runner:
        await submit_all(runner, [said("hi", "ben"), said("hi", "cleo"), said("hi", "dan")])
        assert await runner.submit(said("tell ben tell cleo tell dan boo")) == Receipt()
        assert await delivered(store, "cleo") == ["1 hi", "2 heard tell dan boo"]
        assert [row.account for row in quarantined(url)] == [account("dan").key]


async def test_a_letter_that_fails_is_set_aside_and_the_senders_turn_stands(
    url: str, store: Watched
) -> None:
    async with running(store) as runner:
        await runner.submit(said("hi", "ben"))
        assert await runner.submit(said("tell ben boom", key="k")) == Receipt()
        [row] = quarantined(url)
        assert (row.key.split(":")[0], row.account) == ("letter", account("ben").key)
        await runner.submit(said("hi", "ben"))
        assert await delivered(store, "ben") == ["1 hi", "2 hi"]


async def test_a_letter_that_was_set_aside_can_be_told_later(url: str, store: Watched) -> None:
    async with running(store) as runner:
        await runner.submit(said("hi", "ben"))
        await runner.submit(said("tell ben boom"))
        [row] = quarantined(url)
        kept = await store.store.set_aside(row.key)  # type: ignore[attr-defined]
        assert kept.account == account("ben")
        assert kept.input.slots == {"text": "boom"}
        assert await runner.submit(kept) == Receipt(quarantined=True)
        assert await delivered(store, "ben") == ["1 hi"]


async def test_a_letter_to_nobody_is_dropped(url: str, store: Watched) -> None:
    async with running(store) as runner:
        assert await runner.submit(said("tell nobody hello")) == Receipt()
        assert await delivered(store) == ["1 told nobody"]
        assert quarantined(url) == []
