"""A person on Telegram as the other side of a transcript: what they see in their chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from dialogues.input import Attached, Pressed, Said
from dialogues.reply import Image
from tests.telegram.fake.message import Message
from tests.telegram.fake.people import User
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.inside import StillTime, inside
from tests.telegram.outside import Outside
from tests.transcripts.courses import content
from tests.transcripts.drawn import digest, pictures, without_words
from tests.transcripts.engine import NOON, ZONE, name
from tests.transcripts.script import Act, Button, Shown

_FILE = {"file_id": "AgUser", "file_unique_id": "u"}
FILES: Mapping[str, Mapping[str, Any]] = {
    "photo": {"photo": [{**_FILE, "width": 90, "height": 60}]},
    "sticker": {"sticker": {**_FILE, "type": "regular", "width": 512, "height": 512}},
    "voice": {"voice": {**_FILE, "duration": 3}},
    "file": {"document": {**_FILE, "file_name": "notes.pdf"}},
}
"""What a message holds in place of text."""


class Program(Protocol):
    """A running bot: in this process, or in one of its own."""

    async def take_all(self) -> None: ...

    async def pass_time(self, now: datetime) -> None: ...


class Telegram:
    """One learner. Another course means that the program starts again on the same database."""

    def __init__(self, fake: FakeTelegram, user: User, folder: Path) -> None:
        self.fake, self.user, self.folder = fake, user, folder
        self.time = StillTime(NOON)
        self.now = NOON
        self.life = AsyncExitStack()
        self.program: Program | None = None
        self.pictures: Mapping[str, Image] = {}
        self.keys: dict[str, int] = {}
        self.prompts: dict[int, Message] = {}
        self.looked_at = 0

    async def restart(self, course: str) -> None:
        """Start the program with this course, and end the one before."""
        await self.end()
        home, database = content(course, self.folder), self.folder / "tutorbot.db"
        self.pictures = await pictures(home, database)
        program = inside(self.fake, database, home, self.time, ZONE)
        self.program = await self.life.enter_async_context(program)

    def speaks_of(self, user: User) -> Telegram:
        """Return the same program as another learner meets it."""
        other = Telegram(self.fake, user, self.folder)
        other.program, other.pictures, other.time = self.program, self.pictures, self.time
        return other

    @classmethod
    async def outside(
        cls, fake: FakeTelegram, user: User, home: Path, database: Path, *, others: bool = False
    ) -> Telegram:
        """Return a learner who meets a process that runs with this content and database.

        With `others` it is waited for what they are told, too.
        """
        chat = cls(fake, user, home)
        chat.program = Outside(user, database, others=others)
        chat.pictures = await pictures(home, database)
        return chat

    async def end(self) -> None:
        """Let the program end, if there is one."""
        await self.life.aclose()

    def speaks(self, who: str, platform: str | None, tenant: str | None) -> None:
        raise NotImplementedError("one learner speaks here: see several.py")

    async def take(self, act: Act, at: datetime | None, key: str | None) -> list[Shown]:
        """Do it in the chat, and return what is new there."""
        if self.program is None:
            await self.restart("tiny")
        assert self.program
        self.time.at = self.now = at or self.now
        await self.program.pass_time(self.time.at)
        due = self.news()  # now: what is done next may take its buttons away
        if act is not None:
            self._do(act, key)
            await self.program.take_all()
        return [*due, *self.news()]

    def news(self) -> list[Shown]:
        """Return what is new in the chat since it was last looked at."""
        new = self.user.sees[self.looked_at :]
        self.looked_at += len(new)
        return self._shown(new)

    def _do(self, act: Said | Pressed | Attached, key: str | None) -> None:
        if key in self.keys:
            self.fake.world.updates.again(self.keys[key])
            return
        match act:
            case Said(text):
                update = self.user.says(text)
            case Pressed(choice, prompt):
                below = self.prompts.get(prompt or 0)
                update = self.user.presses_data(f"{prompt}:{choice}", below)
            case Attached(kind):
                update = self.user.sends(**FILES[kind])
        assert update
        if key:
            self.keys[key] = update

    def _shown(self, messages: Sequence[Message]) -> list[Shown]:
        self.prompts |= {_prompt(m): m for m in messages if m.buttons}
        return [self._as_shown(message) for message in messages]

    def _as_shown(self, message: Message) -> Shown:
        buttons = tuple(Button(b.data.partition(":")[2], b.words) for b in message.buttons)
        prompt = _prompt(message) if buttons else None
        if message.photo is None:
            return Shown(message.markdown, buttons, prompt)
        image = self.pictures.get(digest(self.fake.world.files[message.photo.file_id]))
        if image is None:  # it is drawn from figures: the same in words follows its caption
            caption = message.markdown.partition("\n\n")[0]
            return Shown(caption, buttons, prompt, "digest" if "people" in caption else "ranges")
        return Shown(without_words(message.markdown, image), buttons, prompt, name(image))


def _prompt(message: Message) -> int:
    (number,) = {int(button.data.partition(":")[0]) for button in message.buttons}
    return number


def stale(messages: Sequence[Message]) -> list[Message]:
    """Return the messages with buttons of another prompt than the newest."""
    asking = [message for message in messages if message.buttons]
    return [message for message in asking if _prompt(message) != _prompt(asking[-1])]
