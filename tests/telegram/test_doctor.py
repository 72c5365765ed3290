"""`tutorbot doctor`: what it finds, and that it changes nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.sql import open_store
from adapters.sql.checkup import check_database
from adapters.telegram.checkup import check_telegram
from adapters.telegram.updates import ALLOWED
from bot.clock import machine_time
from bot.findings import Finding
from bot.settings import Settings
from bot.variables import Secret
from tests.cli.tutorbot import LESSONS, tutorbot
from tests.telegram.desk import TOKEN, Desk, Refusal, desk
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.process import bot

HOOK = "https://bot.example.org/telegram/webhook"
ME = {"id": 99, "username": "tutor_bot"}


def settings(desk: Desk, url: str | None = None) -> Settings:
    return Settings(
        telegram_token=Secret(TOKEN), telegram_api_url=desk.url, telegram_webhook_url=url
    )


async def found(info: object, url: str | None = None, me: object = ME) -> list[Finding]:
    """Return the findings where Telegram says this of the bot and its webhook."""
    async with desk() as (server, _):
        server.will("getMe", me)
        server.will("getWebhookInfo", info)
        findings = await check_telegram(settings(server, url), machine_time)
    assert all(TOKEN not in str(finding) for finding in findings)
    return findings


def states(findings: list[Finding]) -> list[str]:
    return [finding.state for finding in findings]


async def test_all_is_well_with_polling_and_with_a_webhook() -> None:
    assert states(await found({"url": ""})) == ["ok", "ok", "ok"]
    info = {"url": HOOK, "allowed_updates": ALLOWED, "pending_update_count": 3}
    assert states(await found(info, HOOK)) == ["ok", "ok", "ok"]


async def test_without_a_token_there_is_a_warning_and_no_call() -> None:
    (finding,) = await check_telegram(Settings(), machine_time)
    assert finding.state == "warning"
    assert "TELEGRAM_BOT_TOKEN" in str(finding)


@pytest.mark.parametrize(
    ("info", "url", "state", "words"),
    [
        ({"url": "https://other.org/secret"}, None, "problem", "tutorbot run --force"),
        ({"url": "https://other.org/secret"}, HOOK, "problem", "tutorbot run --force"),
        ({"url": ""}, HOOK, "warning", "not set yet"),
        ({"url": HOOK, "allowed_updates": ["message"]}, HOOK, "warning", "other updates"),
        ({"url": "", "pending_update_count": 5000}, None, "warning", "5000 updates wait"),
    ],
)
async def test_a_webhook_that_is_not_as_set_is_found(
    info: object, url: str | None, state: str, words: str
) -> None:
    (finding,) = [f for f in await found(info, url) if f.state != "ok"]
    assert finding.state == state
    assert words in str(finding)
    assert "secret" not in str(finding)


async def test_an_update_that_could_not_be_brought_lately_is_told_with_telegrams_words() -> None:
    now = int(machine_time().timestamp())
    info = {"url": HOOK, "allowed_updates": ALLOWED, "last_error_message": "Wrong\nresponse: 403"}
    late = await found({**info, "last_error_date": now - 60}, HOOK)
    assert "Wrong response: 403" in str(late[2])
    assert states(late) == ["ok", "ok", "warning", "ok"]
    assert states(await found({**info, "last_error_date": now - 86400}, HOOK)) == ["ok"] * 3


async def test_a_path_that_is_not_ours_is_pointed_out() -> None:
    url = "https://bot.example.org/hook"
    findings = await found({"url": url, "allowed_updates": ALLOWED}, url)
    assert states(findings) == ["ok", "ok", "warning", "ok"]


@pytest.mark.parametrize("status", [401, 404])
async def test_a_wrong_token_is_a_problem_with_its_remedy(status: int) -> None:
    (finding,) = await found({}, me=Refusal(status, "Unauthorized"))
    assert finding.state == "problem"
    assert "BotFather" in str(finding)


async def test_a_telegram_that_is_not_reached_is_a_problem() -> None:
    async with desk() as (server, _):
        gone = settings(server)
    (finding,) = await check_telegram(gone, machine_time)
    assert finding.state == "problem"
    assert "TELEGRAM_API_URL" in str(finding)


@pytest.mark.parametrize(("minutes", "state"), [(0, "ok"), (5, "warning"), (-5, "warning")])
async def test_a_clock_that_is_off_by_more_than_a_minute_is_told(minutes: int, state: str) -> None:
    async with desk() as (server, _):
        server.will("getMe", ME)
        server.will("getWebhookInfo", {"url": ""})
        off = timedelta(minutes=minutes)
        findings = await check_telegram(settings(server), lambda: machine_time() + off)
    assert (findings[-1].area, findings[-1].state) == ("clock", state)


async def made(path: Path) -> str:
    url = f"sqlite:///{path}"
    await (await open_store(url, now=machine_time())).close()
    return url


async def test_a_sound_database_is_told_with_its_versions(tmp_path: Path) -> None:
    (finding,) = await check_database(await made(tmp_path / "a.db"))
    assert finding.state == "ok"
    assert sqlite3.sqlite_version in finding.message


async def test_a_database_that_is_not_there_yet_is_no_problem_where_it_can_be_made(
    tmp_path: Path,
) -> None:
    assert states(await check_database(f"sqlite:///{tmp_path}/new/a.db")) == ["ok"]
    assert states(await check_database("sqlite:////dev/null/a.db")) == ["problem"]
    assert not (tmp_path / "new").exists()


async def test_files_that_others_can_read_are_told(tmp_path: Path) -> None:
    url = await made(tmp_path / "a.db")
    (tmp_path / "a.db").chmod(0o644)
    _, finding = await check_database(url)
    assert finding.state == "warning"
    assert f"chmod 600 {tmp_path}/a.db" in str(finding)


async def test_a_damaged_a_foreign_and_an_impossible_database_are_problems(tmp_path: Path) -> None:
    url = await made(tmp_path / "a.db")
    page = (tmp_path / "a.db").read_bytes()
    (tmp_path / "a.db").write_bytes(page[:8192] + b"\xff" * 20_000 + page[28_192:])
    with closing(sqlite3.connect(tmp_path / "b.db")) as other:
        other.execute("CREATE TABLE t (x)")
    for bad in (url, f"sqlite:///{tmp_path}/b.db", "sqlite://", "postgresql://me:s3cret@host/x"):
        (finding,) = await check_database(bad)
        assert finding.state == "problem"
        assert "s3cret" not in str(finding)


async def doctor(fake: FakeTelegram, folder: Path, *options: str) -> tuple[int, str]:
    """Run the command with these settings; return its exit code and what it printed."""
    env = {
        "TELEGRAM_BOT_TOKEN": fake.token,
        "TELEGRAM_API_URL": fake.url,
        "TUTORBOT_DATABASE_URL": f"sqlite:///{folder}/tutorbot.db",
        "TUTORBOT_CONTENT": str(LESSONS),
    }
    ran = await asyncio.to_thread(tutorbot, "doctor", *options, env=env)
    assert ran.err == ""
    assert fake.token not in ran.out
    return ran.code, ran.out


async def test_beside_a_running_program_it_finds_all_well_and_changes_nothing(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    async with bot(fake, tmp_path) as running:
        await running.ready()
        fake.user(1).starts()
        await fake.user(1).until(lambda seen: any(message.buttons for message in seen))
        before = (tmp_path / "tutorbot.db").read_bytes()
        code, out = await doctor(fake, tmp_path)
        assert (tmp_path / "tutorbot.db").read_bytes() == before
        assert await running.stop() == 0
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines()] == [
        ["ok", area]
        for area in ("settings", "content", "database", "telegram", "telegram", "clock")
    ]
    assert not fake.ledger.of("setWebhook", "deleteWebhook")


async def test_a_problem_ends_with_1_and_stands_in_the_json(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    fake.world.updates.url = "https://elsewhere.example.org/hook"
    code, out = await doctor(fake, tmp_path, "--json")
    assert code == 1
    assert '"ok":false' in out
    assert '"state":"problem"' in out
    assert "tutorbot run --force" in out


def test_wrong_settings_end_with_2() -> None:
    ran = tutorbot("doctor", env={"TELEGRAM_BOT_TOKEN": "s3cret"})
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("TELEGRAM_BOT_TOKEN: ")
    assert "s3cret" not in ran.err


def test_content_that_cannot_be_taught_from_is_a_problem(tmp_path: Path) -> None:
    ran = tutorbot(
        *("doctor", "--content", f"{tmp_path}/none", "--database", f"sqlite:///{tmp_path}/a.db")
    )
    assert ran.code == 1
    assert "tutorbot check" in ran.out
