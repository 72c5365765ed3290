"""What holds for the quarantine, on every database."""

from __future__ import annotations

import pytest

from adapters.sql.store import SqlStore
from bot.ports import Incoming, StoreUnavailable
from dialogues.input import Said
from tests.store.values import ANN, BOB, NOW, commit, loaded, set_aside, turn


async def test_what_was_set_aside_is_listed_with_its_text_only_when_asked(
    store: SqlStore,
) -> None:
    await commit(store, turn("1", set_aside=[set_aside("1", "a secret")]))
    await commit(store, turn("2", BOB, set_aside=[set_aside("2", "another", BOB)]))
    first, second = await store.quarantined()
    assert (first.key, first.account, first.at) == ("1", ANN.key, NOW)
    assert (first.error, first.input) == ("KeyError at step q1", None)
    assert (second.key, second.account) == ("2", BOB.key)
    assert [row.input for row in await store.quarantined(with_text=True)] == [
        Said("a secret"),
        Said("another"),
    ]


async def test_a_redelivered_input_that_was_set_aside_does_nothing(store: SqlStore) -> None:
    await commit(store, turn("1", set_aside=[set_aside("1", "x")]))
    assert (await loaded(store, keys=["1"])).handled == {"1"}


async def test_what_was_set_aside_can_be_handed_in_again_and_has_one_effect(
    store: SqlStore,
) -> None:
    await commit(store, turn("1", set_aside=[set_aside("1", "x")]))
    again = await store.set_aside("1")
    assert again == Incoming(ANN, Said("x"), NOW, key="retry:1")
    assert (await loaded(store, keys=["retry:1"])).handled == set()
    await commit(store, turn("retry:1"))
    # Whoever is interrupted here, and tries again, finds it handled.
    assert await store.set_aside("1") == again
    assert (await loaded(store, keys=["retry:1"])).handled == {"retry:1"}
    assert await store.drop_quarantined("1")
    assert not await store.drop_quarantined("1")
    assert await store.set_aside("1") is None


async def test_a_closed_store_takes_nothing_and_may_be_closed_again(store: SqlStore) -> None:
    await store.close()
    with pytest.raises(StoreUnavailable):
        await commit(store, turn("k"))
    await store.close()
