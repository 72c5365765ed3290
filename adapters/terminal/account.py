"""Who speaks in a terminal, and in which time zone."""

from __future__ import annotations

import getpass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.account import Account

PLATFORM = "terminal"
MAX_NAME = 64


def learner(name: str) -> Account:
    """Return the account of the learner of this name, edges trimmed.

    Raises ValueError when the name is empty, too long, or holds what cannot be printed.
    """
    trimmed = name.strip()
    if not (1 <= len(trimmed) <= MAX_NAME and trimmed.isprintable()):
        raise ValueError(f"a learner's name has 1 to {MAX_NAME} characters that can be printed")
    return Account(PLATFORM, "local", trimmed)


def login_name() -> str:
    """Return the login name of this machine's user, or "learner" when it has none that fits."""
    try:
        return learner(getpass.getuser()).user
    except (OSError, KeyError, ValueError):  # a container may run as a user without a name
        return "learner"


def local_zone() -> str | None:
    """Return the IANA name of this machine's time zone, or None when it is not known."""
    import tzlocal  # noqa: PLC0415  # asked once, by the chat alone

    try:
        name = tzlocal.get_localzone_name()
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
