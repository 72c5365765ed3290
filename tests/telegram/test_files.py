"""A file that a learner asked for, on its way to a private chat."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.telegram.photos import Photos
from adapters.telegram.sender import TelegramSender
from bot.account import Account
from bot.sending import Build, Sender
from dialogues.reply import Image
from tests.delivery.filing import ASKED, NOTE, Case, Filing, filing
from tests.delivery.uploads import Uploads
from tests.telegram.door import api_of
from tests.telegram.fake.faults import Fault
from tests.telegram.fake.message import Message
from tests.telegram.fake.people import User
from tests.telegram.fake.server import FakeTelegram

DOWN = Fault(method="sendDocument", status=502)
SLOW = Fault(method="sendDocument", status=429, retry_after=1)
LOST = Fault(method="sendDocument", cut="before")
UNSEEN = Fault(method="sendDocument", cut="after")
TOO_BIG = Fault(method="sendDocument", status=413, description="Request Entity Too Large")


@pytest.fixture
def ben(fake: FakeTelegram) -> User:
    user = fake.user(7, "Ben")
    user.starts()
    return user


@pytest.fixture
async def learner(fake: FakeTelegram, ben: User, tmp_path: Path) -> AsyncIterator[Filing]:
    async with api_of(fake) as api:

        def sender(build: Build) -> Sender:
            return TelegramSender(api, Photos(api, nothing, Uploads()), build)

        async with filing(tmp_path, Account("telegram", "99", str(ben.id)), sender) as learner:
            yield learner


async def nothing(image: Image) -> Path | None:
    return None


def files(ben: User) -> list[Message]:
    """Return the messages with a file that stand in the chat."""
    return [message for message in ben.sees if message.document]


async def test_a_summary_comes_as_a_page_with_its_words_below(
    fake: FakeTelegram, ben: User, learner: Filing
) -> None:
    await learner.asks("summary.html")
    await learner.deliver()
    [message] = files(ben)
    assert message.document
    page = fake.world.files[message.document.file_id].decode()
    assert (message.document.name, message.document.size) == ("summary.html", len(page.encode()))
    assert "A dog &lt;b&gt;" in page
    assert NOTE.replace("&", "&amp;") in page
    assert not any(outside in page for outside in ("http://", "<script", "<link", "src="))
    assert "as a file" in message.text


async def test_all_that_is_kept_comes_as_a_file(
    fake: FakeTelegram, ben: User, learner: Filing
) -> None:
    await learner.asks("mydata.json")
    await learner.deliver()
    [message] = files(ben)
    assert message.document
    made = fake.world.files[message.document.file_id]
    assert (message.document.name, message.document.size) == ("mydata.json", len(made))
    assert json.loads(made)["account"] == "telegram:99:7"


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize(
    "case",
    [
        ((DOWN,), 1, 0),
        ((SLOW, DOWN, SLOW), 1, 0),
        ((LOST,), 1, 0),
        ((UNSEEN,), 2, 0),
        ((UNSEEN, UNSEEN, UNSEEN), 2, 1),
        ((LOST, LOST), 0, 1),
        ((TOO_BIG,), 0, 1),
    ],
    ids=["down", "slow", "lost", "no answer", "never an answer", "lost twice", "too big"],
)
async def test_a_file_that_failed_comes_once_or_where_no_answer_came_twice(
    name: str, case: Case, fake: FakeTelegram, ben: User, learner: Filing
) -> None:
    faults, copies, given_up = case
    for fault in faults:
        fake.faults.add(fault)
    await learner.asks(name)
    await learner.deliver()
    assert len(files(ben)) == copies
    assert await learner.given_up() == given_up
    assert ben.sees[-1].buttons  # what is said after it came, too
