"""What holds for the outbox, on every database."""

from __future__ import annotations

from datetime import datetime, timedelta

from adapters.sql import open_store
from adapters.sql.store import SqlStore
from bot.ports import Marks, NotSent, Whose
from tests.store.values import ANN, BOB, LATER, NOW, commit, said, turn


async def texts(store: SqlStore, limit: int = 10) -> list[str]:
    return [row.reply.text for row in await store.unsent(NOW, limit)]


async def not_sent(store: SqlStore, error: str, retry_at: datetime | None) -> None:
    """Mark the first message as not sent."""
    (row,) = await store.unsent(NOW, 1)
    await store.mark(Marks(not_sent=[NotSent(row.id, error, retry_at)]))


async def test_the_oldest_message_of_each_account_comes_first(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("ann 1"), said("ann 2")]))
    await commit(store, turn("2", BOB, replies=[said("bob 1", BOB)]))
    assert await texts(store) == ["ann 1", "bob 1"]
    assert await texts(store, limit=1) == ["ann 1"]
    first, _ = await store.unsent(NOW, 10)
    assert (first.account, first.attempts) == (ANN, 0)
    await store.mark(Marks(sent=[first.id]))
    assert await texts(store) == ["ann 2", "bob 1"]


async def test_a_message_that_was_sent_is_not_kept(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("one"), said("two")]))
    for _ in range(2):
        await store.mark(Marks(sent=[row.id for row in await store.unsent(NOW, 10)]))
    await store.mark(Marks())
    assert await store.outbox() == []


async def test_a_message_that_waits_holds_up_its_own_account_only(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("ann 1"), said("ann 2")]))
    await commit(store, turn("2", BOB, replies=[said("bob 1", BOB)]))
    await not_sent(store, "429", LATER)
    assert await texts(store) == ["bob 1"]
    (ann, _) = await store.unsent(LATER, 10)
    assert (ann.reply.text, ann.attempts) == ("ann 1", 1)


async def test_a_message_that_failed_for_good_lets_the_next_go_and_stays_visible(
    store: SqlStore,
) -> None:
    await commit(store, turn("1", replies=[said("one"), said("two")]))
    await not_sent(store, "403 blocked", None)
    assert await texts(store) == ["two"]
    failed, waiting = await store.outbox()
    assert (failed.state, failed.attempts, failed.error) == ("failed", 1, "403 blocked")
    assert (failed.account, failed.at, failed.reply) == (ANN.key, NOW, None)
    assert (waiting.state, waiting.attempts, waiting.error) == ("waiting", 0, None)
    assert [e.reply.text for e in await store.outbox(with_text=True) if e.reply] == ["one", "two"]


async def test_a_failed_message_can_be_tried_again_at_once(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("one")]))
    (row,) = await store.unsent(NOW, 1)
    await not_sent(store, "403", None)
    assert await store.retry_message(row.id)
    (again,) = await store.unsent(NOW, 1)
    assert (again.id, again.attempts) == (row.id, 0)
    assert not await store.retry_message(row.id + 1)


async def test_a_dropped_message_is_gone_and_its_number_is_not_used_again(
    url: str, store: SqlStore
) -> None:
    await commit(store, turn("1", replies=[said("one")]))
    (row,) = await store.outbox()
    assert await store.drop_message(row.id)
    assert not await store.drop_message(row.id)
    await store.close()
    again = await open_store(url, now=NOW)
    await commit(again, turn("2", replies=[said("two")]))
    (later,) = await again.outbox()
    assert later.id > row.id
    await again.close()


async def test_messages_outlive_the_process_in_their_order(url: str, store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said(f"{number}") for number in range(20)]))
    await store.close()
    again = await open_store(url, now=NOW + timedelta(days=400))
    said_before = [entry.reply.text for entry in await again.outbox(with_text=True) if entry.reply]
    assert said_before == [f"{number}" for number in range(20)]
    await again.close()


async def test_only_the_messages_of_the_accounts_asked_for_come_back(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("to Ann")]))
    await commit(store, turn("2", BOB, replies=[said("to Bob", BOB)]))
    alone = await store.unsent(NOW, 10, Whose(account=BOB))
    assert [row.reply.text for row in alone] == ["to Bob"]
    assert await store.unsent(NOW, 10, Whose(platforms=frozenset({"elsewhere"}))) == []
    both = await store.unsent(NOW, 10, Whose(platforms=frozenset({ANN.platform, BOB.platform})))
    assert len(both) == 2
