"""5,000 spelled amounts: none is read as another value, and nearly all are understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from dialogues.quantities.durations import read_duration
from dialogues.quantities.reading import Amount, Reading, Unread
from dialogues.quantities.sizes import read_size
from tests.quantities.spellings import Spelling, durations, sizes

UNDERSTOOD = 0.99
"""The least share of the texts with one meaning that is understood."""


@pytest.mark.parametrize(
    ("read", "spelled"),
    [(read_size, [*sizes(3000)]), (read_duration, [*durations(2000)])],
    ids=["sizes", "durations"],
)
def test_no_spelling_is_read_as_another_value_and_nearly_all_are_understood(
    read: Callable[[str], Reading], spelled: Sequence[Spelling]
) -> None:
    missed = []
    for spelling in spelled:
        reading = read(spelling.text)
        if isinstance(reading, Amount):
            assert (reading.value, reading.unit) == (float(spelling.value), spelling.unit), spelling
            assert not spelling.open, spelling
        elif not spelling.open:
            missed.append(spelling.text)
    clear = sum(not spelling.open for spelling in spelled)
    share = 1 - len(missed) / clear
    print(f"{share:.1%} of the {clear} spellings with one meaning are understood")
    assert share >= UNDERSTOOD, missed[:20]


@pytest.mark.parametrize("spelling", [s for s in sizes(3000) if s.open][:50])
def test_what_can_be_read_in_two_ways_is_refused_and_both_are_named(spelling: Spelling) -> None:
    reading = read_size(spelling.text)
    assert isinstance(reading, Unread)
    assert reading.reason == "ambiguous"
    values = [read_size(option) for option in reading.readings]
    assert all(isinstance(value, Amount) for value in values)
    meant = {value.value for value in values if isinstance(value, Amount)}
    assert len(meant) == 2
    assert float(spelling.value) in meant
