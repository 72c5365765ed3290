"""What holds for timers, on every database."""

from __future__ import annotations

from datetime import timedelta, timezone

from adapters.sql.store import SqlStore
from bot.changes import Changes, NewTimer
from bot.ports import DueTimer, Whose
from dialogues.turn import CancelTimer
from tests.store.values import ANN, BOB, LATER, NOW, commit, reminder, turn

MUCH_LATER = LATER + timedelta(days=1)


def fired(at: object = NOW) -> Changes:
    return Changes(fired=[(ANN.key, "later")], at=at)  # type: ignore[arg-type]


async def test_a_timer_is_due_from_its_time_on(store: SqlStore) -> None:
    await commit(store, turn("1", timers=[reminder(LATER, prompt=7)]))
    assert await store.due_timers(LATER - timedelta(microseconds=1), 10) == []
    assert await store.due_timers(LATER, 10) == [DueTimer(ANN, "later", 7, LATER)]


async def test_timers_come_in_the_order_of_their_times_in_any_zone(store: SqlStore) -> None:
    tokyo = timezone(timedelta(hours=9))
    await commit(store, turn("1", timers=[reminder(LATER.astimezone(tokyo))]))
    await commit(store, turn("2", BOB, timers=[reminder(NOW, account=BOB)]))
    due = await store.due_timers(LATER, 10)
    assert [(timer.account, timer.due) for timer in due] == [(BOB, NOW), (ANN, LATER)]
    assert await store.due_timers(LATER, 1) == due[:1]


async def test_setting_a_timer_again_replaces_it(store: SqlStore) -> None:
    await commit(store, turn("1", timers=[reminder(NOW, prompt=1)]))
    await commit(store, turn("2", timers=[reminder(LATER, prompt=2)]))
    assert await store.due_timers(MUCH_LATER, 10) == [DueTimer(ANN, "later", 2, LATER)]


async def test_a_cancelled_timer_never_comes(store: SqlStore) -> None:
    await commit(store, turn("1", timers=[reminder(NOW)]))
    await commit(store, turn("2", timers=[NewTimer(ANN.key, CancelTimer("later"))]))
    assert await store.due_timers(MUCH_LATER, 10) == []


async def test_the_last_change_to_a_timer_in_a_batch_holds(store: SqlStore) -> None:
    cancel = NewTimer(ANN.key, CancelTimer("later"))
    await commit(store, turn("1", timers=[reminder(NOW), cancel]))
    assert await store.due_timers(MUCH_LATER, 10) == []
    await commit(store, turn("2", timers=[reminder(NOW), cancel, reminder(LATER)]))
    assert await store.due_timers(MUCH_LATER, 10) == [DueTimer(ANN, "later", 1, LATER)]


async def test_a_timer_that_fired_is_gone(store: SqlStore) -> None:
    await commit(store, turn("1", timers=[reminder(NOW)]))
    await store.commit([ANN.key], [], lambda found: fired())
    assert await store.due_timers(MUCH_LATER, 10) == []


async def test_a_timer_set_by_the_turn_of_the_one_that_fired_stays(store: SqlStore) -> None:
    await commit(store, turn("1", timers=[reminder(NOW)]))
    again = turn("2", fired=[(ANN.key, "later")], timers=[reminder(LATER)])
    await commit(store, again)
    assert await store.due_timers(MUCH_LATER, 10) == [DueTimer(ANN, "later", 1, LATER)]


async def test_a_timer_that_was_set_anew_while_the_old_one_fired_stays(store: SqlStore) -> None:
    await commit(store, turn("1", timers=[reminder(NOW)]))
    await commit(store, turn("2", timers=[reminder(LATER, prompt=2)]))
    await store.commit([ANN.key], [], lambda found: fired())
    assert await store.due_timers(MUCH_LATER, 10) == [DueTimer(ANN, "later", 2, LATER)]


async def test_only_the_timers_of_the_account_asked_for_come_back(store: SqlStore) -> None:
    await commit(store, turn("1", timers=[reminder(NOW)]))
    await commit(store, turn("2", BOB, timers=[reminder(NOW, account=BOB)]))
    assert [t.account for t in await store.due_timers(LATER, 10, Whose(account=BOB))] == [BOB]
