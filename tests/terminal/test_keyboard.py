"""A person at the keyboard: what typing does, what comes meanwhile, and how it ends."""

from __future__ import annotations

import asyncio
import io
import queue
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.sql import open_store
from adapters.terminal.account import learner
from adapters.terminal.clock import ChatClock
from adapters.terminal.keyboard import NOT_READ, NOT_SAVED, Keyboard
from adapters.terminal.lines import Lines
from adapters.terminal.plain import PlainPage
from adapters.terminal.session import Program, Session
from adapters.terminal.typed import typed
from adapters.terminal.typing_line import TypingLine
from bot.account import Account
from bot.content import load_course
from bot.main import closing, serving
from bot.ports import Incoming, Receipt, StoreUnavailable
from dialogues.input import Pressed, Said
from dialogues.reply import Choice, Document, Image, Reply
from tests.terminal.chat import LESSONS

ANN = learner("ann")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OPEN = Reply("Why?", (Choice("lens", "The lens", "A"), Choice("skip", "Skip")), 7, form="text")


@pytest.mark.parametrize("text", ["2", " 2 ", "２", "\u00a02\t"])
def test_a_number_presses_that_choice_of_the_open_prompt(text: str) -> None:
    assert typed(text, OPEN) == Pressed("skip", 7)


@pytest.mark.parametrize("text", ["3", "0", "-1", "2 lamps", "two", "A", ""])
def test_all_else_is_said(text: str) -> None:
    assert typed(text, OPEN) == Said(text)


def test_a_number_is_said_when_no_prompt_is_open() -> None:
    assert typed("1", None) == Said("1")


class Paper(io.StringIO):
    """Text that is written down; `prompted` is set whenever it ends with a prompt."""

    def __init__(self) -> None:
        super().__init__()
        self.prompted = asyncio.Event()

    def write(self, text: str) -> int:
        if text.endswith("> "):
            self.prompted.set()
        return super().write(text)


class Desk:
    """A keyboard and a screen in memory, on a real program; the test types and reads."""

    def __init__(self, at_terminal: bool) -> None:
        self.out = Paper()
        self.keys: queue.Queue[str | Exception] = queue.Queue()
        self.clock = ChatClock(lambda: NOON)
        self.clock.set(NOON)
        self.asked = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._lines = Lines(self._read)
        typing = TypingLine(self.out, editing=False) if at_terminal else None
        self.keyboard = Keyboard(PlainPage(self.out), no_picture, no_file, typing, poll=0.01)

    async def sit(self, program: Program) -> None:
        session = Session(program, self.clock)
        await self.keyboard.converse(session, ANN, self._lines, "tutorbot chat")

    async def type(self, line: str | Exception) -> str:
        """Type a line when it is asked for; return all that is shown until the next is."""
        await self.asked.wait()
        self.asked.clear()
        shown = len(self.out.getvalue())
        self.keys.put(line)
        await self.asked.wait()
        return self.out.getvalue()[shown:]

    def _read(self) -> str:
        self._loop.call_soon_threadsafe(self.asked.set)
        line = self.keys.get()
        if isinstance(line, Exception):
            raise line
        return line


async def no_file(account: Account, document: Document) -> Path:
    return Path("my data.json")


async def no_picture(image: Image) -> Path | None:
    return None


@asynccontextmanager
async def sitting(
    tmp_path: Path,
    *,
    at_terminal: bool = False,
    through: Callable[[Program], Program] = lambda program: program,
) -> AsyncIterator[Desk]:
    """Sit at a desk; at the end of the block the input ends."""
    desk = Desk(at_terminal)
    async with (
        closing(await open_store(f"sqlite:///{tmp_path}/tutorbot.db", now=NOON)) as store,
        serving(store, load_course(LESSONS), {"terminal": desk.keyboard}, only=ANN) as program,
    ):
        sits = asyncio.create_task(desk.sit(through(program)))
        yield desk
        await desk.asked.wait()
        desk.keys.put(EOFError())
        await sits


async def test_the_tutor_speaks_first_and_the_end_says_how_to_come_back(tmp_path: Path) -> None:
    async with sitting(tmp_path) as desk:
        pass
    shown = desk.out.getvalue()
    assert shown.startswith("Welcome. This lesson is about lighthouses.")
    assert shown.endswith("Your place is kept. Come back with: tutorbot chat\n")


async def test_who_comes_back_is_at_the_same_question(tmp_path: Path) -> None:
    async with sitting(tmp_path) as desk:
        question = await desk.type("2")
    async with sitting(tmp_path) as desk:
        again = await desk.type("that is no answer")
    assert question.splitlines()[-2] in again


async def test_a_line_that_cannot_be_read_gets_one_line_and_the_talk_goes_on(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path) as desk:
        bad = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
        assert await desk.type(bad) == NOT_READ + "\n"
        assert "Thanks." in await desk.type("1")


async def test_a_store_that_fails_gets_one_line_and_the_answer_can_be_sent_again(
    tmp_path: Path,
) -> None:
    fails = iter([False, True, False])

    def failing(program: Program) -> Program:
        async def submit(incoming: Incoming) -> Receipt:
            if next(fails):
                raise StoreUnavailable("the disk is full")
            return await program.submit(incoming)

        return Program(submit, program.fire_due, program.drain)

    async with sitting(tmp_path, through=failing) as desk:
        assert await desk.type("1") == NOT_SAVED + "\n"
        assert "Thanks." in await desk.type("1")


async def test_a_reminder_that_comes_due_appears_above_the_line_that_is_typed(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, at_terminal=True) as desk:
        await desk.type("later")
        await desk.type("1")
        await desk.asked.wait()
        before = len(desk.out.getvalue())
        desk.clock.set(NOON + timedelta(hours=2))
        await desk.out.prompted.wait()
        reminder = desk.out.getvalue()[before:]
    assert reminder.startswith("\nYou asked me to remind you.")
    assert reminder.endswith("\n> ")


async def test_a_reminder_for_somebody_else_waits(tmp_path: Path) -> None:
    bob = learner("bob")
    async with sitting(tmp_path) as desk:
        await desk.type("later")
        await desk.type("1")
    async with (
        closing(await open_store(f"sqlite:///{tmp_path}/tutorbot.db", now=NOON)) as store,
        serving(store, load_course(LESSONS), {}, only=bob) as program,
    ):
        assert await program.fire_due(NOON + timedelta(days=1)) == 0
        assert await program.drain(NOON + timedelta(days=1)) == 0
    async with (
        closing(await open_store(f"sqlite:///{tmp_path}/tutorbot.db", now=NOON)) as store,
        serving(store, load_course(LESSONS), {}, only=ANN) as program,
    ):
        assert await program.fire_due(NOON + timedelta(days=1)) == 1
