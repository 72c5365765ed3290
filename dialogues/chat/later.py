"""Later: when to be reminded, once."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Call, Chosen, Close, Heard, Opened, Remind, Scene

REMINDER = "reminder"
"""The name of the one timer that a learner has."""

DELAYS = {
    "in_an_hour": timedelta(hours=1),
    "in_three_hours": timedelta(hours=3),
    "tomorrow": timedelta(days=1),
    "in_a_week": timedelta(days=7),
}
"""The choices, and how long each is. A learner's own time is kept: see `due`."""

NIGHT = time(21)
MORNING = time(8)


def open(scene: Scene) -> Opened:
    """Ask when to remind."""
    words = scene.phrases.later
    night = f" {words.night}" if _zone(scene) else ""
    labels = scene.phrases.button
    choices = (
        Choice("in_an_hour", labels.in_an_hour),
        Choice("in_three_hours", labels.in_three_hours),
        Choice("tomorrow", labels.tomorrow),
        Choice("in_a_week", labels.in_a_week),
        Choice("none", labels.no_reminder),
        Choice("close", labels.back_to_place),
    )
    return Opened((Reply(words.ask + night, choices),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Set the one reminder, or none, and let the learner go."""
    match answer:
        case Chosen("close"):
            return Heard(Close())
        case Chosen("none"):
            return Heard(Call("away"), timers=(Remind(REMINDER, None),))
        case Chosen(choice) if choice in DELAYS:
            when = due(scene.now, DELAYS[choice], _zone(scene))
            slots: dict[str, str | int] = {"when": choice, "zone": scene.view.zone or ""}
            if when != scene.now + DELAYS[choice]:
                slots["night"] = 1
            away = Call("away", slots)
            return Heard(away, timers=(Remind(REMINDER, when),))
        case _:
            return None


def due(now: datetime, delay: timedelta, zone: ZoneInfo | None) -> datetime:
    """Return when to write: after the delay, and never between 21:00 and 8:00 in the zone.

    Without a known zone the delay stands as it is: the learner is awake now, and so tomorrow.
    """
    if zone is None:
        return (now + delay).astimezone(UTC)
    local = (now + delay).astimezone(zone)
    if local.time() >= NIGHT:
        local = datetime.combine(local.date() + timedelta(days=1), MORNING, zone)
    elif local.time() < MORNING:
        local = datetime.combine(local.date(), MORNING, zone)
    return local.astimezone(UTC)


def _zone(scene: Scene) -> ZoneInfo | None:
    return zone_named(scene.view.zone)


def zone_named(name: str | None) -> ZoneInfo | None:
    """Return the time zone of this name, if there is such a one."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):  # a platform may send a name we do not know
        return None
