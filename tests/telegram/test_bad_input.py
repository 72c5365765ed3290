"""What no one should send, and some do: one clear line or nothing, and the lesson goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.telegram.fake.ledger import EDITING, SENDING
from tests.telegram.fake.message import Message
from tests.telegram.fake.people import User
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.inside import Inside, StillTime, inside
from tests.transcripts.courses import content
from tests.transcripts.engine import NOON

FORGED = [
    "",
    "x",
    "1",
    "1:",
    ":lens",
    "-1:lens",
    "1:lens:lens",
    "99999999999999999999:lens",
    "1:" + "x" * 300,
    "\u0661:lens",
    "1:../../etc",
    "1:\x00",
    "1:\ud83c",
    "{}",
]


@pytest.fixture
async def ann(fake: FakeTelegram) -> User:
    return fake.user(1001, "Ann")


@pytest.fixture
async def program(fake: FakeTelegram, ann: User, tmp_path: Path) -> AsyncIterator[Inside]:
    home = content("tiny", tmp_path)
    async with inside(fake, tmp_path / "tutorbot.db", home, StillTime(NOON)) as program:
        ann.starts()
        await program.take_all()
        yield program
        await program.take_all()
        ann.says("a")
        await program.take_all()
        assert any("Thanks. Part 1 has the answer." in m.text for m in ann.sees), "it went on"
        assert all(query.answers == 1 for query in fake.world.queries.values())


def changes(fake: FakeTelegram) -> int:
    """Return how many messages were sent or edited."""
    return len(fake.ledger.of(*SENDING, *EDITING))


def question(ann: User) -> Message:
    """Return the message that waits for an answer."""
    return next(message for message in reversed(ann.sees) if message.buttons)


@pytest.mark.parametrize("data", FORGED)
async def test_forged_data_says_nothing_or_one_line(
    data: str, fake: FakeTelegram, ann: User, program: Inside
) -> None:
    before = changes(fake)
    ann.presses_data(data, question(ann))
    await program.take_all()
    assert changes(fake) - before in (0, 2, 3)  # nothing; or a line and the question again


async def test_a_press_by_another_is_answered_and_nothing_is_sent(
    fake: FakeTelegram, ann: User, program: Inside
) -> None:
    before, bob = changes(fake), fake.user(1002, "Bob")
    ann.presses_data(question(ann).buttons[0].data, question(ann), by=bob)
    await program.take_all()
    assert changes(fake) == before
    assert bob.sees == []


async def test_a_press_on_a_message_from_last_month_is_answered_in_words(
    fake: FakeTelegram, ann: User, program: Inside
) -> None:
    old = question(ann)
    ann.presses_data(old.buttons[0].data, old, gone=True)
    await program.take_all()
    ann.presses_data(old.buttons[0].data, old, gone=True, old=True)
    before = len(ann.sees)
    await program.take_all()
    assert len(ann.sees) > before
    assert fake.ledger.of("answerCallbackQuery")[-1].status == 400


@pytest.mark.parametrize(
    "text",
    ["word " * 8000, "\x07\u202e\u200f\u200b", "a\ud83cb", "\x00", "\U0001f3ee" * 5000, "1:lens"],
    ids=["endless", "invisible", "half a character", "zero", "emoji", "data"],
)
async def test_a_text_that_is_no_answer_gets_words_and_the_question(
    text: str, ann: User, program: Inside
) -> None:
    before, asked = len(ann.sees), question(ann).text
    ann.says(text)
    await program.take_all()
    assert len(ann.sees) > before + 1
    assert ann.sees[-1].text == asked


@pytest.mark.parametrize(
    "message",
    [
        {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
        {"sticker": {"file_id": "a"}},
        {"voice": {"file_id": "a", "duration": 1}},
        {"document": {}, "caption": "a"},
    ],
    ids=lambda message: str(next(iter(message))),
)
async def test_what_is_no_text_gets_a_line_and_the_question(
    message: dict[str, Any], ann: User, program: Inside
) -> None:
    asked = question(ann).text
    ann.sends(**message)
    await program.take_all()
    assert "I can read words" in ann.sees[-3].text + ann.sees[-2].text
    assert ann.sees[-1].text == asked


async def test_an_edited_message_changes_nothing(
    fake: FakeTelegram, ann: User, program: Inside
) -> None:
    before = changes(fake)
    ann.edits("b")
    await program.take_all()
    assert changes(fake) == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"message": None},
        {"message": []},
        {"message": {"text": "hi"}},
        {"message": {"chat": {"id": "1001"}, "from": {"id": 1001}, "text": {}}},
        {"callback_query": {"id": 5}},
        {"my_chat_member": {"chat": {}}},
        {"poll_answer": {"user": {"id": 1001}}},
    ],
    ids=str,
)
async def test_an_update_of_another_shape_is_passed_over(
    body: dict[str, Any], fake: FakeTelegram, program: Inside
) -> None:
    before = changes(fake)
    fake.world.updates.put(1001, body)
    await program.take_all()
    assert changes(fake) == before
    assert not fake.world.updates.waiting


async def test_in_a_group_it_is_said_once_where_it_teaches(
    fake: FakeTelegram, ann: User, program: Inside
) -> None:
    group = fake.group(-100123)
    group.adds_bot(ann)
    group.says(ann, "/start@strict_test_bot")
    group.says(ann, "hello @strict_test_bot")
    await program.take_all()
    await fake.ledger.wait(lambda: len(group.sees) == 1)
    assert "t.me/strict_test_bot" in group.sees[0].text


async def test_who_blocks_and_returns_goes_on(
    fake: FakeTelegram, ann: User, program: Inside
) -> None:
    asked = question(ann).text
    ann.blocks()
    await program.take_all()
    ann.unblocks()
    await program.take_all()
    assert question(ann).text == asked
    assert all(call.status == 200 for call in fake.ledger.of(*SENDING))


async def test_who_unblocks_the_bot_gets_what_waited_and_is_not_greeted(
    fake: FakeTelegram, ann: User, program: Inside
) -> None:
    before = len(ann.sees)
    ann.says("what?")
    ann.blocks()
    await program.take_all()
    assert len(ann.sees) == before
    ann.unblocks(start=False)
    await program.take_all()
    assert len(ann.sees) > before
    calls = changes(fake)
    ann.blocks()
    ann.unblocks(start=False)
    await program.take_all()
    assert changes(fake) == calls
