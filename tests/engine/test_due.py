"""When a reminder comes: after the delay, and never in the learner's night."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.chat.later import DELAYS, MORNING, NIGHT, REMINDER, due
from dialogues.engine import advance
from dialogues.input import Fired, Pressed
from dialogues.state import fresh
from dialogues.turn import SetTimer, View
from tests.engine.author import PHRASES
from tests.engine.talks import NOON, course, say

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ZONES = ["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "delay", "zone", "when"),
    [
        ("2026-03-02T09:00", HOUR, BERLIN, "2026-03-02T10:00"),
        ("2026-03-02T09:00", DAY, BERLIN, "2026-03-03T09:00"),
        ("2026-03-02T18:59", HOUR, BERLIN, "2026-03-02T19:59"),  # 20:59 in Berlin
        ("2026-03-02T19:00", HOUR, BERLIN, "2026-03-03T07:00"),  # 21:00: the night begins
        ("2026-03-02T23:30", HOUR, BERLIN, "2026-03-03T07:00"),  # after midnight: this morning
        ("2026-03-03T05:59", HOUR, BERLIN, "2026-03-03T07:00"),  # 7:59
        ("2026-03-03T06:00", HOUR, BERLIN, "2026-03-03T07:00"),  # 8:00
        ("2026-03-02T23:30", HOUR, None, "2026-03-03T00:30"),
    ],
)
def test_a_reminder_comes_after_the_delay_or_at_eight_in_the_morning(
    now: str, delay: timedelta, zone: ZoneInfo | None, when: str
) -> None:
    assert due(utc(now), delay, zone) == utc(when)


@pytest.mark.parametrize(
    ("now", "when"),
    [
        ("2026-03-28T21:00", "2026-03-29T06:00"),  # the clock goes forward that night
        ("2026-10-24T21:00", "2026-10-25T07:00"),  # and back
    ],
)
def test_eight_in_the_morning_is_local_time_on_the_day_the_clock_changes(
    now: str, when: str
) -> None:
    assert due(utc(now), HOUR, BERLIN) == utc(when)


@given(
    now=st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    delay=st.sampled_from([*DELAYS.values()]),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
)
def test_no_reminder_comes_early_or_at_night(
    now: datetime, delay: timedelta, zone: ZoneInfo
) -> None:
    when = due(now, delay, zone)
    assert when.tzinfo is UTC
    assert MORNING <= when.astimezone(zone).time() < NIGHT
    assert now + delay <= when <= now + delay + timedelta(hours=12)
    if when != now + delay:
        assert when.astimezone(zone).time() == time(8)


@pytest.mark.parametrize("zone", [None, "Mars/Base", "../etc/localtime", "", "Europe", "\0"])
def test_an_unknown_zone_is_no_trouble_and_no_night_is_promised(zone: str | None) -> None:
    asked = say(course(), fresh(), "hello", "later", view=View(zone))
    assert asked.replies[-1].text == PHRASES.later.ask
    (timer,) = say(course(), asked.conversation, Pressed("in_an_hour"), view=View(zone)).timers
    assert timer == SetTimer("reminder", NOON + HOUR, asked.conversation.prompt + 1)


def test_in_a_known_zone_the_night_is_explained() -> None:
    asked = say(course(), fresh(), "hello", "later", view=View("Europe/Berlin"))
    assert asked.replies[-1].text == f"{PHRASES.later.ask} {PHRASES.later.night}"


def test_a_reminder_whose_time_was_slept_past_into_the_night_waits_for_the_morning() -> None:
    berlin = View("Europe/Berlin")
    away = say(course(), fresh(), "hello", "later", "in an hour", view=berlin).conversation
    night = utc("2026-03-03T02:00")
    turn = advance(course(), away, Fired(REMINDER, away.prompt), view=View(), now=night)
    assert turn.replies == ()
    assert turn.conversation is away
    assert turn.timers == (SetTimer(REMINDER, utc("2026-03-03T07:00"), away.prompt),)
