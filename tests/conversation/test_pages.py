"""Every page of the calculator, reached by every button, is short and can be left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dialogues.input import Input, Pressed
from dialogues.reply import Reply, button
from dialogues.state import Conversation, fresh
from dialogues.text import plain
from dialogues.turn import Turn
from tests.engine.laws import check_turn
from tests.engine.talks import course, say

COURSE = course()
LONGEST = 1_000
"""Characters of a message."""
MOST_BUTTONS = 7

CASES = {
    "a toy": ("calculate", "d", "scratch", "1 MB of documents", "1 hour", "I don't know"),
    "a firm": ("calculate", "a", "fine-tune", "2 GB of documents", "1 week", "UK"),
    "a large firm": ("calculate", "b", "scratch", "500 GB of plain text", "3 weeks", "Norway"),
    "the most": ("calculate", "c", "scratch", "10 PB of plain text", "1 hour", "United States"),
    "the most to teach": ("calculate", "c", "fine-tune", "10 PB of web pages", "5 years", "Poland"),
    "pages": ("calculate", "no guess", "fine-tune", "a million pages", "10 days", "Germany"),
    "tokens": ("calculate", "no guess", "scratch", "300 billion tokens", "90 days", "France"),
    "a ready-made model": ("calculate", "a", "ready-made", "300", "I don't know"),
    "the most uses": ("calculate", "a", "ready-made", "1 trillion", "India"),
}

every_case = pytest.mark.parametrize("inputs", CASES.values(), ids=CASES)


def asked(turn: Turn) -> Reply:
    return turn.replies[-1]


def pages(conversation: Conversation, turn: Turn, depth: int) -> Iterator[Turn]:
    """Give the turns of pressing every button of this page, and of the pages behind it."""
    for choice in asked(turn).choices:
        following = say(COURSE, conversation, Pressed(choice.id))
        check_turn(COURSE, conversation, following)
        yield following
        if depth > 1 and following.conversation.stack[-1:] != conversation.stack[-1:]:
            yield from pages(following.conversation, following, depth - 1)


def result(inputs: tuple[str, ...]) -> Turn:
    turn = say(COURSE, fresh(), "hello", *inputs)
    assert "Your estimate" in asked(turn).text
    return turn


def reached(inputs: tuple[str, ...]) -> Iterator[Turn]:
    turn = result(inputs)
    yield turn
    yield from pages(turn.conversation, turn, 3)


@every_case
def test_no_message_is_long_and_no_page_has_many_buttons(inputs: tuple[str, ...]) -> None:
    for turn in reached(inputs):
        for reply in turn.replies:
            assert len(reply.text) <= LONGEST, reply.text
        assert len(asked(turn).choices) <= MOST_BUTTONS, asked(turn).text


@every_case
def test_every_button_of_a_page_can_be_told_apart_and_read(inputs: tuple[str, ...]) -> None:
    for turn in reached(inputs):
        labels = [plain(button(choice)) for choice in asked(turn).choices]
        assert len(labels) == len(set(labels)), labels
        assert all(2 <= len(choice.label) <= 72 for choice in asked(turn).choices)


@every_case
def test_nothing_is_left_in_braces_and_no_figure_is_nonsense(inputs: tuple[str, ...]) -> None:
    for turn in reached(inputs):
        for reply in turn.replies:
            text = f"{reply.text} {reply.image.text if reply.image else ''}"
            assert not any(odd in text for odd in ("{", "}", "nan", "inf ", "None", "e+"))


@every_case
def test_the_way_out_leads_back_to_the_question(inputs: tuple[str, ...]) -> None:
    before = say(COURSE, fresh(), "hello")
    after = say(COURSE, result(inputs).conversation, "done")
    assert after.conversation.stack == before.conversation.stack
    assert asked(after).text.endswith(asked(before).text.split("\n\n")[-1])


@every_case
def test_back_takes_one_answer_after_the_other_and_then_leaves(inputs: tuple[str, ...]) -> None:
    turn = result(inputs)
    seen = []
    while len(turn.conversation.stack) > 1:
        seen.append(asked(turn).text)
        turn = say(COURSE, turn.conversation, "/back")
    assert len(seen) == len(set(seen)) == len(inputs)


ANYTIME: list[Input | str] = ["/menu", "/help", "/progress", "/sources", "/repeat", "/glossary"]


@every_case
def test_what_is_asked_for_in_the_middle_keeps_the_answers(inputs: tuple[str, ...]) -> None:
    for end in range(1, len(inputs) + 1):
        before = say(COURSE, fresh(), "hello", *inputs[:end])
        for input in ANYTIME:
            after = say(COURSE, before.conversation, input)
            if input in ("/menu", "/sources"):
                after = say(COURSE, after.conversation, Pressed("close"))
            assert after.conversation.stack == before.conversation.stack, input
            assert asked(after).text == asked(before).text


def test_an_old_button_of_the_calculator_changes_nothing() -> None:
    before = result(CASES["a firm"])
    for prompt in range(1, before.conversation.prompt):
        after = say(COURSE, before.conversation, Pressed("scratch", prompt))
        assert after.conversation == before.conversation


def test_a_number_that_is_typed_is_the_answer_and_not_the_place_of_a_button() -> None:
    uses = say(COURSE, fresh(), "hello", "calculate", "a", "ready-made", "3")
    assert uses.conversation.stack[-1].slots["uses"] == 3
    amount = say(COURSE, fresh(), "hello", "calculate", "a", "fine-tune", "3")
    assert "data" not in amount.conversation.stack[-1].slots
