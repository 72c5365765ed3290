"""Asking for updates: nothing is passed by before it is committed, and no trouble is a storm."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.telegram.polling import CONFLICT, FULL, SILENCE, UNKNOWN, Polling
from adapters.telegram.service import DEAF
from bot.ports import PlatformRefused, Receipt, StoreRefused, StoreUnavailable
from dialogues.input import Said
from tests.telegram.desk import Refusal, asking, desk
from tests.telegram.door import Door, Quick, api_of, bot_of, intake_of
from tests.telegram.fake.faults import Fault
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.fake.world import BOT

DOWN = StoreUnavailable("the disk is full")


@asynccontextmanager
async def polling(
    fake: FakeTelegram, door: Door, time: Quick | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    """Poll until the block ends."""
    async with api_of(fake) as api, bot_of(fake) as bot, intake_of(api, door) as intake:
        task = asyncio.create_task(
            Polling(bot, intake, time=time or Quick(), chance=lambda: 0.0).run()
        )
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


def texts(door: Door) -> list[str]:
    return [one.input.text for one in door.taken if isinstance(one.input, Said)]


async def test_an_update_is_not_passed_by_before_it_is_committed(fake: FakeTelegram) -> None:
    door = Door()
    door.open.clear()
    fake.user(1).says("a")
    async with polling(fake, door):
        await door.knocked(1)
        assert fake.ledger.accepted == []
        door.open.set()
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == 1)


async def test_the_updates_of_one_answer_are_handed_in_together_and_in_order(
    fake: FakeTelegram,
) -> None:
    door = Door()
    door.open.clear()
    for number in range(FULL):
        fake.user(1 + number % 3).says(str(number))
    async with polling(fake, door):
        await door.knocked(FULL)  # all of them, while not one is committed
        door.open.set()
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == FULL)
    assert texts(door) == [str(number) for number in range(FULL)]


async def test_what_the_store_does_not_take_comes_again_and_is_not_asked_for_in_a_storm(
    fake: FakeTelegram,
) -> None:
    door, time = Door(), Quick()
    door.answers.extend([DOWN] * 8)
    fake.user(1).says("a")
    async with polling(fake, door, time):
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == 1)
    assert texts(door) == ["a"]
    assert time.rests == [0.5, 1, 2, 4, 8, 16, 30, 30]


async def test_the_updates_before_the_one_that_is_not_taken_are_passed_by(
    fake: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    door = Door()
    ids = [fake.user(user).says("the learner's words") for user in (1, 2, 3)]
    door.answers.extend([Receipt(), DOWN, DOWN])
    async with polling(fake, door):
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == 3)
    assert [one.update for one in fake.ledger.accepted] == ids
    assert [one.account.user for one in door.knocks] == ["1", "2", "3", "2", "3"]
    assert "the disk is full" in caplog.text
    assert "the learner's words" not in caplog.text


async def test_an_update_that_can_never_be_taken_does_not_hold_up_the_others(
    fake: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    door, time = Door(), Quick()
    door.answers.extend([StoreRefused("no such value"), ValueError("the learner's words")])
    for text in ("a", "b", "c"):
        fake.user(1).says(text)
    async with polling(fake, door, time):
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == 3)
    assert texts(door) == ["c"]
    assert time.rests == []
    assert "no such value" in caplog.text
    assert "ValueError" in caplog.text
    assert "the learner's words" not in caplog.text


async def test_a_press_is_answered_before_its_turn_is_committed(fake: FakeTelegram) -> None:
    door, ann = Door(), fake.user(1)
    door.open.clear()
    ann.presses_data("1:a", fake.world.add(ann.chat, BOT, text="A question"))
    async with polling(fake, door):
        await fake.ledger.wait(lambda: bool(fake.ledger.of("answerCallbackQuery")))
        assert fake.ledger.accepted == []
        door.open.set()
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == 1)


@pytest.mark.parametrize("data", ["", "1", "x:y:z", "-1:a", "9" * 30 + ":a", "1:" + "a" * 60])
async def test_a_forged_press_is_answered_and_goes_nowhere(fake: FakeTelegram, data: str) -> None:
    door, ann = Door(), fake.user(1)
    message = fake.world.add(ann.chat, BOT, text="A question")
    ann.presses_data(data, message)
    async with polling(fake, door):
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == 1)
        await fake.ledger.wait(lambda: bool(fake.ledger.of("answerCallbackQuery")))
    assert door.knocks == []
    assert fake.ledger.sent() == []


async def test_a_press_that_is_too_old_to_be_answered_is_taken_all_the_same(
    fake: FakeTelegram,
) -> None:
    door, ann = Door(), fake.user(1)
    message = fake.world.add(ann.chat, BOT, text="Last month")
    ann.presses_data("1:a", message, old=True)
    async with polling(fake, door):
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == 1)
        await fake.ledger.wait(lambda: bool(fake.ledger.of("answerCallbackQuery")))
    assert len(door.taken) == 1


async def test_in_a_group_it_is_said_once_where_the_bot_teaches(fake: FakeTelegram) -> None:
    door, group = Door(), fake.group(-100)
    group.adds_bot(fake.user(1))
    for _ in range(5):
        group.says(fake.user(1), "/start@strict_test_bot")
    async with polling(fake, door):
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == 6)
        await fake.ledger.wait(lambda: bool(group.sees))
    (line,) = group.sees
    assert "t.me/strict_test_bot" in line.text
    assert door.knocks == []


async def test_a_token_that_is_taken_back_ends_it_at_once_with_what_to_do(
    fake: FakeTelegram,
) -> None:
    fake.faults.add(Fault(status=401, times=None))
    async with polling(fake, Door()) as task:
        with pytest.raises(PlatformRefused, match="TELEGRAM_BOT_TOKEN") as caught:
            await task
    assert fake.token not in str(caught.value)
    assert len(fake.ledger.calls) == 1


async def test_a_token_that_is_not_known_there_is_borne_for_a_minute_and_then_ends_it(
    fake: FakeTelegram,
) -> None:
    time = Quick()
    fake.faults.add(Fault(status=404, times=None))
    async with polling(fake, Door(), time) as task:
        with pytest.raises(PlatformRefused, match=r"404.*TELEGRAM_BOT_TOKEN"):
            await task
    assert UNKNOWN < sum(time.rests) <= 2 * UNKNOWN
    assert len(fake.ledger.calls) <= 10


async def test_a_server_that_is_not_there_for_moments_is_forgiven(fake: FakeTelegram) -> None:
    door, time = Door(), Quick()
    ids = []
    async with polling(fake, door, time):
        for number in range(3):  # each of these rows is shorter than a minute, not all together
            fake.faults.add(Fault(status=404, times=6))
            ids.append(fake.user(1).says(str(number)))
            await fake.ledger.wait(lambda: len(fake.ledger.accepted) == len(ids))
    assert sum(time.rests) > UNKNOWN
    assert texts(door) == ["0", "1", "2"]


async def test_another_program_that_asks_too_is_borne_for_a_minute_and_not_in_a_storm(
    fake: FakeTelegram,
) -> None:
    time = Quick()
    fake.faults.add(Fault(status=409, times=None))
    async with polling(fake, Door(), time) as task:
        with pytest.raises(PlatformRefused, match="another program"):
            await task
    assert sum(time.rests) > CONFLICT
    assert sum(time.rests[:-1]) <= CONFLICT
    assert len(fake.ledger.calls) <= 10


async def test_another_program_that_goes_away_is_forgiven(fake: FakeTelegram) -> None:
    door = Door()
    fake.user(1).says("a")
    for _ in range(3):  # each of these rows of conflicts is shorter than a minute
        fake.faults.add(Fault(status=409, times=3))
        fake.faults.add(Fault(status=502, times=6))
    async with polling(fake, door):
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == 1)
    assert texts(door) == ["a"]


async def test_it_asks_ever_more_rarely_while_telegram_is_away_but_twice_a_minute(
    fake: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    time, door = Quick(), Door()
    fake.user(1).says("a")
    fake.faults.add(Fault(method="getUpdates", status=502, times=4))
    fake.faults.add(Fault(method="getUpdates", cut="before", times=4))
    async with polling(fake, door, time):
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == 1)
    assert time.rests == [1, 2, 4, 8, 16, 30, 30, 30]
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    assert fake.token not in caplog.text


async def test_it_asks_again_when_telegram_says(fake: FakeTelegram) -> None:
    time = Quick()
    fake.user(1).says("a")
    fake.faults.add(Fault(method="getUpdates", status=429, retry_after=17))
    async with polling(fake, Door(), time):
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == 1)
    assert time.rests == [17]


def test_a_dead_connection_is_given_up_before_the_health_check_fails() -> None:
    assert SILENCE < DEAF


async def test_an_offset_that_has_done_its_work_is_not_said_again() -> None:
    # After a week without updates their ids may begin anew, and lower.
    old, new = {"update_id": 1000}, {"update_id": 7}
    async with desk() as (server, api), asking(server) as bot, intake_of(api, Door()) as intake:
        server.will("getUpdates", [old], [], [new], [], Refusal(401))
        with pytest.raises(PlatformRefused):
            await Polling(bot, intake, time=Quick()).run()
    assert [call.params.get("offset") for call in server.calls] == [None, 1001, None, 8, None]


@pytest.mark.parametrize("answer", [["x"], [{}], [{"update_id": True}], {"no": "list"}, "x", None])
async def test_answers_of_odd_shape_make_no_storm(answer: object) -> None:
    time = Quick()
    async with desk() as (server, api), asking(server) as bot, intake_of(api, Door()) as intake:
        server.will("getUpdates", *[answer] * 5, Refusal(401))
        with pytest.raises(PlatformRefused):
            await Polling(bot, intake, time=time, chance=lambda: 0.0).run()
    assert len(time.rests) == 5
    assert time.rests[-1] >= 8
