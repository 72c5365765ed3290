"""A person at the keyboard: what they type goes in, what is said to them is shown."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Protocol

from adapters.terminal.keeping import Keep
from adapters.terminal.lines import Lines
from adapters.terminal.session import Session
from adapters.terminal.typed import typed
from adapters.terminal.typing_line import TypingLine
from bot.account import Account
from bot.ports import StoreUnavailable
from bot.sending import Draw
from dialogues.input import Began
from dialogues.reply import Reply

log = logging.getLogger("tutorbot.terminal")

POLL = 5.0

HOW = "Type the number of a choice to press it, or type your answer. Ctrl-C leaves.\n"
FILE = "The file: {path}\n"
NOT_SAVED = "I could not save that. Nothing was lost; send it again."
NOT_READ = "I could not read that line: it is not UTF-8 text, or too long. Type it again."
GOODBYE = "Your place is kept. Come back with: {come_back}"


class Page(Protocol):
    """Where messages are shown."""

    def show(self, reply: Reply, picture: Path | None) -> None:
        """Show a message, with its picture drawn at `picture` if it could be."""

    def say(self, line: str) -> None:
        """Show a line of the program's own."""


class Keyboard:
    """Shows messages on the page, and takes typed lines to the session until they end.

    `typing` is the line at the foot of the page, if a person types there. `poll` is the seconds
    between two looks at what has come due.
    """

    def __init__(
        self,
        page: Page,
        draw: Draw,
        keep: Keep,
        typing: TypingLine | None = None,
        *,
        poll: float = POLL,
    ) -> None:
        self._page, self._draw, self._keep = page, draw, keep
        self._typing, self._poll = typing, poll
        self._open: Reply | None = None
        self._on_line = False

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        """Do nothing: what was shown stays."""

    async def send(self, account: Account, reply: Reply) -> None:
        picture = await self._draw(reply.image) if reply.image else None
        file = await self._keep(account, reply.document) if reply.document else None
        self._leave_line()
        self._page.show(reply, picture)
        if file:
            self._page.say(FILE.format(path=file))
        if reply.prompt is not None:
            self._open = reply

    async def converse(
        self, session: Session, me: Account, lines: Lines[str], come_back: str
    ) -> None:
        """Speak first, then answer every line; at the end say how to come back."""
        try:
            if self._typing:
                self._page.say(HOW)
            await session.send_waiting()
            await session.open(me, Began())
            while True:
                await self._answer(session, me, await self._line(session, lines))
        except (EOFError, asyncio.CancelledError):
            self._leave_line()
            self._page.say(GOODBYE.format(come_back=come_back))

    async def _line(self, session: Session, lines: Lines[str]) -> str | None:
        """Return the next line, None when it cannot be read; meanwhile show what comes due."""
        line = lines.next()
        self._on_line = True
        while not line.done():
            await asyncio.wait([line], timeout=self._poll)
            if not line.done():
                await self._show_due(session)
        try:
            text = line.result()
        except ValueError:
            text = None
        self._on_line = False
        return text

    async def _show_due(self, session: Session) -> None:
        try:
            await session.tick()
        except StoreUnavailable as error:
            log.info("what is due waits: %s", error)
        if self._typing and not self._on_line:
            self._typing.redraw()
        self._on_line = True

    async def _answer(self, session: Session, me: Account, text: str | None) -> None:
        if text is None:
            self._page.say(NOT_READ)
            return
        try:
            await session.take(me, typed(text, self._open))
        except StoreUnavailable:
            self._page.say(NOT_SAVED)

    def _leave_line(self) -> None:
        if self._typing and self._on_line:
            self._typing.leave()
        self._on_line = False
