"""A digest counts people and never averages them; high risks are open as soon as one says so."""

from __future__ import annotations

from datetime import timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dialogues.checklists.answers import Basis
from dialogues.checklists.model import Severity
from dialogues.checklists.summary import Status
from dialogues.digests.fold import Digest, Item, digest
from dialogues.digests.sending import Gathered, Past, Sending, key_of
from dialogues.digests.tally import Tally, Verdict
from tests.checklists.runs import IDS, SHIPPED
from tests.digests.sent import MOCK_UP, MONDAY, NOW, TOOL, folded, sending, team

LETTERS = st.sampled_from("YPNUD.")
PEOPLE = st.lists(
    st.dictionaries(st.sampled_from(IDS), LETTERS, min_size=1), min_size=1, max_size=9
)


def made(sendings: list[Sending]) -> Digest:
    found = folded(sendings)
    assert found
    return found


def item(found: Digest, question: str) -> Item:
    return next(item for item in found.items if item.question == question)


def test_the_mock_up_of_a_team() -> None:
    found = made(team(MOCK_UP))
    assert found.status is Status.FIX
    assert [i.question for i in found.open] == ["K8", "K1", "K13", "K2", "K11", "K3"]
    assert item(found, "K8").verdicts == (Verdict.SPLIT,)
    assert item(found, "K11").verdicts == (Verdict.GAP,)
    assert item(found, "K12").next is None
    assert (found.named, found.anonymous, found.few) == (6, 0, False)


@given(PEOPLE)
def test_every_answer_is_counted_once_and_none_is_merged(people: list[dict[str, str]]) -> None:
    found = folded([sending(who, answers) for who, answers in enumerate(people)])
    assert found
    for question in IDS:
        letters = [answers.get(question, ".") for answers in people]
        counts = [letters.count(letter) for letter in "YPNUD"]
        there = [i for i in found.items if i.question == question]
        assert [i.tally for i in there] == ([Tally(*counts)] if sum(counts) else [])


@given(PEOPLE)
def test_a_high_question_is_open_as_soon_as_one_says_no_or_does_not_know(
    people: list[dict[str, str]],
) -> None:
    found = made([sending(who, answers) for who, answers in enumerate(people)])
    for one in found.high:
        if one.tally.no or one.tally.unknown:
            assert one in found.open
    fix = any(one.tally.no for one in found.high)
    assert (found.status is Status.FIX) == fix


@given(PEOPLE, st.randoms())
def test_the_order_in_which_people_sent_changes_nothing(
    people: list[dict[str, str]], random: object
) -> None:
    sendings = [sending(who, answers) for who, answers in enumerate(people)]
    shuffled = list(sendings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert made(sendings) == made(shuffled)


def test_the_last_that_a_person_sent_counts() -> None:
    first, last = sending(1, {"K1": "N"}), sending(1, {"K1": "Y"}, at=MONDAY + timedelta(days=1))
    found = made([last, first])
    assert (found.named, item(found, "K1").tally) == (1, Tally(yes=1))


def test_tools_that_differ_in_case_and_spaces_are_one_and_others_are_not() -> None:
    found = made([
        sending(1, {"K1": "N"}),
        sending(2, {"K1": "Y"}, tool="support  CHATBOT "),
        sending(3, {"K1": "Y"}, tool="Translator"),
    ])  # fmt: skip
    assert (found.named, found.tool) == (2, TOOL)


def test_no_words_of_anybody_are_in_a_digest() -> None:
    assert "of 1" not in msgspec.json.encode(made(team(MOCK_UP))).decode()


def test_one_who_says_that_people_are_affected_raises_the_severity_for_all() -> None:
    calm, raised = sending(1, {"K3": "N"}), sending(2, {"K3": "Y"}, touches=("staff",))
    assert item(made([calm]), "K3").severity is Severity.MEDIUM
    assert item(made([calm, raised]), "K3").severity is Severity.HIGH
    assert made([calm, raised]).law


def test_what_a_yes_rests_on_is_counted() -> None:
    people = [sending(who, {"K2": "Y"}, basis=b) for who, b in enumerate((Basis.IMPRESSION,) * 2)]
    assert item(made([*people, sending(3, {"K2": "Y"}, basis=Basis.SEEN)]), "K2").impression == 2


def test_what_opened_and_closed_is_told_without_a_trend() -> None:
    key, yesterday = key_of(TOOL), NOW - timedelta(days=1)
    past = Past(SHIPPED.id, key, yesterday, ("K8", "K12", "K1"), ("K12", "K1"))
    same_day = Past(SHIPPED.id, key, NOW, ("K8",), ())
    found = digest(SHIPPED, key, Gathered(tuple(team(MOCK_UP)), (), (same_day, past)), NOW)
    assert found
    assert found.before == yesterday.date()
    assert (found.opened, found.closed) == (("Output check",), ("Smallest model",))


def test_nothing_sent_is_no_digest() -> None:
    assert folded([]) is None
