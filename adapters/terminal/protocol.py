"""The JSON lines of `chat --jsonl`: a line in becomes an order, a reply becomes a line out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from adapters.terminal.account import learner
from bot.account import Account
from dialogues.input import Input, Pressed, Said
from dialogues.reply import Reply, button, full_text

MAX_LINE = 1 << 20
"""The longest line that is read, in bytes without its end."""

EXAMPLE = 'Send one JSON object a line, such as {"text": "hello"}.'
FIELDS = "text, choice, prompt, key, at, from, tick"


class BadLine(Exception):
    """A line that is not of the protocol. The message says what is wrong and what to do."""


class Order(msgspec.Struct, frozen=True):
    """What a line asks for. Without an `input` it only lets time pass."""

    input: Input | None = None
    key: str | None = None
    at: datetime | None = None
    account: Account | None = None


class Line(msgspec.Struct, forbid_unknown_fields=True, rename={"speaker": "from"}):
    """A line as it comes in. `prompt` belongs to a choice; beside a text it means nothing."""

    text: str | None = None
    choice: str | None = None
    prompt: int | None = None
    key: str | None = None
    at: str | None = None
    speaker: str | None = None
    tick: bool | None = None


class Button(msgspec.Struct):
    id: str
    label: str


class Picture(msgspec.Struct):
    path: str
    alt: str
    caption: str


class File(msgspec.Struct):
    path: str


class Message(msgspec.Struct, tag="message", omit_defaults=True):
    to: str
    text: str
    choices: list[Button]
    prompt: int | None
    image: Picture | None
    file: File | None = None


class TurnDone(msgspec.Struct, tag="turn"):
    accepted: bool
    duplicate: bool


class Trouble(msgspec.Struct, tag="error"):
    message: str


_decode = msgspec.json.Decoder(Line).decode
_encode = msgspec.json.Encoder().encode


def read_order(line: bytes) -> Order:
    """Return what this line asks for.

    Raises BadLine when it is not of the protocol.
    """
    fields = _parsed(line)
    account = _account(fields.speaker)
    at = None if fields.at is None else _time(fields.at)
    if fields.key is not None and not (1 <= len(fields.key) <= 200 and fields.key.isprintable()):
        raise BadLine('"key" must have 1 to 200 characters that can be printed.')
    return Order(_input(fields), fields.key, at, account)


def _parsed(line: bytes) -> Line:
    try:
        return _decode(line)
    except msgspec.ValidationError as error:
        wrong = f"A field holds the wrong kind of value: {error}."
        raise BadLine(f"{wrong} {EXAMPLE} The fields are {FIELDS}.") from error
    except UnicodeDecodeError as error:
        raise BadLine(f"This line is not UTF-8. {EXAMPLE}") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadLine(f"This line is not JSON that can be read: {error}. {EXAMPLE}") from error


def _input(fields: Line) -> Input | None:
    said = [n for n in ("text", "choice", "tick") if getattr(fields, n) is not None]
    if len(said) != 1 or fields.tick is False:
        raise BadLine('A line needs one of "text": "...", "choice": "ID" and "tick": true.')
    if fields.tick:
        return None
    words = fields.text if fields.choice is None else fields.choice
    if "\0" in str(words):
        raise BadLine(f'"{said[0]}" holds a NUL character. Send it without.')
    return Said(str(words)) if fields.choice is None else Pressed(fields.choice, fields.prompt)


def _time(text: str) -> datetime:
    example = 'Write it with its zone, such as "2026-03-02T09:00:00+00:00".'
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadLine(f'"at" is not a time. {example}') from error
    if at.tzinfo is None:
        raise BadLine(f'"at" has no time zone. {example}')
    if not 1970 < at.year < 3000:  # leaves room to add days, in any zone
        raise BadLine('"at" must be a time between the years 1971 and 2999.')
    return at.astimezone(UTC)


def _account(name: str | None) -> Account | None:
    try:
        return None if name is None else learner(name)
    except ValueError as error:
        raise BadLine(f'"from" is no name: {error}.') from error


def message(
    account: Account, reply: Reply, picture: Path | None, file: Path | None = None
) -> bytes:
    """Return the line of a reply, with its picture drawn at `picture` and its file at `file`."""
    image = reply.image
    drawn = Picture(str(picture), image.alt, image.caption) if image and picture else None
    buttons = [Button(c.id, button(c)) for c in reply.choices]
    kept = File(str(file)) if file else None
    return _encode(Message(account.user, full_text(reply), buttons, reply.prompt, drawn, kept))


def turn(*, duplicate: bool) -> bytes:
    """Return the line that ends the answer to an accepted input."""
    return _encode(TurnDone(accepted=True, duplicate=duplicate))


def trouble(words: str) -> bytes:
    """Return the line that says what is wrong."""
    return _encode(Trouble(words))
