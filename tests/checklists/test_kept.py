"""A conversation keeps few runs, the one in hand complete; nothing that holds is ever lost."""

from __future__ import annotations

from datetime import timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dialogues.checklists.answers import Answer, Answered, Form, Run, current
from dialogues.checklists.context import Context
from dialogues.checklists.conversation.words import LONGEST, LONGEST_TOOL
from dialogues.checklists.kept import MOST_HISTORY, MOST_RUNS, kept, next_number
from dialogues.state import VERSION, Conversation, decode, encode
from tests.checklists.runs import IDS, NOON, SHIPPED, runs


def numbered(number: int) -> Run:
    return Run(SHIPPED.id, number, context=Context(f"Tool {number}"))


@given(st.lists(runs(), max_size=4), runs())
def test_what_holds_in_every_run_is_kept(before: list[Run], last: Run) -> None:
    found: tuple[Run, ...] = ()
    for number, run in enumerate([*before, last], 1):
        found = kept(found, msgspec.structs.replace(run, number=number))
    for run, now in zip([*before, last], found, strict=True):
        assert current(SHIPPED, now) == current(SHIPPED, run)
    assert found[-1].history == last.history


@given(st.lists(st.integers(1, 30), max_size=60))
def test_the_runs_that_were_used_last_are_kept(used: list[int]) -> None:
    found: tuple[Run, ...] = ()
    for number in used:
        found = kept(found, numbered(number))
    last = list(dict.fromkeys(reversed(used)))[:MOST_RUNS]
    assert [run.number for run in found] == last[::-1]


@given(st.lists(st.none() | st.integers(0, 20), max_size=80))
def test_no_two_runs_ever_have_the_same_number(acts: list[int | None]) -> None:
    found: tuple[Run, ...] = ()
    given = []
    for act in acts:
        if act is None or act >= len(found):
            given.append(next_number(found))
            found = kept(found, numbered(given[-1]))
        else:
            found = kept(found, found[act])
    assert len(given) == len(set(given))


def test_of_a_long_history_the_oldest_that_holds_no_more_goes_first() -> None:
    first = Answered("K1", Answer.YES, NOON, "r1")
    changes = [
        Answered("K2", answer, NOON + timedelta(minutes=i), "r1")
        for i in range(MOST_HISTORY)
        for answer in (Answer.NO, Answer.PARTLY)
    ]
    (run,) = kept((), Run(SHIPPED.id, history=(first, *changes)))
    assert run.history == (first, *changes[-(MOST_HISTORY - 1) :])


def test_the_largest_conversation_is_loaded_in_no_time() -> None:
    found: tuple[Run, ...] = ()
    words = "\N{SNOWMAN}" * LONGEST
    tool = Context("\N{SNOWMAN}" * LONGEST_TOOL, "ready-made", ("staff",))
    for number in range(1, MOST_RUNS + 1):
        one = [Answered(id, Answer.NO, NOON, "r" * 12, None, words, words) for id in IDS]
        history = tuple(one * (MOST_HISTORY // len(IDS)))
        run = Run(SHIPPED.id, number, Form.FULL, tool, history, words, True, True)
        found = kept(found, run)
    data = encode(Conversation(VERSION, checklists=found))
    assert len(data) < 700_000
    assert decode(data).checklists == found


def test_a_usual_run_is_small() -> None:
    history = tuple(Answered(id, Answer.UNKNOWN, NOON, "r" * 12) for id in IDS)
    run = Run(SHIPPED.id, 1, Form.FULL, Context("Chatbot", "built", ("none",)), history)
    assert len(encode(Conversation(VERSION, checklists=(run,)))) < 2_000
