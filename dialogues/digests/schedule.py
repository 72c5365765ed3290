"""When a weekly digest comes: on a day and hour of the manager's own time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from dialogues.chat.later import zone_named
from dialogues.text import plain

REGIONS = (
    "Europe",
    "America",
    "Asia",
    "Africa",
    "Australia",
    "Pacific",
    "Atlantic",
    "Indian",
)
"""Where a city is looked for."""

_NAME = re.compile(r"[A-Za-z_+-]{1,20}(/[A-Za-z_+-]{1,25}){0,2}")
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-]) ?(\d{1,2})(?:[:.]?00)?")
_HOUR = re.compile(r"(\d{1,2})(?:[:.]00)? ?(am|pm|a\.m\.|p\.m\.|h|o'clock)?")


class Weekly(msgspec.Struct, frozen=True, gc=False):
    """The day (0 is Monday), the hour, and the time zone by its IANA name."""

    day: int
    hour: int
    zone: str


def following(weekly: Weekly, now: datetime) -> datetime:
    """Return when it is that day and hour next, after now (UTC)."""
    zone = zone_named(weekly.zone) or UTC
    local = now.astimezone(zone)
    ahead = (weekly.day - local.weekday()) % 7
    for days in (ahead, ahead + 7):
        on = local.date() + timedelta(days=days)
        due = datetime.combine(on, time(weekly.hour), zone).astimezone(UTC)
        if due > now:
            return due
    raise AssertionError("a week has seven days")


def hour_of(text: str) -> int | None:
    """Return the full hour that was typed ("9", "9:00", "5 pm"), from 0 to 23, or None."""
    found = _HOUR.fullmatch(plain(text)) if len(text) <= 16 else None
    if found is None:
        return None
    hour, half = int(found[1]), (found[2] or "").replace(".", "")
    if half in {"am", "pm"}:
        return hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else None
    return hour if hour <= 23 else None


def zone_of(text: str) -> str | None:
    """Return the IANA name of what was typed: a city, such a name, or an offset ("UTC+2")."""
    typed = text.strip()
    if len(typed) > 60:
        return None
    said = plain(typed).replace("−", "-")
    if said in {"utc", "gmt"}:
        return "UTC"
    if offset := _OFFSET.fullmatch(said):
        return _fixed(offset[1], int(offset[2]))
    name = "/".join(_titled(part) for part in typed.split("/"))
    candidates = (typed, name) if "/" in typed else (f"{region}/{name}" for region in REGIONS)
    return next((one for one in candidates if _is_zone(one)), None)


def _fixed(sign: str, hours: int) -> str | None:
    """The names of fixed offsets count westward: Etc/GMT-2 is two hours ahead of UTC."""
    name = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"
    return name if isinstance(zone_named(name), ZoneInfo) else None


def _is_zone(name: str) -> bool:
    if not _NAME.fullmatch(name):
        return False
    try:
        return zone_named(name) is not None
    except OSError:  # the name of a folder of zones
        return False


def _titled(part: str) -> str:
    return "_".join(word.capitalize() for word in part.replace("_", " ").split())
