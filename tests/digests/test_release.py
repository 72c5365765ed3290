"""Answers without a name count in batches of five that never change."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from dialogues.digests.release import LASTS, due
from dialogues.digests.sending import Gathered
from dialogues.digests.tally import Tally
from tests.checklists.runs import IDS
from tests.digests.sent import MONDAY, NOW, folded, released, sending, team

MIXED = {"K1": "YYNNU", "K2": "YYYYN", "K8": "NNNNN"}


def test_fewer_than_five_anonymous_people_are_not_enough() -> None:
    for people in range(1, 5):
        columns = {q: letters[:people] for q, letters in MIXED.items()}
        assert folded(team(columns, named=False)) is None


def test_five_anonymous_people_are_counted_but_not_where_they_nearly_agree() -> None:
    found = folded(team(MIXED, named=False))
    assert found
    assert found.anonymous == 5
    assert [(i.question, i.tally) for i in found.items] == [("K1", Tally(yes=2, no=2, unknown=1))]
    assert found.withheld == ("Privacy measures", "Output check")


def test_answers_of_this_week_wait_for_its_end() -> None:
    gathered = Gathered(tuple(team(MIXED, named=False)))
    assert due(gathered, MONDAY + timedelta(days=6, hours=23)) == ()
    assert len(due(gathered, MONDAY + timedelta(days=7))) == 1


def test_those_left_over_wait_until_they_are_five() -> None:
    first = team(MIXED, named=False)
    later = [
        sending(9 + n, {"K1": "N"}, named=False, at=MONDAY + timedelta(days=8)) for n in range(4)
    ]
    gathered = released(Gathered(tuple(first)), MONDAY + timedelta(days=7))
    gathered = msgspec.structs.replace(gathered, sendings=(*gathered.sendings, *later))
    assert due(gathered, NOW) == ()


def test_a_batch_that_one_person_withdraws_from_counts_no_more_for_anybody() -> None:
    gathered = released(Gathered(tuple(team(MIXED, named=False))), NOW)
    rest = msgspec.structs.replace(gathered, sendings=gathered.sendings[1:])
    assert folded(rest.sendings) is None
    assert due(rest, NOW) == ()


def test_nobody_is_in_two_batches_about_a_tool_at_once() -> None:
    gathered = released(Gathered(tuple(team(MIXED, named=False))), MONDAY + timedelta(days=7))
    again = [
        sending(n, dict.fromkeys(IDS, "N"), named=False, at=MONDAY + timedelta(days=8))
        for n in range(5)
    ]
    both = msgspec.structs.replace(gathered, sendings=(*gathered.sendings, *again))
    assert due(both, NOW) == ()
    assert len(due(both, MONDAY + timedelta(days=7) + LASTS)) == 1


def test_names_and_no_names_are_counted_together_in_words_of_their_own() -> None:
    found = folded([*team(MIXED, named=False), *team({"K1": "N"}, first=10)])
    assert found
    assert (found.named, found.anonymous) == (1, 5)
    assert found.items[0].tally == Tally(yes=2, no=3, unknown=1)
