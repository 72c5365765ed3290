"""Between two runs, what opened and what closed is told; nothing else has changed."""

from __future__ import annotations

from hypothesis import given

from dialogues.checklists.answers import Answer, Run
from dialogues.checklists.changes import changes, changes_in_words
from dialogues.checklists.summary import points_of
from dialogues.phrases import Phrases
from tests.checklists.runs import SHIPPED, TODAY, run, runs

BEFORE = run({"K1": Answer.NO, "K12": Answer.PARTLY, "K13": Answer.YES, "K3": Answer.UNKNOWN})
AFTER = run(
    {
        "K1": Answer.UNKNOWN,
        "K12": Answer.YES,
        "K13": Answer.NO,
        "K3": Answer.DOES_NOT_APPLY,
        "K8": Answer.NO,
        "K2": None,
    }
)


def test_what_opened_and_what_closed_is_told_in_words(phrases: Phrases) -> None:
    said = changes_in_words(changes(SHIPPED, BEFORE, AFTER), TODAY, phrases)
    assert said == (
        "Changed since 22 Nov 2026: opened: Data contract; closed: Transparency, Smallest model."
    )


def test_what_was_not_asked_before_has_not_opened() -> None:
    found = changes(SHIPPED, BEFORE, AFTER)
    assert "K8" not in {p.question for p in (*found.opened, *found.closed)}


def test_no_change_is_said_so(phrases: Phrases) -> None:
    said = changes_in_words(changes(SHIPPED, BEFORE, BEFORE), TODAY, phrases)
    assert said == "Nothing opened or closed since 22 Nov 2026."


@given(runs())
def test_nothing_changes_between_a_run_and_itself(run: Run) -> None:
    found = changes(SHIPPED, run, run)
    assert (found.opened, found.closed) == ((), ())


@given(runs(), runs())
def test_turned_round_what_opened_has_closed(before: Run, after: Run) -> None:
    there, back = changes(SHIPPED, before, after), changes(SHIPPED, after, before)
    assert [p.question for p in there.opened] == [p.question for p in back.closed]
    assert [p.question for p in there.closed] == [p.question for p in back.opened]


@given(runs(), runs())
def test_what_opened_is_open_now_and_what_closed_is_not(before: Run, after: Run) -> None:
    found = changes(SHIPPED, before, after)
    now = {p.question: p for p in points_of(SHIPPED, after)}
    assert all(now[p.question].next for p in found.opened)
    assert all(now[p.question].answer and not now[p.question].next for p in found.closed)
