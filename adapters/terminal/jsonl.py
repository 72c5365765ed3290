"""JSON lines for a program: orders in, messages and turns out."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from adapters.terminal import protocol
from adapters.terminal.gone import ends_when_gone
from adapters.terminal.keeping import Keep
from adapters.terminal.lines import Lines, TooLong
from adapters.terminal.session import Session
from bot.account import Account
from bot.ports import StoreUnavailable
from bot.sending import Draw
from dialogues.reply import Reply

NOT_TAKEN = "Nothing was taken: {error} Send the line again."


class JsonLines:
    """Writes replies as JSON lines; each is out when `send` returns."""

    def __init__(self, out: BinaryIO, draw: Draw, keep: Keep) -> None:
        self._out, self._draw, self._keep = out, draw, keep

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        """Do nothing: what was written stays."""

    async def send(self, account: Account, reply: Reply) -> None:
        picture = await self._draw(reply.image) if reply.image else None
        if reply.image and picture is None:  # what it shows must not be lost
            reply = msgspec.structs.replace(reply, text=f"{reply.text}\n\n{reply.image.text}")
        file = await self._keep(account, reply.document) if reply.document else None
        self.write(protocol.message(account, reply, picture, file))

    def write(self, line: bytes) -> None:
        """Write one line, at once."""
        with ends_when_gone(self._out):
            self._out.write(line + b"\n")
            self._out.flush()


async def converse(session: Session, me: Account, lines: Lines[bytes], out: JsonLines) -> None:
    """Answer lines until the input ends. `me` speaks where a line does not say who."""
    await session.send_waiting()
    while True:
        try:
            order = protocol.read_order(await lines.next())
        except EOFError:
            return
        except TooLong:
            out.write(protocol.trouble("This line is longer than 1 MiB. Send less at once."))
        except protocol.BadLine as error:
            out.write(protocol.trouble(str(error)))
        else:
            out.write(await _answer(session, me, order))


async def _answer(session: Session, me: Account, order: protocol.Order) -> bytes:
    if order.at is not None:
        session.clock.set(order.at)
    try:
        if order.input is None:
            await session.tick()
            return protocol.turn(duplicate=False)
        receipt = await session.take(order.account or me, order.input, order.key)
        return protocol.turn(duplicate=receipt.duplicate)
    except StoreUnavailable as error:
        return protocol.trouble(NOT_TAKEN.format(error=error))
