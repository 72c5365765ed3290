"""`tutorbot run` as a process: how it starts, tells its health, and ends."""

from __future__ import annotations

import asyncio
import signal
import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic

import aiohttp
import pytest

from adapters.telegram.updates import ALLOWED
from tests.telegram.fake.faults import Fault
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.process import RUN, SECRET, Bot, Mode, bot

FORCED = (*RUN, "--force")
ELSEWHERE = "https://elsewhere.example.org/hook/s3cret-path"
MODES: tuple[Mode, ...] = ("polling", "webhook")


async def get(url: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status


async def until(running: Bot, path: str, status: int) -> None:
    """Return when the process answers so; it tells nobody by itself."""
    async with asyncio.timeout(30):
        while await _status(running, path) != status:
            assert running.process.returncode is None, running.log
            await asyncio.sleep(0.05)


async def _status(running: Bot, path: str) -> int | None:
    try:
        return await get(f"{running.url}{path}")
    except aiohttp.ClientConnectionError:
        return None


@pytest.mark.parametrize("mode", MODES)
async def test_it_starts_says_what_started_and_stops_in_good_order(
    mode: Mode, fake: FakeTelegram, tmp_path: Path
) -> None:
    async with bot(fake, tmp_path, mode) as running:
        await running.ready()
        assert await get(f"{running.url}/livez") == 200
        fake.user(1).starts()
        await fake.user(1).until(bool)
        start = monotonic()
        assert await running.stop() == 0
        assert monotonic() - start < 8
        lines = running.log.splitlines()
    assert len(lines) == 3
    assert "HTTP: listening at 127.0.0.1" in lines[0]
    assert "Telegram: @strict_test_bot" in lines[1]
    assert "stopped in good order" in lines[2]
    assert fake.token not in running.log
    assert SECRET not in running.log
    with closing(sqlite3.connect(tmp_path / "tutorbot.db")) as database:
        assert database.execute("SELECT clean FROM process").fetchone() == (1,)


async def test_the_webhook_is_set_with_secret_kinds_and_nothing_dropped(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    fake.user(1).starts()  # before the program runs
    async with bot(fake, tmp_path, "webhook") as running:
        await running.ready()
        await fake.user(1).until(bool)
        (call,) = fake.ledger.of("setWebhook")
        assert call.payload == {
            "url": f"{running.url}/telegram/webhook",
            "secret_token": SECRET,
            "allowed_updates": list(ALLOWED),
            "max_connections": 40,
            "drop_pending_updates": False,
        }
        assert await running.stop() == 0
    assert fake.world.updates.url  # Telegram goes on keeping what is said


@pytest.mark.parametrize("mode", MODES)
async def test_a_webhook_of_another_program_stops_the_start_and_is_left_alone(
    mode: Mode, fake: FakeTelegram, tmp_path: Path
) -> None:
    fake.world.updates.url = ELSEWHERE
    async with bot(fake, tmp_path, mode) as running:
        assert await running.ended() == 1
    (line,) = [line for line in running.log.splitlines() if "elsewhere.example.org" in line]
    assert "tutorbot run --force" in line
    assert "s3cret-path" not in running.log
    assert "Traceback" not in running.log
    assert fake.world.updates.url == ELSEWHERE
    assert not fake.ledger.of("setWebhook", "deleteWebhook")


@pytest.mark.parametrize("mode", MODES)
async def test_with_force_the_updates_are_taken_over(
    mode: Mode, fake: FakeTelegram, tmp_path: Path
) -> None:
    fake.world.updates.url = ELSEWHERE
    async with bot(fake, tmp_path, mode, command=FORCED) as running:
        await running.ready()
        fake.user(1).starts()
        await fake.user(1).until(bool)
    assert fake.world.updates.url != ELSEWHERE


async def test_a_token_that_telegram_does_not_know_ends_the_start_with_what_to_do(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    async with bot(fake, tmp_path, TELEGRAM_BOT_TOKEN="1:wrong") as running:  # noqa: S106
        assert await running.ended() == 1
    assert "TELEGRAM_BOT_TOKEN" in running.log.splitlines()[-1]
    assert "1:wrong" not in running.log
    assert len(fake.ledger.calls) == 1


async def test_a_token_that_is_taken_back_ends_the_program_and_what_waits_stays(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    async with bot(fake, tmp_path) as running:
        await running.ready()
        fake.faults.add(Fault(status=401, times=None))
        fake.user(1).starts()
        assert await running.ended() == 1
    assert "TELEGRAM_BOT_TOKEN" in running.log.splitlines()[-1]
    assert fake.token not in running.log
    fake.faults.clear()
    async with bot(fake, tmp_path) as running:
        await fake.user(1).until(bool)


async def test_it_waits_for_telegram_and_tells_that_it_is_not_ready(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    away = fake.faults.add(Fault(status=502, times=None))
    async with bot(fake, tmp_path) as running:
        await until(running, "/livez", 200)
        assert await get(f"{running.url}/readyz") == 503
        fake.faults.remove(away)
        await running.ready()
        assert await running.stop() == 0


async def test_a_store_that_cannot_be_written_is_told_and_accepts_nothing(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    async with bot(fake, tmp_path) as running:
        await running.ready()
        with closing(sqlite3.connect(tmp_path / "tutorbot.db")) as other:
            other.execute("BEGIN EXCLUSIVE")
            fake.user(1).starts()
            await until(running, "/readyz", 503)
            assert await get(f"{running.url}/livez") == 200
            assert fake.ledger.accepted == []
            other.rollback()
        await fake.user(1).until(bool)
        await running.ready()


async def test_a_message_on_its_way_arrives_before_the_end_and_comes_once(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    async with bot(fake, tmp_path) as running:
        await running.ready()
        fake.faults.add(Fault(method="sendMessage", late=1.0))
        fake.user(1).starts()
        await fake.ledger.wait(lambda: bool(fake.ledger.sent()))  # taken, not answered yet
        assert await running.stop() == 0
    first = fake.ledger.sent()[0].payload["text"]
    async with bot(fake, tmp_path) as running:
        await fake.user(1).until(lambda seen: bool(seen[-1].buttons))
    assert [call.payload["text"] for call in fake.ledger.sent()].count(first) == 1


async def test_a_silent_telegram_does_not_hold_up_the_end(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    never = asyncio.Event()
    async with bot(fake, tmp_path) as running:
        await running.ready()
        fake.faults.add(Fault(method="sendMessage", until=never))
        fake.user(1).starts()
        await fake.ledger.wait(lambda: bool(fake.ledger.sent()))
        start = monotonic()
        assert await running.stop() == 0
        assert monotonic() - start < 8
    never.set()


async def test_told_twice_it_ends_at_once(fake: FakeTelegram, tmp_path: Path) -> None:
    never = asyncio.Event()
    async with bot(fake, tmp_path) as running:
        await running.ready()
        fake.faults.add(Fault(method="sendMessage", until=never))
        fake.user(1).starts()
        await fake.ledger.wait(lambda: bool(fake.ledger.sent()))
        running.process.send_signal(signal.SIGINT)
        await asyncio.sleep(0.5)  # signals of one kind that come at once are one
        start = monotonic()
        running.process.send_signal(signal.SIGINT)
        assert await running.ended() == 130
        assert monotonic() - start < 2
    never.set()


async def test_a_port_that_is_taken_is_told_before_anything_starts(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        async with bot(fake, tmp_path, port=other.getsockname()[1]) as running:
            assert await running.ended() == 2
    (line,) = running.log.splitlines()
    assert "TUTORBOT_HTTP_PORT" in line
    assert fake.ledger.calls == []
    assert not (tmp_path / "tutorbot.db").exists()


async def test_a_second_program_on_the_same_database_is_refused(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    async with bot(fake, tmp_path) as running:
        await running.ready()
        async with bot(fake, tmp_path) as second:
            assert await second.ended() == 2
        assert "another tutorbot process" in running.log
        assert await running.stop() == 0
