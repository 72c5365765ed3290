"""`tutorbot run` with settings that are not right: told at once, by name, with exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.tutorbot import LESSONS, tutorbot

TOKEN = "123456:AA-the_whole_token"  # noqa: S105


def test_with_nothing_configured_it_says_what_to_set(tmp_path: Path) -> None:
    ran = tutorbot("run", "--database", f"sqlite:///{tmp_path}/a.db", "--content", str(LESSONS))
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err.splitlines()
    assert "TELEGRAM_BOT_TOKEN" in line
    assert "tutorbot chat" in line
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({"TELEGRAM_BOT_TOKEN": "s3cret"}, ["TELEGRAM_BOT_TOKEN"]),
        (
            {"TUTORBOT_HTTP_PORT": "s3cret", "TELEGRAM_WEBHOOK_URL": "http://s3cret.example.org"},
            ["TUTORBOT_HTTP_PORT", "TELEGRAM_WEBHOOK_URL"],
        ),
        (
            {"TELEGRAM_WEBHOOK_URL": "https://s3cret.example.org/telegram/webhook"},
            ["TELEGRAM_WEBHOOK_SECRET"],
        ),
        ({"TUTORBOT_HTTP_PROT": "s3cret"}, ["TUTORBOT_HTTP_PROT"]),
    ],
)
def test_wrong_settings_are_told_by_name(environment: dict[str, str], names: list[str]) -> None:
    ran = tutorbot("run", env={"TELEGRAM_BOT_TOKEN": TOKEN, **environment})
    assert (ran.code, ran.out) == (2, "")
    assert [line.split(":")[0].split()[0] for line in ran.err.splitlines()] == names
    assert "s3cret" not in ran.err
    assert TOKEN not in ran.err


@pytest.mark.parametrize("host", ["no-such-host.invalid", "203.0.113.7"])
def test_an_address_that_is_not_of_this_machine_is_told(host: str, tmp_path: Path) -> None:
    env = {"TELEGRAM_BOT_TOKEN": TOKEN, "TUTORBOT_HTTP_HOST": host}
    ran = tutorbot(
        *("run", "--database", f"sqlite:///{tmp_path}/a.db", "--content", str(LESSONS)), env=env
    )
    assert ran.code == 2
    (line,) = ran.err.splitlines()
    assert "TUTORBOT_HTTP_HOST" in line
    assert list(tmp_path.iterdir()) == []


def test_content_that_cannot_be_taught_from_ends_with_1(tmp_path: Path) -> None:
    arguments = ("--content", f"{tmp_path}/none", "--database", f"sqlite:///{tmp_path}/a.db")
    ran = tutorbot("run", *arguments, env={"TELEGRAM_BOT_TOKEN": TOKEN})
    assert ran.code == 1
    assert f"{tmp_path}/none:1:1: error " in ran.err
