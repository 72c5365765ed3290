"""Of what was on its way to who is erased, nothing more goes out but the last message."""

from __future__ import annotations

from bot.account import Account
from bot.lanes import Lanes
from bot.ports import OutboxRow
from tests.privacy.people import NOW

ANN = Account("chat", "local", "ann")


def rows(*ids: int) -> list[OutboxRow]:
    return [OutboxRow(id, ANN, b"{}", 0, NOW) for id in ids]


def told(lanes: Lanes) -> None:
    """Do as delivery does when it hears that the account was erased."""
    lanes.close(ANN.key)
    lanes.reopen(ANN, 0.0)


def filled() -> Lanes:
    lanes = Lanes({})
    for row in rows(1, 2, 3):
        lanes.add(row, 0.0, NOW)
    return lanes


def test_what_is_held_in_memory_is_dropped_and_read_anew() -> None:
    lanes = filled()
    told(lanes)
    assert lanes.held == 0
    assert lanes.take(0.0) == []
    (lane,) = lanes.hungry.values()
    lanes.refill(lane, rows(9), 0.0, NOW)
    assert [one.rows[0].id for one in lanes.take(0.0)] == [9]


def test_a_message_that_was_about_to_go_is_seen_to_be_outdated() -> None:
    lanes = filled()
    (lane,) = lanes.take(0.0)
    assert not lanes.is_outdated(lane)
    told(lanes)
    assert lanes.is_outdated(lane)
    lanes.done(lane, 0.0)
    assert lanes.held == 0
    assert list(lanes.hungry) == [ANN.key]


def test_after_the_message_in_flight_nothing_of_before_follows() -> None:
    lanes = filled()
    (lane,) = lanes.take(0.0)
    told(lanes)
    lanes.done(lane, 0.0)  # it arrived
    lanes.refill(lanes.hungry[ANN.key], rows(9), 0.0, NOW)
    (lane,) = lanes.take(0.0)
    assert [row.id for row in lane.rows] == [9]
