"""A state is kept with room behind it, so that a row that grows a little stays where it stands."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql import schema
from adapters.sql.hot import STEP
from adapters.sql.store import SqlStore
from tests.store.values import ANN, NOW, commit, loaded, turn


async def kept_size(store: SqlStore) -> int:
    async def read(connection: AsyncConnection) -> int:
        found = await connection.execute(text("SELECT length(state) FROM conversation"))
        return int(found.scalar_one())

    return await store.lane.core(read)


@pytest.mark.parametrize("size", [1, STEP - 1, STEP, STEP + 1, 3 * STEP])
async def test_a_state_is_loaded_as_it_was_committed(store: SqlStore, size: int) -> None:
    await commit(store, turn("k", states={ANN.key: b"1" * size}))

    assert (await loaded(store)).states == {ANN.key: b"1" * size}


async def test_a_row_keeps_its_size_while_the_state_grows_a_little(store: SqlStore) -> None:
    await commit(store, turn("k", states={ANN.key: b"1" * (STEP + 1)}))
    before = await kept_size(store)

    await commit(store, turn("l", states={ANN.key: b"1" * (STEP + 40)}))

    assert await kept_size(store) == before


async def test_four_states_of_one_step_share_a_page(store: SqlStore) -> None:
    before = await pages(store)

    await store.lane.core(add_four_thousand)

    assert await pages(store) - before < 4000 / 4 * 1.1  # a tenth for the tree and the accounts


async def pages(store: SqlStore) -> int:
    async def read(connection: AsyncConnection) -> int:
        return int((await connection.execute(text("PRAGMA page_count"))).scalar_one())

    return await store.lane.core(read)


async def add_four_thousand(connection: AsyncConnection) -> None:
    ids = range(1_000_001, 1_004_001)
    people = [
        {"id": id, "key": str(id), "platform": "", "tenant": "", "user": str(id)} for id in ids
    ]
    states = [{"account": id, "state": b" " * STEP, "day": NOW.date()} for id in ids]
    await connection.execute(insert(schema.account), people)
    await connection.execute(insert(schema.conversation), states)
