"""A chat that gets another id in the middle of the lesson: the bot goes on there."""

from __future__ import annotations

from pathlib import Path

from tests.kills.telegram.walk import AWAY
from tests.telegram.fake.message import Message
from tests.telegram.fake.people import User
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.process import bot


def question(user: User) -> Message:
    return next(message for message in reversed(user.sees) if message.buttons)


def press(user: User, below: Message) -> None:
    """Press the first button that leads on."""
    onward = [b.data for b in below.buttons if b.data.partition(":")[2] not in AWAY]
    user.presses_data(onward[0], below)


async def test_a_chat_that_moved_in_the_middle_of_the_lesson_is_followed(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    old, new = fake.user(1001, "Ann"), fake.user(2002, "Ann")
    new.chat.started = True  # it is the same chat, under another id
    async with bot(fake, tmp_path) as running:
        await running.ready()
        old.starts()
        await old.until(lambda seen: any(message.buttons for message in seen))
        told = len(old.sees)
        old.chat.moved_to = new.id
        press(old, question(old))
        await new.until(lambda seen: any(message.buttons for message in seen))
        assert len(old.sees) == told
        heard = len(new.sees)
        press(new, question(new))
        await new.until(lambda seen: any(message.buttons for message in seen[heard:]))
        assert "Welcome" not in new.sees[heard].text, "the lesson goes on where it was"
        assert await running.stop() == 0
