"""A weekly digest comes at the manager's own hour, also when the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.chat.later import zone_named
from dialogues.digests.schedule import Weekly, following, hour_of, zone_of

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC")


@given(
    st.builds(Weekly, st.integers(0, 6), st.integers(0, 23), st.sampled_from(ZONES)),
    st.integers(0, 24 * 60 * 700).map(lambda minutes: BEGIN + timedelta(minutes=minutes)),
)
def test_the_next_one_is_within_a_week_at_that_day_and_hour(weekly: Weekly, now: datetime) -> None:
    due = following(weekly, now)
    assert now < due <= now + timedelta(days=7, hours=2)
    local = due.astimezone(zone_named(weekly.zone))
    # In the one hour that a clock skips, the next one is taken.
    assert local.weekday() == weekly.day
    assert local.hour in {weekly.hour, weekly.hour + 1}


def test_the_hour_stays_when_the_clocks_change() -> None:
    weekly = Weekly(0, 9, "Europe/Berlin")
    summer = following(weekly, datetime(2026, 10, 19, 12, tzinfo=UTC) - timedelta(days=3))
    winter = following(weekly, datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert (summer.hour, winter.hour) == (7, 8)


@pytest.mark.parametrize(
    ("text", "hour"),
    [("9", 9), ("09:00", 9), ("5 pm", 17), ("12 am", 0), ("17.00", 17), ("24", None),
     ("9:30", None), ("noon", None), ("13 pm", None), ("9" * 99, None)],
)  # fmt: skip
def test_a_typed_hour_is_read(text: str, hour: int | None) -> None:
    assert hour_of(text) == hour


@pytest.mark.parametrize(
    ("text", "zone"),
    [("Berlin", "Europe/Berlin"), ("new york", "America/New_York"), ("UTC+2", "Etc/GMT-2"),
     ("gmt -5", "Etc/GMT+5"), ("Asia/Kolkata", "Asia/Kolkata"), ("utc", "UTC"),
     ("europe", None), ("../../etc/passwd", None), ("Europe/../UTC", None), ("x" * 5000, None),
     ("Atlantis", None), ("UTC+99", None), ("\0", None)],
)  # fmt: skip
def test_a_typed_time_zone_is_read(text: str, zone: str | None) -> None:
    assert zone_of(text) == zone
