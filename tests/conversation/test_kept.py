"""Results that are kept: in the conversation, bounded, and as records for their table."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from dialogues.input import Pressed
from dialogues.record import Calculated
from dialogues.state import MOST_KEPT, Calculation, Conversation, decode, encode, fresh
from dialogues.turn import Turn
from tests.engine.talks import NOON, course, say

COURSE = course()
FIRM = ("hello", "calculate", "b", "scratch", "500 GB of plain text", "3 weeks", "UK")


def kept(*inputs: str) -> Turn:
    return say(COURSE, fresh(), *inputs, Pressed("keep"))


def recorded(turn: Turn) -> Calculated:
    (record,) = turn.records
    assert isinstance(record, Calculated)
    return record


def test_a_kept_result_is_recorded_with_what_was_answered_and_what_came_of_it() -> None:
    record = recorded(kept(*FIRM))
    assert (record.calculator, record.guess, record.goal) == ("training-cost", "medium", "scratch")
    assert (record.data_bytes, record.material, record.hours) == (500 * 10**9, "text", 504)
    assert (record.country, record.tokens, record.uses_per_month) == ("GBR", None, None)
    low, central, high = record.cost_run_low, record.cost_run_central, record.cost_run_high
    assert low
    assert central
    assert high
    assert low < central < high
    assert 8_000 < central < 9_500
    assert record.machines_central == 7
    assert record.revision == COURSE.revision
    assert record.prices


def test_what_does_not_apply_is_empty() -> None:
    record = recorded(kept("hello", "calculate", "a", "ready-made", "300", "I don't know"))
    assert (record.goal, record.uses_per_month, record.country) == ("ready-made", 300, "WORLD")
    assert (record.data_bytes, record.hours, record.machines_central) == (None, None, None)


def test_pages_are_kept_as_bytes_of_text() -> None:
    pages = ("hello", "calculate", "a", "fine-tune", "20,000 pages", "1 week", "UK")
    record = recorded(kept(*pages))
    assert (record.material, record.data_bytes, record.method) == ("text", 40_000_000, "lora")


def test_the_same_result_is_kept_once() -> None:
    turn = kept(*FIRM)
    again = say(COURSE, turn.conversation, Pressed("keep"))
    assert again.records == ()
    assert again.conversation == turn.conversation


def test_the_newest_twenty_are_shown_again() -> None:
    conversation = fresh()
    for number in range(1, MOST_KEPT + 3):
        uses = ("hello", "calculate", "new", "a", "ready-made", f"{number * 1000}", "UK", "keep")
        conversation = say(COURSE, conversation, *uses, "done").conversation
    assert len(conversation.calculations) == MOST_KEPT
    newest = say(COURSE, conversation, "calculate").replies[-1]
    assert f"{(MOST_KEPT + 2) * 1000:,} uses" in newest.choices[1].label
    assert decode(encode(conversation)) == conversation


def test_a_snapshot_from_before_the_calculator_is_read() -> None:
    class Before(msgspec.Struct, omit_defaults=True):
        version: int
        prompt: int = 0

    assert decode(msgspec.json.encode(Before(1, 3))) == Conversation(1, 3)


def test_a_kept_result_is_small() -> None:
    (one,) = kept(*FIRM).conversation.calculations
    assert len(msgspec.json.encode(one)) < 700


def test_a_kept_result_of_words_that_are_gone_can_still_be_shown() -> None:
    slots: dict[str, str | int] = {
        "goal": "dream",
        "data": 5 * 10**9,
        "material": "tablets",
        "minutes": 1440,
        "country": "XXX",
        "chip": "Z9",
    }
    old = Calculation("training-cost", NOON, slots, {"cost_run": (1.0, 2.0, 3.0)}, "2031-01")
    before = Conversation(1, calculations=(old,))
    shown = say(COURSE, before, "hello", "calculate", Pressed("kept.0"))
    assert "January 2031" in shown.replies[-1].text
    taken = say(COURSE, shown.conversation, Pressed("use"))
    assert taken.replies[-1].choices


def test_the_day_of_a_kept_result_is_the_day_it_was_kept() -> None:
    turn = kept(*FIRM)
    (one,) = turn.conversation.calculations
    assert one.at == NOON == datetime(2026, 3, 2, 12, tzinfo=UTC)
    shown = say(COURSE, turn.conversation, "done", "calculate", Pressed("kept.0"))
    assert "Kept on March 2, 2026" in shown.replies[-1].text
