"""Settings: read once from the environment at start, then passed down, never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

import msgspec

from bot import shipped

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
LogFormat = Literal["text", "json"]

PREFIX = "TUTORBOT_"


class SettingsError(Exception):
    """The environment is not right. Holds every problem, one a line; never a value."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(msgspec.Struct, frozen=True):
    """What the operator decided. See SETTINGS for what each is."""

    database_url: str = "sqlite:///tutorbot.db"
    content: Path = shipped.CONTENT
    log_level: LogLevel = "WARNING"
    log_format: LogFormat = "text"


class Setting(msgspec.Struct, frozen=True):
    """One variable: the field it fills, how it is shown when unset, its help, how it is read.

    `parse` raises ValueError with what is allowed.
    """

    field: str
    default: str
    help: str
    parse: Callable[[str], object] = str


def _level(text: str) -> str:
    return _one_of(text.upper(), ("DEBUG", "INFO", "WARNING", "ERROR"))


def _format(text: str) -> str:
    return _one_of(text.lower(), ("text", "json"))


def _one_of(word: str, allowed: tuple[str, ...]) -> str:
    if word not in allowed:
        raise ValueError(f"it must be one of {', '.join(allowed)}")
    return word


SETTINGS: Mapping[str, Setting] = {
    "TUTORBOT_DATABASE_URL": Setting(
        "database_url",
        "sqlite:///tutorbot.db",
        "Where everything is kept. The default is a file in the folder the program starts in.",
    ),
    "TUTORBOT_CONTENT": Setting(
        "content",
        "",
        "The folder of lessons. Empty: the content that ships with the program.",
        Path,
    ),
    "TUTORBOT_LOG_LEVEL": Setting(
        "log_level",
        "WARNING",
        "How much is logged to standard error: DEBUG, INFO, WARNING or ERROR.",
        _level,
    ),
    "TUTORBOT_LOG_FORMAT": Setting(
        "log_format",
        "text",
        "How log lines look: text for people, json for programs.",
        _format,
    ),
}
"""Every variable that the program reads. `.env.example` lists the same; a test compares."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings that these variables give; an empty variable counts as not set.

    Raises SettingsError with all problems at once.
    """
    problems = [_unknown(name) for name in environment if _is_unknown(name)]
    values: dict[str, object] = {}
    for name, setting in SETTINGS.items():
        if text := environment.get(name, "").strip():
            try:
                values[setting.field] = setting.parse(text)
            except ValueError as error:
                problems.append(f"{name}: {error}.")
    if problems:
        raise SettingsError(problems)
    return msgspec.structs.replace(Settings(), **values)


def _is_unknown(name: str) -> bool:
    return name.startswith(PREFIX) and name not in SETTINGS


def _unknown(name: str) -> str:
    near = get_close_matches(name, SETTINGS, n=1, cutoff=0)[0]
    return f"{name} is not a setting. Did you mean {near}? If not, unset it."
