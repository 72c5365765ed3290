"""`tutorbot chat`: teach in this terminal."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from difflib import get_close_matches
from urllib.parse import urlsplit

import click
import msgspec

from adapters.sql import open_store
from adapters.terminal import jsonl
from adapters.terminal.account import PLATFORM, learner, local_zone, login_name
from adapters.terminal.clock import ChatClock
from adapters.terminal.keyboard import Keyboard, Page
from adapters.terminal.lines import Lines, read_line
from adapters.terminal.plain import PlainPage
from adapters.terminal.protocol import MAX_LINE
from adapters.terminal.session import Session
from adapters.terminal.typing_line import TypingLine, ask, is_dumb
from bot.account import Account
from bot.cli.course import course_of
from bot.cli.options import with_settings
from bot.clock import machine_time
from bot.main import closing, drawing, files_of, keeping, limits_of, serving
from bot.retention import Retention
from bot.sending import Sender
from bot.settings import Settings
from dialogues.course import Course


class Chat(msgspec.Struct, frozen=True):
    """Who is taught, what, and on which settings."""

    settings: Settings
    course: Course
    me: Account
    lesson: str | None

    @contextlib.asynccontextmanager
    async def session(self, sender: Sender, only: Account | None = None) -> AsyncIterator[Session]:
        """Run the program for this chat until the block ends."""
        async with (
            closing(await open_store(self.settings.database_url, now=machine_time())) as store,
            serving(
                store,
                self.course,
                {PLATFORM: sender},
                only=only,
                sharing=self.settings.manager_sharing,
                files=files_of(self.settings),
            ) as program,
        ):
            await Retention(store, limits_of(self.settings)).purge(keys=False)
            clock = ChatClock(machine_time)
            yield Session(program, clock, zone=local_zone(), lesson=self.lesson)


@click.command()
@click.option("--lesson", metavar="ID", help="The lesson to take.")
@click.option("--as", "name", metavar="NAME", help="Which learner speaks. Default: the login name.")
@click.option("--jsonl", "as_jsonl", is_flag=True, help="Talk in JSON lines, for a program.")
@click.option("--plain", is_flag=True, help="Plain text, for pipes and screen readers.")
@with_settings
def chat(
    settings: Settings, lesson: str | None, name: str | None, *, as_jsonl: bool, plain: bool
) -> None:
    """Teach in this terminal, with no token and no network.

    Everything is kept in one file: stop at any time, come back, and go on where you were.

    \b
    Examples:
      tutorbot chat
      tutorbot chat --as ann --plain
      echo '{"text": "hello"}' | tutorbot chat --jsonl
    """
    me = _learner(name)
    course = course_of(settings)
    _check(lesson, course)
    this = Chat(settings, course, me, lesson)
    talk = _json_lines(this) if as_jsonl else _person(this, plain=plain)
    asyncio.run(_until_told(talk))


def _learner(name: str | None) -> Account:
    try:
        return learner(login_name() if name is None else name)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--as") from error


def _check(lesson: str | None, course: Course) -> None:
    if lesson is None or lesson in course.lesson:
        return
    near = get_close_matches(lesson, course.lesson, n=1, cutoff=0)[0]
    raise click.BadParameter(f"no such lesson. Did you mean {near}?", param_hint="--lesson")


async def _until_told(talk: Coroutine[None, None, None]) -> None:
    """Talk until it ends by itself, or until the system or a closed window says so."""
    task = asyncio.ensure_future(talk)
    for name in ("SIGTERM", "SIGHUP"):
        with contextlib.suppress(NotImplementedError, AttributeError):  # not on every system
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), task.cancel)
    await task


async def _json_lines(chat: Chat) -> None:
    out = jsonl.JsonLines(sys.stdout.buffer, drawing(chat.settings), keeping(chat.settings))
    async with chat.session(out) as session:
        with contextlib.suppress(asyncio.CancelledError):
            await jsonl.converse(session, chat.me, Lines(_standard_input()), out)


async def _person(chat: Chat, *, plain: bool) -> None:
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    typing = TypingLine(sys.stdout, editing=not plain and not is_dumb()) if at_terminal else None
    page = PlainPage(sys.stdout) if plain or not at_terminal else _rich_page()
    keyboard = Keyboard(page, drawing(chat.settings), keeping(chat.settings), typing)
    with typing.kept() if typing else contextlib.nullcontext():
        async with chat.session(keyboard, only=chat.me) as session:
            lines = Lines(ask if at_terminal else _as_text(_standard_input()))
            await keyboard.converse(session, chat.me, lines, _come_back())


def _standard_input() -> Callable[[], bytes]:
    # Not sys.stdin: the program may end while a thread is still reading, and closes that one.
    source = open(0, "rb", closefd=False)  # noqa: SIM115  # read to the end of the program
    return lambda: read_line(source, MAX_LINE)


def _as_text(read: Callable[[], bytes]) -> Callable[[], str]:
    return lambda: read().decode()


def _rich_page() -> Page:
    with contextlib.suppress(ImportError):  # not on every system
        import readline  # noqa: F401, PLC0415  # gives the line its editing keys
    from adapters.terminal.rich_page import RichPage  # noqa: PLC0415  # slow to load

    return RichPage(sys.stdout)


def _come_back() -> str:
    """Return the command that comes back to this chat."""
    given = click.get_current_context().params
    if given["database"] and urlsplit(given["database"]).password:  # not onto the screen
        given = {**given, "database": None}
    options = {"--as": "name", "--database": "database", "--content": "content"}
    words = [word for o, name in options.items() if given[name] for word in (o, str(given[name]))]
    program = ["uv", "run", "tutorbot"] if "UV" in os.environ else ["tutorbot"]  # as it was begun
    return shlex.join([*program, "chat", *words, *(["--plain"] if given["plain"] else [])])
