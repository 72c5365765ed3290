"""What Telegram asks of a message beyond names and types: lengths, entities, buttons, pictures."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from PIL import Image
from telegram import constants

from tests.telegram.fake.refusal import Finding
from tests.telegram.fake.schema import Upload

TEXT = int(constants.MessageLimit.MAX_TEXT_LENGTH)
CAPTION = int(constants.MessageLimit.CAPTION_LENGTH)
ENTITIES = int(constants.MessageLimit.MESSAGE_ENTITIES)
BUTTONS = int(constants.InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER)
IN_A_ROW = int(constants.InlineKeyboardMarkupLimit.BUTTONS_PER_ROW)
DATA = int(constants.InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)
MARKUP = 10_000  # bytes; "Reply markup is too long" is documented nowhere
PHOTO = int(constants.FileSizeLimit.PHOTOSIZE_UPLOAD)
FILE = int(constants.FileSizeLimit.FILESIZE_UPLOAD)
SIDES = 10_000  # pixels, both sides of a photo together
RATIO = 20

_TYPES = {str(t) for t in constants.MessageEntityType}
_CONTROL = {chr(c) for c in range(32)} - {"\n", "\t"}
_LOOKS = ("url", "user", "language", "custom_emoji_id")
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)


def check_text(text: str, entities: Sequence[Mapping[str, Any]], limit: int, name: str) -> None:
    """Check a text or a caption with its entities. Raises Finding."""
    try:
        units = text.encode("utf-16-le")
    except UnicodeEncodeError:
        raise Finding(f"{name} has half a character", "strings must be encoded in UTF-8") from None
    if found := _CONTROL & {*text}:
        raise Finding(f"{name} has control characters: {found}")
    if text != text.strip():
        raise Finding(f"{name} has white space at its ends: Telegram would cut it off")
    if limit == TEXT and not text:
        raise Finding("text is empty", "message text is empty")
    if len(units) // 2 > limit:
        too_long = "message is too long" if limit == TEXT else "message caption is too long"
        raise Finding(f"{name} is {len(units) // 2} units long, of {limit}", too_long)
    _check_entities(units, entities)


def _check_entities(units: bytes, entities: Sequence[Mapping[str, Any]]) -> None:
    if len(entities) > ENTITIES:
        raise Finding(f"{len(entities)} entities: those after {ENTITIES} are not shown")
    for entity in entities:
        start, length = entity["offset"], entity["length"]
        _check_span(units, start, start + length, str(entity))
        if entity["type"] not in _TYPES:
            raise _unparsable(f"no type of entity: {entity['type']}")
        if entity["type"] == "text_link":
            _check_url(entity.get("url"))
        elif any(entity.get(look) for look in _LOOKS[:2]):
            raise _unparsable(f"an entity with too much: {entity}")
    for one, other in pairwise(sorted((e["offset"], -e["offset"] - e["length"]) for e in entities)):
        if -one[1] > other[0] and -other[1] > -one[1]:
            raise _unparsable("two entities overlap and neither lies inside the other")


def _check_span(units: bytes, start: int, end: int, what: str) -> None:
    if not 0 <= start < end <= len(units) // 2:
        raise _unparsable(f"an entity is outside the text of {len(units) // 2} units: {what}")
    for edge in (start, end):
        if 0xDC <= int.from_bytes(units[2 * edge : 2 * edge + 2], "little") >> 8 <= 0xDF:
            raise _unparsable(f"an entity cuts a character in two: {what}")
    if not units[2 * start : 2 * end].decode("utf-16-le").strip():
        raise _unparsable(f"an entity of white space is not kept: {what}")


def _check_url(url: str | None) -> None:
    parts = urlsplit(url or "")
    if parts.scheme not in ("http", "https", "tg") or not parts.netloc:
        raise _unparsable(f"a link leads nowhere: {url!r}")


def _unparsable(what: str) -> Finding:
    return Finding(what, "can't parse entities: " + what)


def check_buttons(markup: Mapping[str, Any], *, editing: bool) -> None:
    """Check an inline keyboard. Raises Finding."""
    rows = markup.get("inline_keyboard")
    if rows is None:
        raise Finding("only inline keyboards are known to this server")
    if not rows and editing:
        return
    if not rows or not all(rows):
        raise Finding("an empty keyboard or row")
    if sum(map(len, rows)) > BUTTONS or max(map(len, rows)) > IN_A_ROW:
        raise Finding("too many buttons", "reply markup is too long")
    if len(json.dumps(markup, ensure_ascii=False).encode()) > MARKUP:
        raise Finding("the buttons take too many bytes", "reply markup is too long")
    for button in (button for row in rows for button in row):
        _check_button(button)


def _check_button(button: Mapping[str, Any]) -> None:
    if not button["text"].strip():
        raise Finding("a button without words", "text buttons are unallowed without text")
    if len([name for name in _ACTIONS if name in button]) != 1:
        raise Finding(f"a button does not do one thing: {button}")
    if not 1 <= len(button.get("callback_data", "-").encode()) <= DATA:
        raise Finding(f"callback data takes 1 to {DATA} bytes: {button}", "BUTTON_DATA_INVALID")


def check_photo(photo: Upload) -> tuple[int, int]:
    """Check a picture and return its width and height. Raises Finding."""
    if len(photo.content) > PHOTO:
        raise Finding("a photo of more than 10 MB", "file is too big", 413)
    try:
        with Image.open(io.BytesIO(photo.content)) as image:
            image.load()
            width, height = image.size
    except (OSError, SyntaxError):
        raise Finding("a photo that is no picture", "IMAGE_PROCESS_FAILED") from None
    if width + height > SIDES or max(width, height) > RATIO * min(width, height):
        raise Finding(f"a photo of {width} x {height}", "PHOTO_INVALID_DIMENSIONS")
    return width, height


def check_file(file: Upload) -> None:
    """Check a file that is sent as it is. Raises Finding."""
    if not file.content:
        raise Finding("a file that is empty", "file must be non-empty")
    if len(file.content) > FILE:
        raise Finding("a file of more than 50 MB", "file is too big", 413)
    if not file.name or "/" in file.name:
        raise Finding(f"a file without a plain name: {file.name!r}")
