"""A reply as messages of Telegram: text, buttons, a picture or a file with its caption."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from adapters.picture_words import picture_words
from adapters.telegram.entities import KEPT_TEXTS, Entity, Formatted, formatted, on_the_wire
from adapters.telegram.keyboard import NO_BUTTONS, fewer, markup, unsaid
from adapters.telegram.splitting import CAPTION, TEXT, fits, pieces
from dialogues.reply import Document, Image, Reply, full_text

NOTHING = Formatted("…")
"""Stands for a text in which nothing can be seen: Telegram takes no empty message."""

_ADDRESS = re.compile(r"\w\.\w|://")

Params = Mapping[str, Any]


class Message(msgspec.Struct, frozen=True):
    """One message: a text, or a picture or a file whose caption is the text."""

    text: Formatted
    buttons: Mapping[str, Any] | None = None
    image: Image | None = None
    document: Document | None = None

    @property
    def has_caption(self) -> bool:
        return bool(self.image or self.document)


def messages(reply: Reply, *, drawn: bool = True) -> list[Message]:
    """Return the messages that say the reply; the last one has the buttons.

    Without a drawing, the picture is said in words.
    """
    buttons = markup(reply.choices, reply.prompt or 0) if reply.choices else None
    words = picture_words(reply, drawn=drawn)
    if buttons and (labels := unsaid(reply.choices, buttons)):
        words = [*words, "\n".join(labels)]
    text = formatted("\n\n".join([full_text(reply), *words]))
    if reply.document:
        return _with_file(reply.document, text, buttons)
    if reply.image is None or not drawn:
        return _texts(text, buttons)
    if fits(text, CAPTION):
        return [Message(text, buttons, reply.image)]
    caption = formatted(reply.image.caption)
    short = caption if fits(caption, CAPTION) else Formatted("")
    return [Message(short, None, reply.image), *_texts(text, buttons)]


def _with_file(
    document: Document, text: Formatted, buttons: Mapping[str, Any] | None
) -> list[Message]:
    if fits(text, CAPTION):
        return [Message(text, buttons, document=document)]
    return [Message(Formatted(""), document=document), *_texts(text, buttons)]


def _texts(text: Formatted, buttons: Mapping[str, Any] | None) -> list[Message]:
    *before, last = pieces(text) or [NOTHING]
    return [*(Message(piece) for piece in before), Message(last, buttons)]


def sending(message: Message, chat: int) -> dict[str, Any]:
    """Return the parameters of sendMessage, or of what sends a file without the file."""
    params: dict[str, Any] = {"chat_id": chat, **_body(message)}
    if message.buttons:
        params["reply_markup"] = message.buttons
    return params


def settling(message: Message, chat: int, id: int, words: str | None) -> Params | None:
    """Return the parameters that edit the words into a message and take its buttons away.

    None when there are no words, or no room for them.
    """
    edited = None if words is None else _with_words(message, words)
    if edited is None:
        return None
    return {"chat_id": chat, "message_id": id, **_body(edited), "reply_markup": NO_BUTTONS}


def _with_words(message: Message, words: str) -> Message | None:
    """Return the message with the chosen answer below it, marked as what the learner said."""
    before = f"{message.text.text}\n\n→ " if message.text.text else "→ "
    chosen = Entity("italic", len(before), len(before) + len(words))
    text = Formatted(before + words, (*message.text.entities, chosen))
    limit = CAPTION if message.has_caption else TEXT
    return msgspec.structs.replace(message, text=text) if fits(text, limit) else None


def _body(message: Message) -> Params:
    return _caption(message.text) if message.has_caption else _text(message.text)


@lru_cache(KEPT_TEXTS)
def _caption(shown: Formatted) -> Params:
    text, entities = shown.text, on_the_wire(shown)
    caption: dict[str, Any] = {"caption": text} if text else {}
    return {**caption, **({"caption_entities": entities} if entities else {})}


@lru_cache(KEPT_TEXTS)
def _text(shown: Formatted) -> Params:
    text, entities = shown.text, on_the_wire(shown)
    body: dict[str, Any] = {"text": text, **({"entities": entities} if entities else {})}
    if _ADDRESS.search(text) or any(entity["type"] == "text_link" for entity in entities):
        body["link_preview_options"] = {"is_disabled": True}
    return body


def without_looks(params: Params) -> Params | None:
    """Return the parameters without entities, for when Telegram does not take them, if any."""
    plain = {k: v for k, v in params.items() if k not in ("entities", "caption_entities")}
    return plain if len(plain) < len(params) else None


def with_fewer_buttons(params: Params) -> Params | None:
    """Return the parameters with half the buttons, at last without; None when there are none."""
    others = {k: v for k, v in params.items() if k != "reply_markup"}
    if len(others) == len(params):
        return None
    buttons = fewer(params["reply_markup"])
    return {**others, "reply_markup": buttons} if buttons else others
