"""Settings: what the environment may say, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import shipped
from bot.settings import SETTINGS, Settings, SettingsError, read_settings
from bot.variables import Secret

TOKEN = "123456:AA-the_whole_token"  # noqa: S105
HOOK = "https://bot.example.org/telegram/webhook"

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read_settings({"HOME": "/root"}) == Settings()
    assert (shipped.CONTENT / "phrases.yaml").is_file()


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_settings(dict.fromkeys(SETTINGS, " ")) == Settings()


EVERY = {
    "TUTORBOT_DATABASE_URL": "sqlite:///a.db",
    "TUTORBOT_CONTENT": "lessons",
    "TUTORBOT_LOG_LEVEL": "debug",
    "TUTORBOT_LOG_FORMAT": "JSON",
    "TUTORBOT_MANAGER_SHARING": "Off",
    "TUTORBOT_HTTP_HOST": "::1",
    "TUTORBOT_HTTP_PORT": "0",
    "TUTORBOT_KEEP_REFLECTIONS_DAYS": "90",
    "TUTORBOT_KEEP_INACTIVE_DAYS": "365",
    "TELEGRAM_BOT_TOKEN": TOKEN,
    "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
    "TELEGRAM_WEBHOOK_URL": HOOK,
    "TELEGRAM_WEBHOOK_SECRET": "s3cret",
    "SLACK_BOT_TOKEN": "xoxb-1-s3cret",
    "SLACK_APP_TOKEN": "xapp-1-s3cret",
    "SLACK_SIGNING_SECRET": "s3cret",
    "SLACK_API_URL": "http://127.0.0.1:3911/api",
    "SLACK_CLIENT_ID": "12.34",
    "SLACK_CLIENT_SECRET": "s3cret",
    "TUTORBOT_SECRET_KEY": "A" * 43,
}


def test_every_variable_fills_its_field() -> None:
    assert EVERY.keys() == SETTINGS.keys()
    assert read_settings(EVERY) == Settings(
        "sqlite:///a.db",
        Path("lessons"),
        "DEBUG",
        "json",
        "::1",
        0,
        90,
        365,
        Secret(TOKEN),
        "http://127.0.0.1:8081",
        HOOK,
        Secret("s3cret"),
        Secret("xoxb-1-s3cret"),
        Secret("xapp-1-s3cret"),
        Secret("s3cret"),
        "http://127.0.0.1:3911/api/",
        "12.34",
        Secret("s3cret"),
        Secret("A" * 43 + "="),
        manager_sharing=False,
    )


def test_a_secret_is_not_shown_with_its_settings() -> None:
    shown = f"{read_settings(EVERY)!r} {read_settings(EVERY)}"
    assert TOKEN not in shown
    assert "s3cret" not in shown


def test_every_secret_may_come_from_a_file(tmp_path: Path) -> None:
    secrets = {name for name, setting in SETTINGS.items() if setting.secret}
    assert secrets == {
        "TELEGRAM_BOT_TOKEN",
        "TELEGRAM_WEBHOOK_SECRET",
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "SLACK_CLIENT_SECRET",
        "TUTORBOT_SECRET_KEY",
    }
    given = dict(EVERY)
    for name in secrets:
        file = tmp_path / name
        file.write_text(f"\n {given.pop(name)} \n")
        given[f"{name}_FILE"] = str(file)
    assert read_settings(given) == read_settings(EVERY)


def test_a_secrets_file_that_is_not_one_is_told_without_its_name(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text(" \n")
    (tmp_path / "large").write_text("1:" + "x" * 5000)
    (tmp_path / "bytes").write_bytes(b"1:\xff")
    (tmp_path / "wrong").write_text("no token at all")
    for name in ("empty", "large", "bytes", "wrong", "absent", "no/folder", "nul\0", ""):
        (problem,) = problems(TELEGRAM_BOT_TOKEN_FILE=f"{tmp_path}/{name}")
        assert problem.startswith("TELEGRAM_BOT_TOKEN_FILE: ")
        assert str(tmp_path) not in problem


def test_a_secret_and_its_file_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN)
    (problem,) = problems(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_BOT_TOKEN_FILE=f"{tmp_path}/token")
    assert problem.startswith("TELEGRAM_BOT_TOKEN: ")


def problems(**environment: str) -> list[str]:
    """Return what is wrong with these variables; no value is in it."""
    with pytest.raises(SettingsError) as caught:
        read_settings(environment)
    found = caught.value.problems
    for value in environment.values():
        if value.strip():
            assert all(value not in problem for problem in found)
    return found


WRONG = {
    "TUTORBOT_HTTP_HOST": ["http://x", "a b", "127.0.0.1/8", "x" * 300, "[::1]"],
    "TUTORBOT_HTTP_PORT": [
        "http",
        "-1",
        "65536",
        "8080.0",
        "1e3",
        "99999999999999",
        "\u0663",
        "+80",
    ],
    "TUTORBOT_LOG_LEVEL": ["LOUD", "TRACE"],
    "TUTORBOT_LOG_FORMAT": ["xml"],
    "TUTORBOT_MANAGER_SHARING": ["no", "0"],
    "TELEGRAM_BOT_TOKEN": [
        "bot",
        "1234",
        "1234:",
        ":abc",
        "12a:abc",
        "1:a b",
        "<token>",
        "1:\u00e4",
    ],
    "TELEGRAM_API_URL": [
        *("api.telegram.org", "ftp://api.telegram.org", "https://:443", "https:///x", "//x"),
        *("http://api.telegram.org", "http://example.org", "https://me:pw@example.org"),
        *("https://example.org/#x", "https://example.org/?x=1", "https://exa mple.org"),
        *("https://example.org:0", "https://example.org:99999", "https://example.org:x"),
        *("https://ex\u00e4mple.org", "https://[::1", "javascript:alert(1)", "file:///etc/passwd"),
    ],
    "TELEGRAM_WEBHOOK_URL": [
        *("mine.example.org", "http://bot.example.org/x", "https://api.telegram.org/x"),
        *("https://me:pw@example.org", "ftp://example.org", "https://:443"),
        *("https://bot.example.org:8080/x", "http://127.0.0.1:9000/x", "https://example.org/#x"),
    ],
    "TELEGRAM_WEBHOOK_SECRET": ["a b", "a.b", "a" * 257, "p\u00e4ss", "a/b", "a:b"],
    "SLACK_BOT_TOKEN": ["xoxp-1-a", "xapp-1-a", "xoxb-1 a", "xoxb-\u00e4", "bot"],
    "SLACK_APP_TOKEN": ["xoxb-1-a", "a-token", "xapp-1/a"],
    "SLACK_SIGNING_SECRET": ["a b", "a" * 257, "p\u00e4ss"],
    "SLACK_API_URL": ["slack.com/api/", "http://slack.com/api/", "https://slack.com/api/?x=1"],
    "SLACK_CLIENT_ID": ["a b", "1/2"],
    "SLACK_CLIENT_SECRET": ["a b"],
    "TUTORBOT_SECRET_KEY": ["short", "A" * 42, "A" * 44, "+" * 43, "a b" * 15],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_a_wrong_value_is_refused_by_its_variables_name(name: str, value: str) -> None:
    others = {"TELEGRAM_WEBHOOK_SECRET": "x", "TELEGRAM_BOT_TOKEN": TOKEN}
    needed = others if name == "TELEGRAM_WEBHOOK_URL" else {}
    if name.startswith("SLACK_"):
        needed = {n: v for n, v in EVERY.items() if n.startswith("SLACK_") and n != name}
        needed["TUTORBOT_SECRET_KEY"] = EVERY["TUTORBOT_SECRET_KEY"]
    with pytest.raises(SettingsError) as caught:
        read_settings({**needed, name: value})
    (problem,) = caught.value.problems
    assert problem.startswith(f"{name}: ")
    assert value not in problem


GOOD = {
    "TUTORBOT_HTTP_HOST": ["0.0.0.0", "localhost", "::", "my-host_1.example.org"],  # noqa: S104
    "TUTORBOT_HTTP_PORT": ["1", "65535", "08080"],
    "TELEGRAM_API_URL": [
        *("https://api.telegram.org", "https://proxy.example.org/telegram/"),
        *("http://localhost:8081", "http://[::1]:8081", "http://10.0.0.7:8081"),
        *("http://bot-api:8081", "http://192.168.1.2"),
    ],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in GOOD.items() for value in values]
)
def test_a_right_value_is_taken(name: str, value: str) -> None:
    read_settings({name: value})


def test_a_webhook_needs_a_token_and_a_secret() -> None:
    assert [problem.split(":")[0] for problem in problems(TELEGRAM_WEBHOOK_URL=HOOK)] == [
        "TELEGRAM_BOT_TOKEN",
        "TELEGRAM_WEBHOOK_SECRET",
    ]
    found = problems(TELEGRAM_WEBHOOK_URL=HOOK, TELEGRAM_BOT_TOKEN="wrong")  # noqa: S106
    assert len(found) == 2  # a token that is wrong is not told twice


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (("SLACK_BOT_TOKEN",), ["SLACK_APP_TOKEN or SLACK_SIGNING_SECRET"]),
        (("SLACK_APP_TOKEN",), ["SLACK_BOT_TOKEN or SLACK_CLIENT_ID"]),
        (("SLACK_SIGNING_SECRET",), ["SLACK_BOT_TOKEN or SLACK_CLIENT_ID"]),
        (
            ("SLACK_CLIENT_ID", "SLACK_APP_TOKEN"),
            ["SLACK_CLIENT_SECRET", "TUTORBOT_SECRET_KEY"],
        ),
        (("SLACK_CLIENT_SECRET",), ["SLACK_CLIENT_ID"]),
        (("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"), []),
        (("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"), []),
        (("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"), []),
    ],
)
def test_settings_of_slack_that_cannot_work_are_refused(
    given: tuple[str, ...], missing: list[str]
) -> None:
    environment = {name: EVERY[name] for name in given}
    if not missing:
        assert read_settings(environment).serves_slack
        return
    with pytest.raises(SettingsError) as caught:
        read_settings(environment)
    assert [problem.partition(":")[0] for problem in caught.value.problems] == missing


def test_a_webhook_of_a_local_server_may_be_anywhere_near() -> None:
    near = {**EVERY, "TELEGRAM_WEBHOOK_URL": "http://127.0.0.1:9000/telegram/webhook"}
    assert read_settings(near).telegram_webhook_url == near["TELEGRAM_WEBHOOK_URL"]


def test_all_problems_are_told_at_once_and_no_value_is_shown() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(
            {
                "TUTORBOT_LOG_LEVEL": "s3cret",
                "TUTORBOT_LOG_FORMAT": "s3cret",
                "TUTORBOT_DATABSE_URL": "s3cret",
            }
        )
    assert caught.value.problems == [
        "TUTORBOT_DATABSE_URL is not a setting. Did you mean TUTORBOT_DATABASE_URL? "
        "If not, unset it.",
        "TUTORBOT_LOG_LEVEL: it must be one of DEBUG, INFO, WARNING, ERROR.",
        "TUTORBOT_LOG_FORMAT: it must be one of text, json.",
    ]
    assert "s3cret" not in str(caught.value)


def test_the_example_file_lists_every_setting_with_its_help_and_default() -> None:
    blocks = EXAMPLE.read_text().strip().split("\n\n")[1:]
    expected = [f"# {s.help}\n{name}={s.default}" for name, s in SETTINGS.items()]
    assert blocks == expected


def test_the_defaults_in_the_example_are_the_defaults_of_the_program() -> None:
    assert read_settings({name: s.default for name, s in SETTINGS.items()}) == Settings()
