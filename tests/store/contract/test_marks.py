"""What became of messages: written together, and what follows from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.sql import open_store
from adapters.sql.store import SqlStore
from bot.account import Account
from bot.changes import NewReply, encode_reply
from bot.ports import Marks, NotSent, StoreRefused, Whose
from dialogues.reply import Choice, Reply
from tests.store.values import ANN, BOB, LATER, NOW, commit, loaded, reminder, said, turn

QUESTION = Reply("Which?", (Choice("a", "This"),), prompt=3)


async def waiting(store: SqlStore, after: int = 0, limit: int = 10) -> list[str]:
    return [row.reply.text for row in await store.waiting(after, limit)]


async def number(store: SqlStore, text: str) -> int:
    (found,) = [row.id for row in await store.waiting(0, 99) if row.reply.text == text]
    return found


async def test_waiting_messages_are_read_in_pages_due_or_not(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("ann 1"), said("ann 2")]))
    await commit(store, turn("2", BOB, replies=[said("bob 1", BOB)]))
    first = await number(store, "ann 1")
    await store.mark(Marks(not_sent=[NotSent(first, "429", LATER)]))
    assert await waiting(store, limit=2) == ["ann 1", "ann 2"]
    assert await waiting(store, after=first + 1) == ["bob 1"]
    row, later, _ = await store.waiting(0, 10)
    assert (row.account, row.attempts, row.at, row.due) == (ANN, 1, NOW, LATER)
    assert (later.account, later.attempts, later.at, later.due) == (ANN, 0, NOW, None)


async def test_waiting_messages_are_those_of_the_accounts_asked_for(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("ann")]))
    await commit(store, turn("2", BOB, replies=[said("bob", BOB)]))
    assert [r.account for r in await store.waiting(0, 9, Whose(account=BOB))] == [BOB]
    assert await store.waiting(0, 9, Whose(platforms=frozenset({"elsewhere"}))) == []
    assert len(await store.waiting(0, 9, Whose(platforms=frozenset({"x", ANN.platform})))) == 2


async def test_messages_for_another_tenant_of_a_platform_wait(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("ann")]))
    ours, others = ((ANN.platform, ANN.tenant),), ((ANN.platform, "another"),)
    assert await store.waiting(0, 9, Whose(tenants=others)) == []
    assert await store.unsent(LATER, 9, Whose(tenants=others)) == []
    assert len(await store.waiting(0, 9, Whose(tenants=ours))) == 1
    assert len(await store.unsent(LATER, 9, Whose(tenants=ours))) == 1
    assert len(await store.waiting(0, 9, Whose(tenants=(("elsewhere", "another"),)))) == 1


async def test_failed_messages_do_not_wait(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("one"), said("two")]))
    await store.mark(Marks(not_sent=[NotSent(await number(store, "one"), "400", None)]))
    assert await waiting(store) == ["two"]


async def test_marks_are_written_together_or_not_at_all(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("one"), said("two")]))
    ids = [row.id for row in await store.waiting(0, 9)]
    with pytest.raises(StoreRefused):
        await store.mark(Marks(sent=ids, not_sent=[NotSent(ids[0], "\ud800", None)]))
    with pytest.raises(StoreRefused):
        await store.mark(Marks(sent=ids, unreachable=[ANN.key]))  # since when?
    assert await waiting(store) == ["one", "two"]


async def test_a_message_with_buttons_is_remembered_until_its_prompt_is_settled(
    store: SqlStore,
) -> None:
    question = NewReply(ANN.key, encode_reply(QUESTION), NOW)
    await commit(store, turn("1", replies=[question, question, said("next")]))
    await commit(store, turn("2", BOB, replies=[said("bob", BOB)]))
    first, second, third, _ = [row.id for row in await store.waiting(0, 9)]
    shown = [(first, 3, "ref 1"), (second, 3, "ref 2")]
    await store.mark(Marks(shown=shown, sent=[first, second]))
    found = await store.shown([ANN.key, BOB.key])
    assert [(s.account, s.prompt, s.ref) for s in found] == [
        (ANN.key, 3, "ref 1"),
        (ANN.key, 3, "ref 2"),
    ]
    assert found[0].reply == QUESTION
    assert await store.shown([BOB.key]) == []
    await store.mark(Marks(settled=[(third, 2)]))
    assert len(await store.shown([ANN.key])) == 2
    await store.mark(Marks(settled=[(third, 3)], shown=[(third, 4, "ref 3")], sent=[third]))
    assert [(s.prompt, s.ref) for s in await store.shown([ANN.key])] == [(4, "ref 3")]


async def test_the_messages_of_who_cannot_be_reached_wait_until_they_can(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("ann")]))
    await commit(store, turn("2", BOB, replies=[said("bob", BOB)]))
    await store.mark(Marks(unreachable=[ANN.key], at=NOW))
    assert await waiting(store) == ["bob"]
    assert [row.account for row in await store.unsent(NOW, 9)] == [BOB]
    assert (await loaded(store)).unreachable == {ANN.key}
    await store.mark(Marks(reachable=[ANN.key]))
    assert await waiting(store) == ["ann", "bob"]
    assert (await loaded(store)).unreachable == set()


async def test_a_batch_says_who_left_and_who_came_back(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("ann")], unreachable=[ANN.key]))
    assert await waiting(store) == []
    assert (await loaded(store, accounts=[BOB])).unreachable == set()
    assert (await loaded(store)).unreachable == {ANN.key}
    await commit(store, turn("2", reachable=[ANN.key]))
    assert (await loaded(store)).unreachable == set()
    assert await waiting(store) == ["ann"]


async def test_a_batch_that_fails_changes_nobodys_reach(store: SqlStore) -> None:
    broken = NewReply(ANN.key, b"x", NOW.replace(tzinfo=None))
    with pytest.raises(StoreRefused):
        await commit(store, turn("1", replies=[broken], unreachable=[ANN.key]))
    await commit(store, turn("2", replies=[said("ann")]))
    assert await waiting(store) == ["ann"]


async def test_an_account_that_moved_keeps_all_that_is_its_own(store: SqlStore) -> None:
    await commit(store, turn("1", replies=[said("one")], timers=[reminder(LATER)]))
    await store.mark(Marks(moved=[(ANN.key, "anna")]))
    moved = Account(ANN.platform, ANN.tenant, "anna")
    assert [row.account for row in await store.waiting(0, 9)] == [moved]
    assert [timer.account for timer in await store.due_timers(LATER, 9)] == [moved]
    found = await loaded(store, accounts=[ANN, moved], keys=["1"])
    assert (list(found.states), list(found.handled)) == ([moved.key], ["1"])
    await store.mark(Marks(moved=[(ANN.key, "anna"), (moved.key, "anna")]))
    assert [row.account for row in await store.waiting(0, 9)] == [moved]


async def test_two_accounts_become_one_when_one_moves_to_the_other(store: SqlStore) -> None:
    question = NewReply(BOB.key, encode_reply(QUESTION), NOW)
    await commit(store, turn("1", replies=[said("one")], timers=[reminder(LATER)]))
    theirs = [said("two", BOB), question]
    later = [reminder(LATER + timedelta(hours=1), account=BOB)]
    await commit(store, turn("2", BOB, replies=theirs, timers=later))
    shown = await number(store, "Which?")
    await store.mark(Marks(shown=[(shown, 3, "ref")], sent=[shown]))
    await store.mark(Marks(moved=[(ANN.key, BOB.user)]))
    assert [(r.account, r.reply.text) for r in await store.waiting(0, 9)] == [
        (BOB, "one"),
        (BOB, "two"),
    ]
    found = await loaded(store, keys=["1", "2"])
    assert found.states == {BOB.key: b"state of '1'"}
    assert found.handled == {"1", "2"}
    (timer,) = await store.due_timers(LATER + timedelta(days=1), 9)
    assert (timer.account, timer.due) == (BOB, LATER)
    assert [one.ref for one in await store.shown([BOB.key])] == ["ref"]


async def test_who_cannot_be_reached_is_known_to_the_next_process(
    url: str, store: SqlStore
) -> None:
    await commit(store, turn("1", replies=[said("ann")], unreachable=[ANN.key]))
    await store.close()
    again = await open_store(url, now=NOW)
    assert (await loaded(again)).unreachable == {ANN.key}
    assert await waiting(again) == []
    await again.close()


async def test_an_uploaded_picture_is_known_by_the_newest_reference(store: SqlStore) -> None:
    assert await store.uploaded("telegram", "1", "diagram") is None
    await store.note_upload("telegram", "1", "diagram", "old")
    await store.note_upload("telegram", "2", "diagram", "other bot")
    await store.note_upload("telegram", "1", "diagram", "new")
    assert await store.uploaded("telegram", "1", "diagram") == "new"
    assert await store.uploaded("telegram", "2", "diagram") == "other bot"
    assert await store.uploaded("telegram", "1", "chart") is None
