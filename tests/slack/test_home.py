"""The home page of the app, from the tab that opens to the press on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.choices import pressed
from bot import shipped
from dialogues.input import Began, HomeOpened, Said
from tests.slack.chats import Chats
from tests.slack.desk import desk
from tests.slack.inside import Inside, inside
from tests.slack.judge import PAGE, judge_blocks, values
from tests.slack.texts import read
from tests.telegram.inside import StillTime
from tests.transcripts.engine import NOON


@pytest.fixture
def chats() -> Chats:
    return Chats()


@pytest.fixture
async def program(chats: Chats, tmp_path: Path) -> AsyncIterator[Inside]:
    database = tmp_path / "tutorbot.db"
    async with (
        desk(open=chats) as (_, api),
        inside(api, database, shipped.CONTENT, StillTime(NOON)) as program,
    ):
        yield program


def shown(chats: Chats) -> str:
    """Return the words of Anna's page."""
    view = chats.pages["UANNA"]
    judge_blocks(view["blocks"], PAGE)
    assert view["type"] == "home"
    return "\n\n".join(
        read(block["text"]["text"]).text for block in view["blocks"] if block["type"] == "section"
    )


async def test_the_page_of_a_newcomer_offers_to_begin_and_the_lesson_comes_as_messages(
    chats: Chats, program: Inside
) -> None:
    await program.take("UANNA", HomeOpened(), NOON, "1")
    assert "You have not begun yet." in shown(chats)
    assert chats.sees == {}
    ((value, words),) = values(chats.pages["UANNA"]["blocks"])
    assert words == "Begin"
    press = pressed(value)
    assert press == Said("/start")
    await program.take("UANNA", press, NOON, "2")
    assert chats.sees["DUANNA"][-1].buttons


async def test_the_page_shows_the_place_and_leaves_the_open_question_alone(
    chats: Chats, program: Inside
) -> None:
    await program.take("UANNA", Began(), NOON, "1")
    before = chats.sees["DUANNA"][-1]
    await program.take("UANNA", HomeOpened(), NOON, "2")
    assert "You are in" in shown(chats)
    assert "What is stored about you" in shown(chats)
    assert chats.sees["DUANNA"][-1] == before
    assert [words for _, words in values(chats.pages["UANNA"]["blocks"])][:2] == [
        "Continue",
        "Menu",
    ]


async def test_a_tab_that_is_opened_twice_by_one_event_is_shown_once(
    chats: Chats, program: Inside
) -> None:
    for _ in range(2):
        await program.take("UANNA", HomeOpened(), NOON, "1")
    assert chats.methods.count("views.publish") == 1
