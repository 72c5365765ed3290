"""The page that shows where the learner is: said, and nothing changed by it."""

from __future__ import annotations

import pytest

from dialogues.commands import COMMANDS
from dialogues.input import Began, HomeOpened, Input, Pressed, Said
from dialogues.reply import Reply
from dialogues.state import Conversation, fresh
from tests.engine.author import PHRASES
from tests.engine.talks import TO_THE_CHECK, TO_THE_EXTRAS, after, course, say
from tests.transcripts.courses import harbor, tiny

TINY = course()
BOTH = course(harbor(), tiny(), revision="r2")
PLACES = {
    "new": fresh(),
    "met": after(TINY, [Began()]),
    "at a check": after(TINY, TO_THE_CHECK),
    "in the menu": after(TINY, (*TO_THE_CHECK, "menu")),
    "away": after(TINY, (*TO_THE_CHECK, "stop")),
    "at the calculator": after(TINY, (*TO_THE_CHECK, "calculate")),
    "looking at the sources": after(TINY, (*TO_THE_EXTRAS, "sources")),
}


def page(conversation: Conversation) -> Reply:
    (reply,) = say(TINY, conversation, HomeOpened()).replies
    return reply


@pytest.mark.parametrize("place", PLACES)
def test_the_page_is_one_reply_that_asks_settles_and_changes_nothing(place: str) -> None:
    turn = say(TINY, PLACES[place], HomeOpened())
    (reply,) = turn.replies
    assert turn.conversation == PLACES[place]
    assert (turn.records, turn.timers) == ((), ())
    assert (reply.form, reply.prompt, reply.settles, reply.image) == ("home", None, None, None)


@pytest.mark.parametrize("place", PLACES)
def test_each_choice_of_the_page_is_a_command_that_is_understood(place: str) -> None:
    for choice in page(PLACES[place]).choices:
        assert choice.id in COMMANDS
        said = say(TINY, PLACES[place], Said(f"/{choice.id}")).replies
        assert said[-1].prompt
        unknown = PHRASES.trouble.unknown_command.format(command=f"/{choice.id}")
        assert unknown not in [reply.text for reply in said]


def test_the_page_says_where_the_learner_is_the_parts_and_what_is_stored() -> None:
    text = page(PLACES["at a check"]).text
    assert "You are in part 1 of 2." in text
    *progress, private = say(TINY, PLACES["at a check"], "progress").replies[0].text.split("\n\n")
    assert "\n\n".join(progress) in text
    assert private not in text
    menu = say(TINY, PLACES["at a check"], "menu").replies[-1].text.split("\n\n")
    assert menu[0] in text
    assert menu[1] in text
    assert PHRASES.home.stored in text


def test_who_has_not_begun_can_begin_and_reads_what_will_be_stored() -> None:
    for conversation in (fresh(), say(BOTH, fresh(), "hello").conversation):
        (reply,) = say(BOTH, conversation, HomeOpened()).replies
        assert [choice.id for choice in reply.choices] == ["start"]
        assert PHRASES.home.unbegun in reply.text
        assert PHRASES.home.stored in reply.text


@pytest.mark.parametrize("next", [Began(), Said("next"), Pressed("a"), Said("/start")])
def test_what_comes_after_the_page_is_answered_as_if_it_had_not_been_opened(next: Input) -> None:
    for conversation in PLACES.values():
        opened = say(TINY, conversation, HomeOpened()).conversation
        assert say(TINY, opened, next) == say(TINY, conversation, next)


def test_after_an_update_the_page_shows_the_new_place_and_the_notice_is_still_to_come() -> None:
    lesson = tiny()
    lesson["title"] = "Another title"
    newer = course(lesson, revision="r2")
    turn = say(newer, PLACES["at a check"], HomeOpened())
    assert turn.conversation == PLACES["at a check"]
    assert turn.replies[0].text.startswith("**Another title**\n\nYou are in part 1 of 2.")
