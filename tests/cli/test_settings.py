"""Settings: what the environment may say, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import shipped
from bot.settings import SETTINGS, Settings, SettingsError, read_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read_settings({"HOME": "/root"}) == Settings()
    assert (shipped.CONTENT / "phrases.yaml").is_file()


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_settings(dict.fromkeys(SETTINGS, " ")) == Settings()


def test_every_variable_fills_its_field() -> None:
    settings = read_settings(
        {
            "TUTORBOT_DATABASE_URL": "sqlite:///a.db",
            "TUTORBOT_CONTENT": "lessons",
            "TUTORBOT_LOG_LEVEL": "debug",
            "TUTORBOT_LOG_FORMAT": "JSON",
        }
    )
    assert settings == Settings("sqlite:///a.db", Path("lessons"), "DEBUG", "json")


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
