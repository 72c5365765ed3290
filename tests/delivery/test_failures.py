"""What a platform refuses is tried again, given up or kept, as the retry table says."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from bot.account import Account
from bot.ports import Marks, NotSent, StoreRefused
from bot.retry import TRIES
from bot.sending import Begun, SendFailed
from dialogues.reply import Reply
from tests.delivery.conftest import World


async def test_a_throttled_chat_waits_exactly_and_holds_up_no_other(world: World) -> None:
    world.chats.trouble["anna"].append(SendFailed("slow down", retry_after=60.0))
    await world.say(("anna", "1"), ("anna", "2"), ("ben", "1"))
    await world.start()
    await world.time.advance(30)
    await world.say(("anna", "3"), ("ben", "2"))
    await world.time.advance(40)
    assert world.chats.times("anna") == [0, 60, 60, 60]
    assert world.chats.times("ben") == [0, 30]
    assert world.chats.taken["anna"] == ["1", "2", "3"]


async def test_a_throttled_chat_waits_also_when_the_program_was_started_anew(world: World) -> None:
    world.chats.trouble["anna"].append(SendFailed("slow down", retry_after=3600.0))
    await world.say(("anna", "1"), ("anna", "2"))
    await world.start()
    await world.time.advance(600)
    await world.start()
    await world.say(("anna", "3"))
    await world.time.advance(4000)
    assert world.chats.times("anna") == [0, 3600, 3600, 3600]


async def test_after_a_restart_a_clock_that_was_wrong_holds_up_nobody_for_more_than_a_day(
    world: World,
) -> None:
    world.time.set_clock(timedelta(days=400))
    world.chats.trouble["anna"].append(SendFailed("the line is busy"))
    await world.say(("anna", "1"))
    await world.start()
    world.time.set_clock(timedelta(days=-400))
    await world.start()
    await world.time.advance(86_000)
    assert len(world.chats.calls) == 1
    await world.time.advance(400)
    assert world.chats.taken["anna"] == ["1"]


async def test_a_clock_that_jumps_neither_hastens_nor_delays_a_retry(world: World) -> None:
    world.chats.trouble["anna"].append(SendFailed("slow down", retry_after=60.0))
    await world.say(("anna", "1"))
    await world.start()
    world.time.set_clock(timedelta(days=3))
    await world.time.advance(59)
    world.time.set_clock(timedelta(days=-6))
    await world.time.advance(2)
    # What was put off for long is read again, with its time of day: a day at most.
    assert world.chats.times("anna")[0] == 0
    assert len(world.chats.calls) == 2


async def test_an_outage_is_waited_out_with_growing_pauses_and_all_comes_in_order(
    world: World,
) -> None:
    users = [f"user{number}" for number in range(20)]
    for user in users:
        world.chats.trouble[user] += [SendFailed("502")] * 8
    await world.say(*((user, text) for text in "123" for user in users))
    await world.start()
    await world.time.advance(600)
    assert all(world.chats.taken[user] == ["1", "2", "3"] for user in users)
    pauses = world.chats.times("user7")
    assert pauses == [0, 1, 3, 7, 15, 31, 63, 127, 255, 255, 255]
    assert world.delivery.counts == {("chat", "retried"): 160, ("chat", "sent"): 60}


async def test_chance_spreads_the_retries_by_up_to_a_quarter(world: World) -> None:
    world.chats.trouble["anna"] += [SendFailed("502")] * 3
    await world.say(("anna", "1"))
    await world.start(chance=lambda: 0.8)
    await world.time.advance(60)
    assert world.chats.times("anna") == [0, 0.8, 2.4, 5.6]


async def test_a_message_that_got_no_answer_is_sent_once_more_and_counted(world: World) -> None:
    world.chats.trouble["anna"].append(SendFailed("no answer", ambiguous=True))
    await world.say(("anna", "1"), ("anna", "2"))
    await world.start()
    await world.time.advance(60)
    assert world.chats.taken["anna"] == ["1", "1", "2"]
    assert world.delivery.counts == {("chat", "ambiguous"): 1, ("chat", "sent"): 2}


async def test_a_message_that_twice_got_no_answer_is_not_sent_a_third_time(world: World) -> None:
    world.chats.trouble["anna"] += [SendFailed("no answer", ambiguous=True)] * 2
    await world.say(("anna", "1"), ("anna", "2"))
    await world.start()
    await world.time.advance(60)
    assert world.chats.taken["anna"] == ["1", "1", "2"]
    assert await world.left_over() == [("anna", "1", "failed")]


async def test_other_failures_between_do_not_make_a_third_copy(world: World) -> None:
    lost = SendFailed("no answer", ambiguous=True)
    world.chats.trouble["anna"] += [lost, SendFailed("502"), lost]
    await world.say(("anna", "1"))
    await world.start()
    await world.time.advance(600)
    assert world.chats.taken["anna"] == ["1", "1"]


def in_three_parts(world: World, *lost: int) -> list[int]:
    """Let anna's next message have three parts, and these get no answer; return what arrives."""
    arrived: list[int] = []
    silent = list(lost)

    async def send(taken: int = 0) -> str | None:
        for part in range(taken, 3):
            arrived.append(part)
            if part in silent:
                silent.remove(part)
                begun = Begun(part, partial(send, part)) if part else None
                raise SendFailed("no answer", ambiguous=True, begun=begun)
        return None

    world.chats.send = lambda account, reply: send()  # type: ignore[method-assign]
    return arrived


@pytest.mark.parametrize(
    ("lost", "arrived", "state"),
    [
        ((1,), [0, 1, 1, 2], None),
        ((0, 1, 2), [0, 0, 1, 1, 2, 2], None),
        ((0, 1, 1), [0, 0, 1, 1], "failed"),
    ],
)
async def test_each_part_of_a_long_message_that_got_no_answer_is_sent_once_more(
    world: World, lost: tuple[int, ...], arrived: list[int], state: str | None
) -> None:
    parts = in_three_parts(world, *lost)
    await world.say(("anna", "1"))
    await world.start()
    await world.time.advance(60)
    assert parts == arrived
    assert [row[2] for row in await world.left_over()] == ([state] if state else [])


async def test_a_long_message_that_was_given_up_is_sent_again_from_its_beginning(
    world: World,
) -> None:
    parts = in_three_parts(world, 1, 1)
    await world.say(("anna", "1"))
    await world.start()
    await world.time.advance(60)
    await world.store.store.retry_message(1)  # type: ignore[attr-defined]
    parts.clear()
    await world.start()
    await world.time.advance(60)
    assert parts == [0, 1, 2]


async def test_the_same_words_said_twice_are_both_sent_from_their_beginning(world: World) -> None:
    parts = in_three_parts(world, 1, 1)
    await world.say(("anna", "1"), ("anna", "1"))
    await world.start()
    await world.time.advance(60)
    assert parts == [0, 1, 1, 0, 1, 2]


async def test_the_rest_of_a_message_that_was_taken_back_is_not_sent_for_another(
    world: World,
) -> None:
    taken: list[str] = []

    async def rest() -> str | None:
        taken.append("the rest of the first")
        return None

    error = SendFailed("slow down", retry_after=60.0, begun=Begun(1, rest))
    world.chats.trouble["anna"].append(error)
    await world.say(("anna", "1"), ("anna", "2"))
    await world.start()
    await world.time.advance(30)
    await world.store.store.drop_message(1)  # type: ignore[attr-defined]
    await world.time.advance(60)
    assert taken == []
    assert world.chats.taken["anna"] == ["2"]


async def tried(world: World, times: int) -> None:
    """Write down that the first message was tried so often in vain."""
    failure = NotSent(1, "502", world.time.now())
    await world.store.mark(Marks(not_sent=[failure] * times))


@pytest.mark.parametrize("error", [SendFailed("400", permanent=True), SendFailed("502")])
async def test_a_message_that_failed_for_good_stays_visible_and_the_next_one_goes_out(
    world: World, error: SendFailed
) -> None:
    world.chats.trouble["anna"] += [error] * (1 if error.permanent else 3)
    await world.say(("anna", "1"), ("anna", "2"))
    await tried(world, 0 if error.permanent else TRIES - 3)
    await world.start()
    await world.time.advance(1000)
    assert world.chats.taken["anna"] == ["2"]
    assert await world.left_over() == [("anna", "1", "failed")]
    assert world.delivery.counts["chat", "permanent"] == 1


async def test_a_platform_that_always_names_a_time_is_given_up_one_day(world: World) -> None:
    world.chats.trouble["anna"] += [SendFailed("slow down", retry_after=600.0)] * 9
    await world.say(("anna", "1"))
    await tried(world, 2 * TRIES)
    await world.start()
    await world.time.advance(1000)
    assert len(world.chats.calls) == 2  # not on the day on which it was said
    world.time.set_clock(timedelta(days=1))
    await world.time.advance(1000)
    assert len(world.chats.calls) == 3
    assert await world.left_over() == [("anna", "1", "failed")]


async def test_a_broken_sender_is_given_up_soon_and_its_words_are_not_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.chats.trouble["anna"] += [ZeroDivisionError("anna wrote 'secret'")] * 4
    await world.say(("anna", "1"), ("anna", "2"))
    await world.start()
    await world.time.advance(60)
    assert world.chats.taken["anna"] == ["2"]
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in caplog.text


async def test_the_words_of_an_error_may_hold_any_characters(world: World) -> None:
    world.chats.trouble["anna"].append(SendFailed("odd \ud800 \0 words", permanent=True))
    await world.say(("anna", "1"), ("anna", "2"))
    await world.start()
    await world.time.settled()
    assert world.chats.taken["anna"] == ["2"]


async def test_a_chat_that_moved_gets_the_message_under_its_new_id(world: World) -> None:
    world.chats.trouble["-5"].append(SendFailed("moved", moved_to="-1005"))
    await world.say(("-5", "1"), ("-5", "2"))
    await world.start()
    await world.time.advance(60)
    assert world.chats.taken == {"-1005": ["1", "2"]}
    await world.say(("-1005", "3"))
    await world.time.settled()
    assert world.chats.taken == {"-1005": ["1", "2", "3"]}


async def test_a_chat_that_moved_to_one_that_is_known_gets_all_in_order(world: World) -> None:
    world.chats.trouble["-5"].append(SendFailed("moved", moved_to="-1005"))
    world.chats.trouble["-1005"].append(SendFailed("502"))
    await world.say(("-5", "1"), ("-1005", "2"), ("-5", "3"), ("-1005", "4"))
    await world.start()
    await world.time.advance(60)
    assert world.chats.taken == {"-1005": ["1", "2", "3", "4"]}


@pytest.mark.parametrize("seconds", [float("nan"), -5.0, float("inf"), 1e300])
async def test_a_time_that_makes_no_sense_is_made_one_that_does(
    world: World, seconds: float
) -> None:
    world.chats.trouble["anna"].append(SendFailed("slow down", retry_after=seconds))
    await world.say(("anna", "1"))
    await world.start()
    await world.time.advance(2)
    assert world.chats.times("anna") == ([0, 1] if not seconds > 1 else [0])
    await world.start()
    world.time.set_clock(timedelta(days=1))
    await world.start()
    assert world.chats.taken["anna"] == ["1"]


async def test_a_sender_that_is_cancelled_from_within_is_asked_again(world: World) -> None:
    send = world.chats.send

    async def cancelled(account: Account, reply: Reply) -> str | None:
        world.chats.send = send  # type: ignore[method-assign]
        raise asyncio.CancelledError

    world.chats.send = cancelled  # type: ignore[method-assign]
    await world.say(("anna", "1"), ("anna", "2"))
    await world.start()
    await world.time.advance(10)
    assert world.chats.taken["anna"] == ["1", "2"]


async def test_a_mark_that_the_store_refuses_holds_up_no_other(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    mark = world.store.mark

    async def refusing(marks: Marks) -> None:
        if 1 in marks.sent:
            raise StoreRefused("no")
        await mark(marks)

    world.store.mark = refusing  # type: ignore[method-assign]
    await world.say(("anna", "1"), ("ben", "1"), ("anna", "2"), ("ben", "2"))
    await world.start()
    assert world.chats.taken == {"anna": ["1", "2"], "ben": ["1", "2"]}
    assert await world.left_over() == [("anna", "1", "waiting")]
    assert "of message 1 nothing can be written" in caplog.text
