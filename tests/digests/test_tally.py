"""Labels follow from the five counts by the printed rules, and nothing is averaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.digests.tally import Tally, Verdict

TALLIES = st.builds(Tally, *[st.integers(0, 12)] * 5)


@pytest.mark.parametrize(
    ("tally", "verdicts"),
    [
        (Tally(yes=1, partly=1, no=3, unknown=1), (Verdict.SPLIT,)),
        (Tally(no=1, unknown=5), (Verdict.UNCLEAR,)),
        (Tally(no=5, unknown=1), (Verdict.GAP,)),
        (Tally(yes=6), ()),
        (Tally(yes=3, no=1), (Verdict.SPLIT,)),
        (Tally(yes=4, no=1), ()),
        (Tally(yes=1, no=3), (Verdict.SPLIT, Verdict.GAP)),
        (Tally(yes=1, no=1, unknown=2), (Verdict.SPLIT, Verdict.UNCLEAR)),
        (Tally(yes=2, unknown=1), ()),
    ],
)
def test_the_labels_of_counts(tally: Tally, verdicts: tuple[Verdict, ...]) -> None:
    assert tally.verdicts == verdicts


@given(TALLIES)
def test_one_person_is_no_team(tally: Tally) -> None:
    if tally.people < 2:
        assert tally.verdicts == ()


@given(TALLIES)
def test_a_split_needs_both_sides_and_a_quarter_on_the_smaller(tally: Tally) -> None:
    good = tally.yes + tally.partly
    smaller, both = min(good, tally.no), good + tally.no
    assert (Verdict.SPLIT in tally.verdicts) == (smaller > 0 and smaller / both >= 0.25)


@given(TALLIES, TALLIES)
def test_counts_add_up(one: Tally, other: Tally) -> None:
    assert (one + other).people == one.people + other.people
    assert (one + other).open == (one.open or other.open)


@given(TALLIES)
def test_counts_keep_secrets_only_if_nobody_follows_even_for_an_insider(tally: Tally) -> None:
    counts = (tally.yes, tally.partly, tally.no, tally.unknown, tally.does_not_apply)
    if tally.keeps_secrets:
        assert tally.people >= 5
        assert all(tally.people - count >= 2 for count in counts)
