"""How the text of a variable is read. Each reader raises ValueError with what is allowed."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import msgspec

TELEGRAM = "api.telegram.org"
"""The host of Telegram's own Bot API."""

LARGEST_SECRET = 4096
"""Bytes of a file that holds a secret; a larger file is something else."""

_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,200}")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SLACK_TOKEN = re.compile(r"[A-Za-z0-9._-]{1,1000}")
_SLACK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SLACK_CLIENT = re.compile(r"[A-Za-z0-9._-]{1,100}")
_BASE64 = re.compile(r"[A-Za-z0-9_-]{43}=?")
_HOST = re.compile(r"[A-Za-z0-9.:_-]{1,253}")


class Secret(msgspec.Struct, frozen=True):
    """Something that is shown nowhere: its own words are not it."""

    value: str

    def __repr__(self) -> str:
        return "Secret()"


def level(text: str) -> str:
    """Return the log level."""
    return _one_of(text.upper(), ("DEBUG", "INFO", "WARNING", "ERROR"))


def log_format(text: str) -> str:
    """Return how log lines look."""
    return _one_of(text.lower(), ("text", "json"))


def on_or_off(text: str) -> bool:
    """Return whether it is on."""
    return _one_of(text.lower(), ("on", "off")) == "on"


def _one_of(word: str, allowed: tuple[str, ...]) -> str:
    if word not in allowed:
        raise ValueError(f"it must be one of {', '.join(allowed)}")
    return word


def host(text: str) -> str:
    """Return the address to listen on."""
    if not _HOST.fullmatch(text):
        raise ValueError("it must be an address or a name, such as 127.0.0.1, with no port")
    return text


def port(text: str) -> int:
    """Return the port to listen on; 0 is one that the system chooses."""
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= 65535):
        raise ValueError("it must be a whole number from 0 to 65535")
    return int(text)


def days(text: str) -> int:
    """Return a number of days."""
    return _days(text, least=1)


def days_or_never(text: str) -> int:
    """Return a number of days; 0 is never."""
    return _days(text, least=0)


def _days(text: str, least: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text[:6]) <= 36500):
        raise ValueError(f"it must be a whole number from {least} to 36500")
    return int(text)


def bot_token(text: str) -> Secret:
    """Return a bot's token."""
    if not _TOKEN.fullmatch(text):
        raise ValueError("it must be the whole token that BotFather gave, digits:letters")
    return Secret(text)


def webhook_secret(text: str) -> Secret:
    """Return what Telegram is to send along with every update."""
    if not _WEBHOOK_SECRET.fullmatch(text):
        raise ValueError("it must be 1 to 256 characters of A-Z, a-z, 0-9, _ and -")
    return Secret(text)


def slack_token(kind: str) -> Callable[[str], Secret]:
    """Return what reads a token of this kind."""

    def read(text: str) -> Secret:
        if not text.startswith(kind) or not _SLACK_TOKEN.fullmatch(text):
            raise ValueError(f"it must be the whole token that Slack shows, {kind}...")
        return Secret(text)

    return read


def slack_secret(text: str) -> Secret:
    """Return a secret of the app."""
    if not _SLACK_SECRET.fullmatch(text):
        raise ValueError("it must be the whole secret that Slack shows, letters and digits")
    return Secret(text)


def slack_client_id(text: str) -> str:
    """Return the app's client id."""
    if not _SLACK_CLIENT.fullmatch(text):
        raise ValueError("it must be the client id that Slack shows, digits.digits")
    return text


def slack_api_url(text: str) -> str:
    """Return the address of the Web API, with a slash at its end: tokens are sent there."""
    return f"{api_url(text)}/"


def secret_key(text: str) -> Secret:
    """Return a key of 32 bytes, as base64url."""
    try:
        whole = len(urlsafe_b64decode(text + "=" * (-len(text) % 4))) == 32
    except ValueError:
        whole = False
    if not whole or not _BASE64.fullmatch(text):
        raise ValueError(
            "it must be 32 bytes as base64url, such as from: openssl rand -base64 32 | tr '+/' '-_'"
        )
    return Secret(text.rstrip("=") + "=")


def api_url(text: str) -> str:
    """Return the address of a Bot API server: the token is sent there."""
    parts = _url(text)
    if parts.query:
        raise ValueError("it must have no ?")
    return text.rstrip("/")


def webhook_url(text: str) -> str:
    """Return the address at which Telegram is to find us."""
    parts = _url(text)
    if parts.hostname == TELEGRAM:
        raise ValueError("it must be the address of this program, not of Telegram")
    return text


def _url(text: str) -> SplitResult:
    example = "it must be an address such as https://bot.example.org"
    try:
        parts = urlsplit(text)
        if not parts.hostname or parts.port == 0 or not text.isascii() or not text.isprintable():
            raise ValueError
    except ValueError:
        raise ValueError(example) from None
    if " " in text or parts.scheme not in ("http", "https"):
        raise ValueError(example)
    if parts.username is not None or parts.fragment:
        raise ValueError("it must have no user name, password or #")
    if parts.scheme == "http" and not is_near(parts.hostname):
        raise ValueError("it must begin with https://, but for this machine and its own network")
    return parts


def is_near(name: str) -> bool:
    """Whether a host is on this machine, or on a network that is not the Internet."""
    try:
        return ip_address(name).is_private
    except ValueError:
        return "." not in name


def from_file(path: str) -> str:
    """Return what a secret's file holds, without the white space around it."""
    try:
        with Path(path).open("rb") as file:
            held = file.read(LARGEST_SECRET + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name is not one of a file"
        raise ValueError(f"this file cannot be read: {why}") from None
    if len(held) > LARGEST_SECRET:
        raise ValueError("this file is too large for one that holds a secret")
    try:
        text = held.decode().strip()
    except UnicodeDecodeError:
        raise ValueError("this file holds something else than text") from None
    if not text:
        raise ValueError("this file is empty")
    return text
