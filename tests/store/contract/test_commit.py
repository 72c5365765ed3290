"""What holds for the batch transaction, on every database."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql import schema
from adapters.sql.store import SqlStore
from bot.account import Account
from bot.changes import Changes, Loaded, NewRecord
from bot.ports import StoreRefused
from dialogues.record import (
    AnswerShown,
    Calculated,
    ChecklistAnswered,
    ChecklistRun,
    Guessed,
    QuizAnswered,
    Record,
    Reflected,
    SectionReached,
)
from tests.store.values import ANN, BOB, LATER, NOW, commit, loaded, reminder, said, set_aside, turn

STRANGER = Account("terminal", "local", "stranger")

CALCULATED = {
    **dict.fromkeys(Calculated.__struct_fields__),
    "calculator": "training-cost",
    "goal": "scratch",
    "data_bytes": 10**16,
    "hours": 0.1 + 0.2,
    "passes": 3,
    "cost_run_low": 4368.25,
    "machines_central": 7.0,
    "prices": "2026-05",
    "revision": "r1",
}

RECORDS: dict[str, Record] = {
    "quiz_answer": QuizAnswered("L", "q1", "b", True, 2, False, 1, "r1"),
    "answer_shown": AnswerShown("L", "q1", 1, "r1"),
    "guess": Guessed("L", "g1", "a", 1, "r1"),
    "reflection": Reflected("L", "f1", "mine; DROP TABLE 'x' \0 \u202e", 1, "r1"),
    "progress": SectionReached("L", "s1", True, 1, "r1"),
    "calculation": msgspec.convert({**CALCULATED, "type": "calculated"}, Calculated),
    "checklist_answer": ChecklistAnswered(
        "ai-tool", "1", 3, "Chatbot", "K2", "yes", "told", "", "'; DROP TABLE x \u202e", "r1"
    ),
    "checklist_run": ChecklistRun(
        "ai-tool", "1", 3, None, "Chatbot", "planned", "staff health", "full", "Hm", True, "r1"
    ),
}


async def rows_of(store: SqlStore, table: str) -> list[dict[str, Any]]:
    async def read(connection: AsyncConnection) -> list[dict[str, Any]]:
        rows = await connection.execute(select(schema.metadata.tables[table]))
        return [dict(row) for row in rows.mappings()]

    return await store.lane.core(read)


async def test_a_batch_starts_from_what_the_last_one_wrote(store: SqlStore) -> None:
    assert await loaded(store) == Loaded({}, frozenset())
    await commit(store, turn("k1", states={ANN.key: b"one"}))
    await commit(store, turn("k2", states={ANN.key: b"two"}))
    assert await loaded(store) == Loaded({ANN.key: b"two"}, frozenset())


async def test_accounts_that_differ_by_one_part_have_states_of_their_own(store: SqlStore) -> None:
    accounts = [Account("slack", team, user) for team in ("T1", "T2") for user in ("u", "U")]
    for account in accounts:
        await commit(store, turn(None, account, states={account.key: account.key.encode()}))
    found = await loaded(store, accounts)
    assert found.states == {account.key: account.key.encode() for account in accounts}


async def test_a_key_is_handled_only_if_it_was_itself_handled(store: SqlStore) -> None:
    await commit(store, turn("1000"))
    found = await loaded(store, keys=["1000", "999", "1001", "1000 ", "01000"])
    assert found.handled == {"1000"}


@pytest.mark.parametrize("key", ["", "a\0b", "it's; --", "ключ 🔑", "%", "\n", "x" * 10_000])
async def test_any_text_can_be_a_key(store: SqlStore, key: str) -> None:
    await commit(store, turn(key))
    found = await loaded(store, keys=[key, key + "\0", "a"])
    assert found.handled == {key}


async def test_more_inputs_than_a_batch_usually_has_fit_too(store: SqlStore) -> None:
    keys = [f"k{number}" for number in range(1000)]
    changes = Changes(accounts=[ANN], handled=[(key, ANN.key) for key in keys], at=NOW)
    await commit(store, changes)
    assert (await loaded(store, keys=keys)).handled == set(keys)


@pytest.mark.parametrize(("table", "record"), RECORDS.items())
async def test_each_kind_of_record_can_be_read_in_its_own_table(
    store: SqlStore, table: str, record: Record
) -> None:
    await commit(store, turn("k", records=[NewRecord(ANN.key, record, LATER)]))
    (row,) = await rows_of(store, table)
    (account,) = await rows_of(store, "account")
    expected = {field: getattr(record, field) for field in record.__struct_fields__}
    assert row == {"id": row["id"], "account": account["id"], "at": LATER, **expected}
    assert (account["key"], account["user"]) == (ANN.key, ANN.user)


async def test_what_the_fold_raises_comes_out_unchanged_and_nothing_is_kept(
    store: SqlStore,
) -> None:
    error = ValueError("from the fold")

    def broken(found: Loaded) -> Changes:
        raise error

    with pytest.raises(ValueError, match="from the fold") as caught:
        await store.commit([ANN.key], ["k"], broken)
    assert caught.value is error
    await commit(store, turn("k"))  # the next one is not disturbed


async def test_a_key_cannot_be_handled_twice(store: SqlStore) -> None:
    await commit(store, turn("k", states={ANN.key: b"one"}))
    with pytest.raises(StoreRefused):
        await commit(store, turn("k", states={ANN.key: b"two"}))
    assert (await loaded(store)).states == {ANN.key: b"one"}


REFUSED: dict[str, Changes] = {
    "half a character": turn(
        "k2", records=[NewRecord(ANN.key, Reflected("L", "f", "\ud800", 1, "r"), NOW)]
    ),
    "half a character in a key": turn("\ud800"),
    "a number of 65 bits": turn(
        "k2", records=[NewRecord(ANN.key, AnswerShown("L", "q", 2**64, "r"), NOW)]
    ),
    "a time without a zone": turn(
        "k2",
        records=[
            NewRecord(ANN.key, AnswerShown("L", "q", 1, "r"), datetime(2026, 1, 1))  # noqa: DTZ001
        ],
    ),
    "an account that nobody introduced": turn("k2", states={STRANGER.key: b"x"}),
    "a handled key without a time": Changes(handled=[("k2", ANN.key)]),
    "a key that is in quarantine already": turn("k2", set_aside=[set_aside("old", "x")]),
}


@pytest.mark.parametrize("changes", REFUSED.values(), ids=REFUSED)
async def test_a_batch_with_a_value_that_cannot_be_stored_is_refused_as_a_whole(
    store: SqlStore, changes: Changes
) -> None:
    await commit(store, turn("k1", set_aside=[set_aside("old", "hello")]))
    with pytest.raises(StoreRefused) as caught:
        # The key of the refused batch may be one that cannot even be looked for.
        await store.commit([ANN.key], [], lambda found: changes)
    assert "\n" not in str(caught.value)
    found = await loaded(store, [ANN, STRANGER], ["k1", "k2"])
    assert found == Loaded({ANN.key: b"state of 'k1'"}, frozenset({"k1"}))
    assert await rows_of(store, "reflection") == await rows_of(store, "answer_shown") == []
    await commit(store, turn("k2"))


async def test_a_refused_batch_keeps_nothing_of_any_kind(store: SqlStore) -> None:
    everything = turn(
        "k",
        records=[NewRecord(ANN.key, record, NOW) for record in RECORDS.values()],
        replies=[said("hello")],
        timers=[reminder(NOW)],
        # Written after all of that; and it cannot be: the key is there twice.
        set_aside=[set_aside("k2", "x"), set_aside("k2", "x")],
    )
    with pytest.raises(StoreRefused):
        await commit(store, everything)
    for table in schema.metadata.tables:
        if table != "process":
            assert await rows_of(store, table) == [], table


async def test_cancelling_the_caller_does_not_interrupt_the_transaction(store: SqlStore) -> None:
    async def caller() -> None:
        def cancelled_meanwhile(found: Loaded) -> Changes:
            task.cancel()
            return turn("k", states={ANN.key: b"whole"}, replies=[said("hello")])

        await store.commit([ANN.key], ["k"], cancelled_meanwhile)

    task = asyncio.create_task(caller())
    with pytest.raises(asyncio.CancelledError):
        await task
    # The next transaction waits for that one.
    assert await loaded(store, [ANN], ["k"]) == Loaded({ANN.key: b"whole"}, frozenset({"k"}))
    assert len(await store.unsent(NOW, 10)) == 1


async def test_closing_waits_for_a_transaction_whose_caller_is_gone(
    url: str, store: SqlStore
) -> None:
    task = asyncio.create_task(commit(store, turn("k")))
    await asyncio.sleep(0)  # it has begun
    task.cancel()
    await store.close()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_failures_take_nothing_away_from_others_at_the_same_time(store: SqlStore) -> None:
    accounts = [Account("terminal", "local", f"user{number}") for number in range(100)]
    changes = [
        turn("same" if number % 5 == 0 else f"k{number}", account)
        for number, account in enumerate(accounts)
    ]
    results = await asyncio.gather(*(commit(store, c) for c in changes), return_exceptions=True)
    stored = [account.key for account, r in zip(accounts, results, strict=True) if r is None]
    assert len(stored) == 81  # one of the 20 with the same key was the first
    assert set((await loaded(store, accounts)).states) == set(stored)


async def test_two_accounts_in_one_batch_are_both_written(store: SqlStore) -> None:
    changes = Changes(accounts=[ANN, BOB, ANN], states={ANN.key: b"a", BOB.key: b"b"}, at=NOW)
    await commit(store, changes)
    assert (await loaded(store)).states == {ANN.key: b"a", BOB.key: b"b"}
