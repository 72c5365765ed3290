"""What is remembered of the answers, besides the conversation."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dialogues.input import Input, Pressed, Said
from dialogues.record import (
    AnswerShown,
    Guessed,
    QuizAnswered,
    Record,
    Reflected,
    SectionReached,
)
from dialogues.state import Outcome, Progress, fresh
from tests.engine.talks import TO_THE_CHECK, after, course, say

TINY = course()


def recorded(*inputs: str | Input) -> list[Record]:
    """Return all records of a new learner after these inputs."""
    conversation, records = fresh(), list[Record]()
    for input in inputs:
        turn = say(TINY, conversation, input)
        conversation = turn.conversation
        records += turn.records
    return records


def progress(*inputs: str | Input) -> Progress:
    return after(TINY, inputs).lessons["TINY"]


def answered(choice: str, attempt: int, *, hinted: bool = False) -> QuizAnswered:
    right = choice == "lens"
    return QuizAnswered("TINY", "c.far", choice, right, attempt, hinted, 1, "r1")


SHOWN = AnswerShown("TINY", "c.far", 1, "r1")


@pytest.mark.parametrize(
    ("inputs", "records"),
    [
        (["b"], [answered("lens", 1)]),
        (["a", "again", "b"], [answered("lamp", 1), answered("lens", 2)]),
        (["a", "b"], [answered("lamp", 1), answered("lens", 2)]),
        (["a", "c"], [answered("lamp", 1), answered("dark", 2), SHOWN]),
        (["a", "show me"], [answered("lamp", 1), SHOWN]),
        (["hint", "b"], [answered("lens", 1, hinted=True)]),
        (["a", "hint", "b"], [answered("lamp", 1), answered("lens", 2, hinted=True)]),
        (["z", "", Pressed("show"), Pressed("lens", 1)], []),
    ],
    ids=str,
)
def test_every_answer_to_a_check_is_recorded_with_its_attempt(
    inputs: Sequence[str | Input], records: list[Record]
) -> None:
    known = recorded(*TO_THE_CHECK)
    typed = ["Try again" if i == "again" else i for i in inputs]
    assert recorded(*TO_THE_CHECK, *typed)[len(known) :] == records


def test_a_guess_is_recorded_without_a_verdict() -> None:
    assert recorded("hello", "b")[0] == Guessed("TINY", "g.far", "lamp", 1, "r1")


def test_a_reflection_is_recorded_as_it_was_meant_and_a_skipped_one_is_not() -> None:
    to_it = (*TO_THE_CHECK, "b")
    said = Said("  On the pier,\r\nlast\u202e winter\x07  ")
    (kept,) = say(TINY, after(TINY, to_it), said).records
    assert kept == Reflected("TINY", "r.seen", "On the pier,\nlast winter", 1, "r1")
    assert not say(TINY, after(TINY, to_it), "skip").records


def test_a_part_is_recorded_when_it_is_reached_and_when_it_is_done_each_once() -> None:
    to_the_end = ("hello", "a", "next", "next", "b", "skip", "next", "next", "next")
    again = ("menu", Pressed("part.light"), "next", "next", "b", "skip", "next")
    parts = [r for r in recorded(*to_the_end, *again) if isinstance(r, SectionReached)]
    assert [(r.section, r.done) for r in parts] == [
        ("light", False),
        ("light", True),
        ("keeper", False),
        ("keeper", True),
    ]


def test_a_new_run_is_recorded_as_one() -> None:
    again = recorded("hello", "b", "restart", Pressed("restart"), "a")
    guesses = [record for record in again if isinstance(record, Guessed)]
    assert [(record.choice, record.run) for record in guesses] == [("lamp", 1), ("lens", 2)]


BACK = ("/back",)  # from the reflection to the check


def test_right_at_the_first_try_is_what_it_was_when_the_question_was_asked_first() -> None:
    missed = progress(*TO_THE_CHECK, "a", "c", *BACK, "b")
    assert missed.outcomes == {"c.far": Outcome("lens", first_try=False)}
    known = progress(*TO_THE_CHECK, "b", *BACK, "a", "c")
    assert known.outcomes == {"c.far": Outcome("dark", first_try=True)}


def test_who_goes_back_after_a_wrong_answer_has_had_the_first_try() -> None:
    later = progress(*TO_THE_CHECK, "a", "/back", "/back", "continue", "continue", "b")
    assert later.outcomes["c.far"].first_try is False


def test_a_missed_question_leaves_the_review_when_it_is_right_at_once_later() -> None:
    assert progress(*TO_THE_CHECK, "a", "c").review == ("c.far",)
    assert progress(*TO_THE_CHECK, "a", "c", *BACK, "a", "b").review == ("c.far",)
    assert progress(*TO_THE_CHECK, "a", "c", *BACK, "b").review == ()


def test_a_second_wrong_answer_later_is_reviewed_once() -> None:
    assert progress(*TO_THE_CHECK, "a", "c", *BACK, "a", "c").review == ("c.far",)
