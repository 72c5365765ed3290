"""Settings: read once from the environment at start, then passed down, never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from bot import shipped, variables
from bot.variables import Secret

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
LogFormat = Literal["text", "json"]

PREFIX = "TUTORBOT_"

TELEGRAM_API = f"https://{variables.TELEGRAM}"

SLACK_API = "https://slack.com/api/"

WEBHOOK_PORTS = (443, 80, 88, 8443)
"""The ports that Telegram's own servers call."""


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
    http_host: str = "127.0.0.1"
    http_port: int = 8080
    keep_reflections: int | None = None
    keep_inactive: int = 730
    telegram_token: Secret | None = None
    telegram_api_url: str = TELEGRAM_API
    telegram_webhook_url: str | None = None
    telegram_webhook_secret: Secret | None = None
    slack_token: Secret | None = None
    slack_app_token: Secret | None = None
    slack_signing_secret: Secret | None = None
    slack_api_url: str = SLACK_API
    slack_client_id: str | None = None
    slack_client_secret: Secret | None = None
    secret_key: Secret | None = None
    manager_sharing: bool = True

    @property
    def serves_slack(self) -> bool:
        """Whether there is a workspace on Slack to teach in, or can be one."""
        return self.slack_token is not None or self.slack_client_id is not None


class Setting(msgspec.Struct, frozen=True):
    """One variable: the field it fills, how it is shown when unset, its help, how it is read.

    `parse` raises ValueError with what is allowed. A `secret` may come from a file too: its name
    stands in the variable with `_FILE` at the end.
    """

    field: str
    default: str
    help: str
    parse: Callable[[str], object] = str
    secret: bool = False


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
        variables.level,
    ),
    "TUTORBOT_LOG_FORMAT": Setting(
        "log_format",
        "text",
        "How log lines look: text for people, json for programs.",
        variables.log_format,
    ),
    "TUTORBOT_HTTP_HOST": Setting(
        "http_host",
        "127.0.0.1",
        "The address that `tutorbot run` listens on, for health checks and webhooks.",
        variables.host,
    ),
    "TUTORBOT_HTTP_PORT": Setting(
        "http_port",
        "8080",
        "The port that `tutorbot run` listens on. 0: one that is free.",
        variables.port,
    ),
    "TUTORBOT_MANAGER_SHARING": Setting(
        "manager_sharing",
        "on",
        "on: people may form teams and send answers to managers. off: nobody can, and no summary.",
        variables.on_or_off,
    ),
    "TUTORBOT_KEEP_REFLECTIONS_DAYS": Setting(
        "keep_reflections",
        "",
        "How many days what learners wrote in their own words is kept. Empty: as long as they are.",
        variables.days,
    ),
    "TUTORBOT_KEEP_INACTIVE_DAYS": Setting(
        "keep_inactive",
        "730",
        "After how many days without a word a learner is erased, with all answers. 0: never.",
        variables.days_or_never,
    ),
    "TELEGRAM_BOT_TOKEN": Setting(
        "telegram_token",
        "",
        "The token that BotFather gave. Secret; TELEGRAM_BOT_TOKEN_FILE names a file instead.",
        variables.bot_token,
        secret=True,
    ),
    "TELEGRAM_API_URL": Setting(
        "telegram_api_url",
        TELEGRAM_API,
        "The Bot API server: Telegram's own, or a local one such as http://127.0.0.1:8081.",
        variables.api_url,
    ),
    "TELEGRAM_WEBHOOK_URL": Setting(
        "telegram_webhook_url",
        "",
        "Where Telegram finds /telegram/webhook of this program. Empty: the program asks.",
        variables.webhook_url,
    ),
    "TELEGRAM_WEBHOOK_SECRET": Setting(
        "telegram_webhook_secret",
        "",
        "Proves that an update comes from Telegram. Secret; or TELEGRAM_WEBHOOK_SECRET_FILE.",
        variables.webhook_secret,
        secret=True,
    ),
    "SLACK_BOT_TOKEN": Setting(
        "slack_token",
        "",
        "The app's token for one workspace, xoxb-... Secret; or SLACK_BOT_TOKEN_FILE.",
        variables.slack_token("xoxb-"),
        secret=True,
    ),
    "SLACK_APP_TOKEN": Setting(
        "slack_app_token",
        "",
        "Socket Mode: the app-level token, xapp-... Secret; or SLACK_APP_TOKEN_FILE.",
        variables.slack_token("xapp-"),
        secret=True,
    ),
    "SLACK_SIGNING_SECRET": Setting(
        "slack_signing_secret",
        "",
        "HTTP at /slack/events: proves that Slack calls. Secret; or SLACK_SIGNING_SECRET_FILE.",
        variables.slack_secret,
        secret=True,
    ),
    "SLACK_API_URL": Setting(
        "slack_api_url",
        SLACK_API,
        "The Web API; it ends in a slash.",
        variables.slack_api_url,
    ),
    "SLACK_CLIENT_ID": Setting(
        "slack_client_id",
        "",
        "Several workspaces, which add the app at /slack/install: the app's client id.",
        variables.slack_client_id,
    ),
    "SLACK_CLIENT_SECRET": Setting(
        "slack_client_secret",
        "",
        "The app's client secret, needed with its id. Secret; or SLACK_CLIENT_SECRET_FILE.",
        variables.slack_secret,
        secret=True,
    ),
    "TUTORBOT_SECRET_KEY": Setting(
        "secret_key",
        "",
        "Encrypts stored tokens: 32 bytes as base64url. Secret; or TUTORBOT_SECRET_KEY_FILE.",
        variables.secret_key,
        secret=True,
    ),
}
"""Every variable that the program reads. `.env.example` lists the same; a test compares."""

_COMES = "Without, nothing that learners do comes here."
_WHERE = "Without, there is no workspace to teach in."
_STORED = "The tokens of workspaces are stored with it."

SLACK_NEEDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("SLACK_BOT_TOKEN", ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"), _COMES),
    ("SLACK_CLIENT_ID", ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"), _COMES),
    ("SLACK_APP_TOKEN", ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID"), _WHERE),
    ("SLACK_SIGNING_SECRET", ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID"), _WHERE),
    ("SLACK_CLIENT_ID", ("SLACK_CLIENT_SECRET",), "Slack gives both."),
    ("SLACK_CLIENT_SECRET", ("SLACK_CLIENT_ID",), "Slack gives both."),
    ("SLACK_CLIENT_ID", ("TUTORBOT_SECRET_KEY",), _STORED),
)
"""A variable, those of which it needs one, and why."""

FILES: Mapping[str, str] = {f"{name}_FILE": name for name in SETTINGS if SETTINGS[name].secret}
"""The variables that name a secret's file, and what the secret is for."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings that these variables give; an empty variable counts as not set.

    Raises SettingsError with all problems at once.
    """
    problems = [_unknown(name) for name in environment if _is_unknown(name)]
    values: dict[str, object] = {}
    for name, setting in SETTINGS.items():
        try:
            value = _value(name, setting, environment)
        except ValueError as error:
            problems.append(f"{error}.")
        else:
            if value is not None:
                values[setting.field] = value
    settings = msgspec.structs.replace(Settings(), **values)
    problems += _clashes(settings, told=problems)
    if problems:
        raise SettingsError(problems)
    return settings


def _value(name: str, setting: Setting, environment: Mapping[str, str]) -> object:
    """Return what a variable, or the file it names, stands for; None when it is not set."""
    text = environment.get(name, "").strip()
    in_file = f"{name}_FILE"
    file = environment.get(in_file, "").strip() if setting.secret else ""
    if text and file:
        raise ValueError(f"{name}: it is set, and {in_file} too. Unset one of them")
    try:
        if file:
            text = variables.from_file(file)
        return setting.parse(text) if text else None
    except ValueError as error:
        raise ValueError(f"{in_file if file else name}: {error}") from None


def _clashes(settings: Settings, told: list[str]) -> list[str]:
    """Return what is wrong with settings that are each right by themselves."""
    return [*_telegram_clashes(settings, told), *_slack_clashes(settings, told)]


def _slack_clashes(settings: Settings, told: list[str]) -> list[str]:
    wrong = frozenset(problem.partition(":")[0].removesuffix("_FILE") for problem in told)
    by = {
        "SLACK_BOT_TOKEN": settings.slack_token,
        "SLACK_APP_TOKEN": settings.slack_app_token,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
        "SLACK_CLIENT_ID": settings.slack_client_id,
        "SLACK_CLIENT_SECRET": settings.slack_client_secret,
        "TUTORBOT_SECRET_KEY": settings.secret_key,
    }
    there = frozenset(name for name, value in by.items() if value is not None) | wrong
    return [
        f"{' or '.join(needed)}: it must be set, for {name} is. {why}"
        for name, needed, why in SLACK_NEEDS
        if name in there and there.isdisjoint(needed)
    ]


def _telegram_clashes(settings: Settings, told: list[str]) -> list[str]:
    url, problems = settings.telegram_webhook_url, []
    if url is None:
        return []
    needed = {
        "TELEGRAM_BOT_TOKEN": settings.telegram_token,
        "TELEGRAM_WEBHOOK_SECRET": settings.telegram_webhook_secret,
    }
    for name, value in needed.items():
        if value is None and not any(problem.startswith(name) for problem in told):
            problems.append(f"{name}: it must be set, for TELEGRAM_WEBHOOK_URL is.")
    if settings.telegram_api_url == TELEGRAM_API and not _telegram_calls(url):
        allowed = ", ".join(map(str, WEBHOOK_PORTS))
        problems.append(
            f"TELEGRAM_WEBHOOK_URL: Telegram calls only https:// on the ports {allowed}."
        )
    return problems


def _telegram_calls(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" and (parts.port or 443) in WEBHOOK_PORTS


def _is_unknown(name: str) -> bool:
    return name.startswith(PREFIX) and name not in SETTINGS and name not in FILES


def _unknown(name: str) -> str:
    near = get_close_matches(name, (*SETTINGS, *FILES), n=1, cutoff=0)[0]
    return f"{name} is not a setting. Did you mean {near}? If not, unset it."
