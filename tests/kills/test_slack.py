"""kill -9 of a real `tutorbot run` under load, counted from what Slack was told."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from tests.kills.slack.siege import besiege
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import FakeSlack
from tests.slack.process import Mode, bot
from tests.slack.seen import buttons

KILLS = 2


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_kills_lose_no_acknowledged_input_and_double_none(mode: Mode, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    print(await besiege(mode, KILLS, tmp_path, random.Random(seed)))  # noqa: S311


async def test_a_death_between_sent_and_marked_repeats_one_message_in_each_chat(
    tmp_path: Path,
) -> None:
    async with FakeSlack() as slack:
        people, never = [slack.user(f"U{number}") for number in range(9)], asyncio.Event()
        async with bot(slack, tmp_path, "socket") as running:
            await running.ready()
            slack.faults.add(Fault(method="chat.postMessage", until=never, times=None))
            for person in people:
                assert (await person.opens().over()).taken
            for person in people:
                await person.until(lambda sees: len(sees) == 1)
            await running.kill()
        slack.faults.clear()
        async with bot(slack, tmp_path, "socket"):
            for person in people:
                await person.until(lambda sees: bool(buttons(sees[-1].blocks)))
        for person in people:
            first, again, *rest = [message.text for message in person.sees]
            assert first == again
            assert first not in rest
        assert slack.ledger.findings == []
