"""kill -9 of a real `tutorbot run` under load, counted from the Bot API server's own book."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.kills.telegram.faulty import FAULTS
from tests.kills.telegram.left import left
from tests.kills.telegram.siege import PEOPLE, RESERVE, Siege, besiege
from tests.kills.telegram.walk import Walk, walks
from tests.telegram.fake.faults import Fault
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.process import Mode, bot

KILLS = 3


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_kills_lose_no_accepted_update_and_double_none(mode: Mode, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    print(await besiege(mode, KILLS, tmp_path, random.Random(seed)))  # noqa: S311


STOPS = 2


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_stop_amid_work_is_quick_and_loses_and_repeats_nothing(
    mode: Mode, tmp_path: Path
) -> None:
    alone, stopped = tmp_path / "alone", tmp_path / "stopped"
    for folder in (alone, stopped):
        folder.mkdir()
    made = await walks(PEOPLE, 2 * STOPS + RESERVE, alone, random.Random(7))  # noqa: S311
    async with FakeTelegram() as fake:
        siege = Siege(fake, made, stopped, mode)
        chatting = asyncio.create_task(siege.chat())
        for number in range(STOPS):
            assert await siege.live_until_told(0.4 * number) < 8
            assert not chatting.done(), "the people had nothing left to say"
        await siege.live(None)
        await chatting
        assert siege.count(0).repeats == 0
    assert left(stopped / "tutorbot.db") == left(alone / "tutorbot.db")


STEPS = 8
LIVES = 4


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("alone")


@pytest.fixture(scope="module")
def walk(alone: Path) -> Mapping[int, Walk]:
    return asyncio.run(walks(1, STEPS, alone, random.Random(3)))  # noqa: S311


async def _survive(
    fault: str, mode: Mode, walk: Mapping[int, Walk], alone: Path, folder: Path
) -> None:
    """Let a bot die in the middle of its work; assert that nothing came of it."""
    async with FakeTelegram() as fake:
        siege = Siege(fake, walk, folder, mode)
        siege.command = [sys.executable, "-m", "tests.kills.telegram.faulty", fault]
        siege.patience = 60.0 if fault == "none" else 8.0
        chatting = asyncio.create_task(siege.chat())
        try:
            for _ in range(LIVES):
                if await siege.live_until_it_dies():
                    break
            else:
                raise AssertionError("it dies again and again")
            await chatting
        finally:
            chatting.cancel()
            await asyncio.gather(chatting, return_exceptions=True)
        assert siege.killed
        siege.count(0)
    assert left(folder / "tutorbot.db") == left(alone / "tutorbot.db")


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_death_between_the_commit_and_its_receipt_changes_nothing(
    mode: Mode, walk: Mapping[int, Walk], alone: Path, tmp_path: Path
) -> None:
    await _survive("none", mode, walk, alone, tmp_path)


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_in_keeping_or_sending_is_found(
    fault: str, walk: Mapping[int, Walk], alone: Path, tmp_path: Path
) -> None:
    with pytest.raises((AssertionError, TimeoutError)):
        await _survive(fault, "polling", walk, alone, tmp_path)


async def test_a_death_between_sent_and_marked_repeats_one_message(tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        ann, never = fake.user(1001), asyncio.Event()
        async with bot(fake, tmp_path) as running:
            await running.ready()
            fake.faults.add(Fault(method="sendMessage", until=never))
            ann.starts()
            await ann.until(lambda seen: len(seen) == 1)
            await running.kill()
        async with bot(fake, tmp_path):
            await ann.until(lambda seen: bool(seen[-1].buttons))
        first, again, *rest = [message.text for message in ann.sees]
        assert first == again
        assert first not in rest
        assert fake.ledger.findings == []
