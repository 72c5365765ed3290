"""The whole first lesson as messages of Slack."""

from __future__ import annotations

import pytest

from adapters.slack.messages import messages, posting
from dialogues.input import HomeOpened, Said
from dialogues.reply import Reply, button
from tests.engine.talks import say
from tests.engine.test_whole_lesson import ANYTIME, COURSE, WALKS
from tests.engine.walk import Act
from tests.slack.judge import judge, values

SAID = {reply for acts in WALKS.values() for act in acts for reply in act.turn.replies}


def asked_anytime(act: Act) -> set[Reply]:
    """Return all that is said to words that are understood anywhere."""
    return {r for word in ANYTIME for r in say(COURSE, act.conversation, word).replies}


@pytest.mark.parametrize("file", [None, "F0123456789"])
def test_every_reply_is_one_message_that_slack_takes(file: str | None) -> None:
    for reply in SAID:
        (message,) = messages(reply, COURSE.phrases.field, file=file)
        judge(posting(message, "D1"))


@pytest.mark.parametrize("acts", WALKS.values(), ids=WALKS)
def test_what_can_be_asked_anytime_is_taken_by_slack_too(acts: list[Act]) -> None:
    for act in acts[:: len(acts) // 6]:
        for reply in asked_anytime(act):
            for message in messages(reply, COURSE.phrases.field, file="F0123456789"):
                judge(posting(message, "D1"))


def test_the_answers_of_every_question_are_buttons_whose_words_are_whole() -> None:
    for reply in SAID:
        (message,) = messages(reply, COURSE.phrases.field)
        assert {words for _, words in values(message.live) if words != "Send"} == {
            button(choice) for choice in reply.choices
        }


def test_the_parts_in_the_menu_are_buttons_and_in_their_order() -> None:
    ended = WALKS["knows_everything"][-1].conversation
    menu = say(COURSE, ended, Said("/menu")).replies[-1]
    (message,) = messages(menu, COURSE.phrases.field)
    assert [words for _, words in values(message.live)] == [button(c) for c in menu.choices]


def test_the_page_is_short_enough_at_any_place() -> None:
    for acts in WALKS.values():
        for act in acts:
            (page,) = say(COURSE, act.conversation, HomeOpened()).replies
            (message,) = messages(page, COURSE.phrases.field)
            judge(posting(message, "D1"))
