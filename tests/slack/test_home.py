"""The home page of the app, from the tab that opens to the press on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import shipped
from tests.slack.fake.bringing import Delivery
from tests.slack.fake.people import Person
from tests.slack.fake.server import FakeSlack
from tests.slack.seen import buttons
from tests.slack.texts import read
from tests.slack.whole import Whole, whole
from tests.telegram.inside import StillTime
from tests.transcripts.engine import NOON


@pytest.fixture
async def program(slack: FakeSlack, tmp_path: Path) -> AsyncIterator[Whole]:
    async with whole(slack, tmp_path / "tutorbot.db", shipped.CONTENT, StillTime(NOON)) as program:
        yield program


@pytest.fixture
def anna(slack: FakeSlack) -> Person:
    return slack.user("UANNA")


async def done(delivery: Delivery, program: Whole) -> None:
    """Return when it is taken, and all that follows is said."""
    assert (await delivery.over()).taken
    await program.until_said()


def shown(anna: Person) -> str:
    """Return the words of her page."""
    assert anna.page
    assert anna.page.view["type"] == "home"
    blocks = anna.page.view["blocks"]
    return "\n\n".join(
        read(block["text"]["text"]).text for block in blocks if block["type"] == "section"
    )


def words(anna: Person) -> list[str]:
    """Return what can be pressed on her page."""
    assert anna.page
    return [words for _, words in buttons(anna.page.view["blocks"])]


async def test_the_page_of_a_newcomer_offers_to_begin_and_the_lesson_comes_as_messages(
    anna: Person, program: Whole
) -> None:
    await done(anna.opens("home"), program)
    assert "You have not begun yet." in shown(anna)
    assert anna.sees == []
    assert words(anna) == ["Begin"]
    await done(anna.presses_page("Begin"), program)
    assert anna.buttons(anna.sees[-1])


async def test_the_page_shows_the_place_and_leaves_the_open_question_alone(
    anna: Person, program: Whole
) -> None:
    await done(anna.opens(), program)
    before = anna.sees[-1]
    await done(anna.opens("home"), program)
    assert "You are in" in shown(anna)
    assert "What is stored about you" in shown(anna)
    assert anna.sees[-1] == before
    assert words(anna)[:2] == ["Continue", "Menu"]


async def test_a_tab_that_is_opened_twice_by_one_event_is_shown_once(
    slack: FakeSlack, anna: Person, program: Whole
) -> None:
    opened = anna.opens("home")
    await done(opened, program)
    await done(slack.brings.bring(opened.payload), program)
    assert len(slack.ledger.of("views.publish")) == 1
