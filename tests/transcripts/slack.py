"""A person on Slack as the other side of a transcript: what they see in their direct message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import Protocol

from adapters.slack.mrkdwn import escaped
from dialogues.input import Attached, Pressed, Said
from dialogues.reply import Image
from tests.slack.fake.bringing import Delivery
from tests.slack.fake.people import Person
from tests.slack.fake.server import FakeSlack
from tests.slack.fake.world import Message
from tests.slack.process import Outside
from tests.slack.seen import buttons, markdown, picture
from tests.slack.whole import whole
from tests.telegram.inside import StillTime
from tests.transcripts.courses import content
from tests.transcripts.drawn import digest, pictures, without_words
from tests.transcripts.engine import NOON, ZONE, name
from tests.transcripts.script import Act, Button, Shown

MEDIA = {"photo": "image/png", "voice": "audio/mp4"}


class Program(Protocol):
    """A running bot: in this process, or in one of its own."""

    async def until_said(self) -> None: ...

    async def pass_time(self, now: datetime) -> None: ...


class Slack:
    """One learner. Another course means that the program starts again on the same database."""

    def __init__(self, fake: FakeSlack, person: Person, folder: Path) -> None:
        self.fake, self.person, self.folder = fake, person, folder
        self.time = StillTime(NOON)
        self.life = AsyncExitStack()
        self.program: Program | None = None
        self.pictures: Mapping[str, Image] = {}
        self.done: dict[str, Delivery] = {}
        self.prompts: dict[str, Message] = {}
        self.looked_at = 0

    async def restart(self, course: str) -> None:
        """Start the program with this course, and end the one before."""
        await self.end()
        home, database = content(course, self.folder), self.folder / "tutorbot.db"
        self.pictures = await pictures(home, database)
        program = whole(self.fake, database, home, self.time, ZONE)
        self.program = await self.life.enter_async_context(program)

    def speaks_of(self, person: Person) -> Slack:
        """Return the same program as another learner meets it."""
        other = Slack(self.fake, person, self.folder)
        other.program, other.pictures, other.time = self.program, self.pictures, self.time
        return other

    @classmethod
    async def outside(
        cls, fake: FakeSlack, person: Person, home: Path, database: Path, *, others: bool = False
    ) -> Slack:
        """Return a learner who meets a process that runs with this content and database.

        With `others` it is waited for what they are told, too.
        """
        chat = cls(fake, person, home)
        chat.program = Outside(database, None if others else person.id)
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
        self.time.at = at or self.time.at
        await self.program.pass_time(self.time.at)
        due = self.news()  # now: what is done next may take its buttons away
        if act is not None:
            assert (await self._do(act, key).over()).taken
            await self.program.until_said()
        return [*due, *self.news()]

    def news(self) -> list[Shown]:
        """Return what is new in the chat since it was last looked at."""
        new = self.person.sees[self.looked_at :]
        self.looked_at += len(new)
        self.prompts |= {value: m for m in new for value, _ in buttons(m.blocks)}
        return [self._as_shown(message) for message in new]

    def _do(self, act: Said | Pressed | Attached, key: str | None) -> Delivery:
        if key in self.done:
            return self.fake.brings.bring(self.done[key].payload)
        match act:
            case Said(text):
                done = self.person.says(escaped(text))
            case Pressed(choice, prompt):
                value = f"{prompt}:{choice}"
                done = self.person.presses_value(value, self.prompts.get(value))
            case Attached(kind):
                done = self.person.attaches(MEDIA.get(kind, "application/pdf"))
        if key:
            self.done[key] = done
        return done

    def _as_shown(self, message: Message) -> Shown:
        found = [(value.partition(":"), words) for value, words in buttons(message.blocks)]
        shown = tuple(Button(value[2], words) for value, words in found)
        prompt = int(found[0][0][0]) if found else None
        text, file = markdown(message.blocks), picture(message.blocks)
        if file is None:
            return Shown(text, shown, prompt)
        image = self.pictures.get(digest(self.person.place.files[file].content or b""))
        if image is None:  # it is drawn from figures: the same in words follows its caption
            caption = text.partition("\n\n")[0]
            return Shown(caption, shown, prompt, "digest" if "people" in caption else "ranges")
        return Shown(without_words(text, image), shown, prompt, name(image))


def stale(messages: Sequence[Message]) -> list[Message]:
    """Return the messages with buttons of another prompt than the newest."""
    asking = [message for message in messages if buttons(message.blocks)]
    prompts = [{value.partition(":")[0] for value, _ in buttons(m.blocks)} for m in asking]
    return [m for m, prompt in zip(asking, prompts, strict=True) if prompt != prompts[-1]]


def check(fake: FakeSlack, person: Person) -> None:
    """Assert that all was as Slack wants it, and that only the open prompt has buttons."""
    assert fake.ledger.findings == []
    assert all(attempt.taken for attempt in fake.ledger.attempts)
    assert stale(person.sees) == []
