"""The summary of a checklist as a file, in a chat."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.telegram.fake.faults import Fault
from tests.telegram.fake.message import Message
from tests.telegram.fake.server import FakeTelegram
from tests.transcripts.script import played
from tests.transcripts.telegram import Telegram
from tests.transcripts.test_telegram import SCRIPTS, check

SCRIPT = SCRIPTS["the_summary_comes_as_a_file"]


async def files(fake: FakeTelegram, folder: Path) -> list[Message]:
    """Return the messages with a file, when all is said."""
    chat = Telegram(fake, fake.user(1), folder)
    try:
        await played(SCRIPT, chat)
    finally:
        await chat.end()
    return [message for message in chat.user.sees if message.document]


async def test_it_is_one_page_that_needs_no_network(tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        (message,) = await files(fake, tmp_path)
        check(fake, fake.user(1))
        assert message.document
        assert message.document.name == "summary.html"
        page = fake.world.files[message.document.file_id].decode()
        assert "Support chatbot" in page
        assert "Customers quote its refund promises." in page
        assert not any(outside in page for outside in ("http://", "<script", "<link", "src="))


TROUBLE = (
    Fault(method="sendDocument", status=502),
    Fault(method="sendDocument", status=429, retry_after=1),
    Fault(method="sendDocument", cut="before"),
)


@pytest.mark.parametrize("fault", TROUBLE)
async def test_when_it_does_not_get_through_it_comes_once_a_moment_later(
    fault: Fault, tmp_path: Path
) -> None:
    async with FakeTelegram() as fake:
        fake.faults.add(fault)
        (message,) = await files(fake, tmp_path)
        assert message.document
        assert fake.ledger.findings == []


async def test_when_no_answer_comes_it_is_sent_once_more_and_not_for_ever(tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        fake.faults.add(Fault(method="sendDocument", cut="after", times=None))
        found = await files(fake, tmp_path)
        assert len(found) == 2
