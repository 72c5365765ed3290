"""The platforms' limits are kept: in each chat, and over all chats."""

from __future__ import annotations

from bisect import bisect_left

from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.service import PACE as TELEGRAM
from bot.pace import Bucket, Pace, Rate
from dialogues.reply import Choice, Image, Reply, Settled
from tests.delivery.conftest import World

PACE = {"chat": Pace(chat=Rate(1.0, burst=3), whole=Rate(30.0, burst=5))}


async def test_a_chat_gets_a_small_burst_and_then_one_message_a_second(world: World) -> None:
    await world.say(*(("anna", str(number)) for number in range(6)))
    await world.start(paces=PACE)
    await world.time.advance(10)
    assert world.chats.times("anna") == [0, 0, 0, 1, 2, 3]


async def test_the_burst_comes_back_with_rest_also_after_the_chat_was_empty(world: World) -> None:
    await world.start(paces=PACE)
    for number in range(5):  # every second one: that is the pace, the burst stays untouched
        await world.say(("anna", str(number)))
        await world.time.advance(1)
    await world.say(*(("anna", "more") for _ in range(4)))
    await world.time.advance(10)
    assert world.chats.times("anna") == [0, 1, 2, 3, 4, 5, 5, 5, 6]


async def test_every_part_of_a_long_message_counts(world: World) -> None:
    pace = Pace(chat=Rate(1.0, burst=3), whole=Rate(30.0, burst=5), text=100, caption=40)
    picture = Reply("y" * 50, image=Image("tiny/lantern.svg", "A lamp.", "A lamp", "A lamp."))
    await world.say(("anna", "x" * 501), ("anna", picture), *(("anna", "s") for _ in range(3)))
    await world.start(paces={"chat": pace})
    await world.time.advance(20)
    assert world.chats.times("anna") == [0, 4, 6, 7, 8]


async def test_all_chats_together_keep_to_the_overall_pace(world: World) -> None:
    await world.say(*((f"user{number}", "hello") for number in range(300)))
    await world.start(paces=PACE)
    await world.time.advance(20)
    times = sorted(call.at for call in world.chats.calls)
    assert len(times) == 300
    assert all(later - first >= 1 - 1e-6 for first, later in zip(times, times[35:], strict=False))
    assert times[-1] - times[0] < 300 / 30


async def test_who_has_waited_longest_goes_first(world: World) -> None:
    await world.say(*(("anna", str(number)) for number in range(50)))
    await world.say(*((f"user{number}", "hello") for number in range(100)))
    await world.start(paces=PACE)
    await world.time.advance(5)
    assert [round(at) for at in world.chats.times("anna")] == [0, 0, 0, 1, 2, 3, 4, 5]
    others = [call.user for call in world.chats.calls if call.user != "anna"]
    assert others == [f"user{number}" for number in range(100)]


async def test_no_second_has_more_than_thirty_calls_also_when_each_message_settles_another(
    world: World,
) -> None:
    users = [f"user{number}" for number in range(150)]
    await world.start(paces={"chat": TELEGRAM})
    for prompt in (1, 2, 3):
        settles = Settled(prompt - 1, "words") if prompt > 1 else None
        question = Reply("why?", (Choice("a", "A"),), prompt, settles=settles)
        await world.say(*((user, question) for user in users))
        await world.time.advance(20)
    times = sorted(call.at for call in [*world.chats.calls, *world.chats.settled])
    assert len(times) == len(users) * (1 + 2 + 2)
    most = max(bisect_left(times, at + 1 - 1e-9) - number for number, at in enumerate(times))
    assert most <= 30


@given(st.floats(0.1, 100), st.integers(1, 50), st.lists(st.floats(0, 5), min_size=1, max_size=200))
def test_no_stretch_of_time_has_more_calls_than_the_rate_and_one_burst(
    per_second: float, burst: int, rests: list[float]
) -> None:
    bucket, now, calls = Bucket(Rate(per_second, burst)), 0.0, list[float]()
    for rest in rests:
        now = max(now + rest, bucket.free_at())
        bucket.take(now)
        calls.append(now)
    for first in range(0, len(calls), 7):
        for last in range(first, len(calls)):
            seconds = calls[last] - calls[first]
            assert last - first + 1 <= burst + per_second * seconds + 1e-6
