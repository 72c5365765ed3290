"""A person on Slack as the other side of a transcript: what they see in their direct message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path

from adapters.slack.api import Api
from adapters.slack.choices import pressed
from dialogues.input import Attached, Pressed, Said
from dialogues.reply import Image
from tests.slack.chats import Chats, Message
from tests.slack.inside import Inside, inside
from tests.telegram.inside import StillTime
from tests.transcripts.courses import content
from tests.transcripts.drawn import digest, pictures, without_words
from tests.transcripts.engine import NOON, ZONE, name
from tests.transcripts.script import Act, Button, Shown


class Slack:
    """One learner. Another course means that the program starts again on the same database."""

    def __init__(self, chats: Chats, api: Api, user: str, folder: Path) -> None:
        self.chats, self.api, self.user, self.folder = chats, api, user, folder
        self.time = StillTime(NOON)
        self.now = NOON
        self.life = AsyncExitStack()
        self.program: Inside | None = None
        self.pictures: Mapping[str, Image] = {}

    @property
    def sees(self) -> Sequence[Message]:
        return self.chats.sees.get(f"D{self.user}", ())

    async def restart(self, course: str) -> None:
        """Start the program with this course, and end the one before."""
        await self.end()
        home, database = content(course, self.folder), self.folder / "tutorbot.db"
        self.pictures = await pictures(home, database)
        program = inside(self.api, database, home, self.time, ZONE)
        self.program = await self.life.enter_async_context(program)

    def speaks_of(self, user: str) -> Slack:
        """Return the same program as another learner meets it."""
        other = Slack(self.chats, self.api, user, self.folder)
        other.program, other.pictures, other.time = self.program, self.pictures, self.time
        return other

    async def end(self) -> None:
        """Let the program end, if there is one."""
        await self.life.aclose()

    def speaks(self, who: str, platform: str | None, tenant: str | None) -> None:
        raise NotImplementedError("one learner speaks here")

    async def take(self, act: Act, at: datetime | None, key: str | None) -> list[Shown]:
        """Do it in the chat, and return what is new there."""
        if self.program is None:
            await self.restart("tiny")
        assert self.program
        before = len(self.sees)
        self.time.at = self.now = at or self.now
        await self.program.pass_time(self.now)
        if act is not None:
            key = f"slack:{self.user}:{key}" if key else None
            await self.program.take(self.user, self._done(act), self.now, key)
        return [self._as_shown(message) for message in self.sees[before:]]

    def _done(self, act: Said | Pressed | Attached) -> Said | Pressed | Attached:
        """Return what the bot reads of it; a press on a button by what the button holds."""
        if not isinstance(act, Pressed):
            return act
        wanted = f"{act.prompt}:{act.choice}"
        values = [value for message in self.sees for value, _ in message.buttons]
        read = pressed(wanted) if wanted in values else None
        return read if isinstance(read, Pressed) else act

    def _as_shown(self, message: Message) -> Shown:
        read = [(pressed(value), words) for value, words in message.buttons]
        presses = [(press, words) for press, words in read if isinstance(press, Pressed)]
        buttons = tuple(Button(press.choice, words) for press, words in presses)
        prompt = presses[0][0].prompt if presses else None
        if message.file is None:
            return Shown(message.markdown, buttons, prompt)
        image = self.pictures.get(digest(self.chats.files[message.file]))
        if image is None:  # a chart: its caption is all the text there is
            return Shown(message.markdown, buttons, prompt, "ranges")
        return Shown(without_words(message.markdown, image), buttons, prompt, name(image))


def stale(messages: Sequence[Message]) -> list[Message]:
    """Return the messages with buttons of another prompt than the newest."""
    asking = [message for message in messages if message.buttons]
    prompts = [{value.partition(":")[0] for value, _ in message.buttons} for message in asking]
    return [m for m, prompt in zip(asking, prompts, strict=True) if prompt != prompts[-1]]
