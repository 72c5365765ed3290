"""The bot as a real process, from the side of a person who chats with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.telegram.fake.server import FakeTelegram
from tests.telegram.process import Mode, bot, free_port

MODES: tuple[Mode, ...] = ("polling", "webhook")


@pytest.mark.parametrize("mode", MODES)
async def test_a_lesson_begins_and_goes_on_after_a_restart(
    mode: Mode, fake: FakeTelegram, tmp_path: Path
) -> None:
    ann, port = fake.user(1001), free_port()  # where the webhook points must stay the same
    async with bot(fake, tmp_path, mode, port=port) as running:
        await running.ready()
        ann.starts()
        await ann.until(lambda seen: any(m.buttons for m in seen))
        first = ann.sees[-1]
        assert await running.stop() == 0
    async with bot(fake, tmp_path, mode, port=port) as running:
        ann.presses(first.buttons[0].words)
        await ann.until(lambda seen: seen[-1].id > first.id and bool(seen[-1].buttons))
        assert not ann.chat.messages[first.id].buttons
        assert first.buttons[0].words in ann.chat.messages[first.id].text
        await running.ready()
        assert await running.stop() == 0
        assert fake.token not in running.log
    assert len(fake.ledger.accepted) == 2
