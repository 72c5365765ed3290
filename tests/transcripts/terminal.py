"""The program itself as the other side of a transcript: JSON lines to a real process."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path

from bot.content.load import load_course
from dialogues.input import Attached, Pressed, Said
from tests.terminal.chat import Chat, Line, chat
from tests.transcripts.courses import content
from tests.transcripts.engine import ZONE, name
from tests.transcripts.script import Act, Button, Shown


class Terminal:
    """One learner. Another course means another life of the process on the same database."""

    def __init__(self, learner: str, folder: Path, database: Path) -> None:
        self.learner, self.folder, self.database = learner, folder, database
        self.life = AsyncExitStack()
        self.talk: Chat | None = None
        self.pictures: dict[str, str] = {}
        self.several = False

    async def restart(self, course: str) -> None:
        """Start the process with this course, and end the one before."""
        await self.end()
        home = content(course, self.folder)
        images = [i for lesson in load_course(home).lessons for i in lesson.images.values()]
        self.pictures = {image.alt: name(image) for image in images}
        process = chat(self.database, "--content", str(home), TZ=ZONE)
        self.talk = await self.life.enter_async_context(process)

    async def end(self) -> None:
        """Let the process end by itself, if there is one."""
        if self.talk:
            assert await self.talk.end() == 0
        await self.life.aclose()

    async def take(self, act: Act, at: datetime | None, key: str | None) -> list[Shown]:
        """Say it in one line, and return what is said to this learner."""
        if self.talk is None:
            await self.restart("tiny")
        assert self.talk
        line = _line(act) | ({"at": at.isoformat()} if at else {})
        line |= {"key": f"{self.learner}:{key}"} if key else {}
        *messages, last = await self.talk.send(line | {"from": self.learner})
        assert last["type"] == "turn", last
        if not self.several:
            messages = [m for m in messages if m["to"] == self.learner]
        return [self._shown(m) for m in messages]

    def speaks(self, who: str, platform: str | None, tenant: str | None) -> None:
        """Let this learner speak from here on."""
        self.learner, self.several = who, True

    def speaks_of(self, learner: str) -> Terminal:
        """Return the same process as another learner meets it."""
        other = Terminal(learner, self.folder, self.database)
        other.talk, other.pictures = self.talk, self.pictures
        return other

    def _shown(self, message: Line) -> Shown:
        buttons = tuple(Button(c["id"], c["label"]) for c in message["choices"])
        picture = message["image"] and self._name(message["image"])
        to = message["to"] if message["to"] != self.learner else None
        return Shown(message["text"], buttons, message["prompt"], picture, to)

    def _name(self, image: Line) -> str:
        """A picture of a lesson is known by its words, a chart by the name of its file."""
        chart = Path(image["path"]).name.partition("-")[0]
        return self.pictures.get(image["alt"], chart)


def _line(act: Act) -> Line:
    match act:
        case Attached():
            raise ValueError("nothing but text can be sent in a terminal")
        case Said(text):
            return {"text": text}
        case Pressed(choice, prompt):
            return {"choice": choice, "prompt": prompt}
        case None:
            return {"tick": True}
