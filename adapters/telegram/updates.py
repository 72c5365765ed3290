"""An update as an input for the runner, or the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from adapters.telegram.asking import Me
from adapters.telegram.keyboard import pressed
from adapters.telegram.shapes import CallbackQuery, ChatMemberUpdated, Message, Update
from bot.account import Account
from bot.ports import Incoming
from dialogues.input import Attached, Began, Input, Left, Returned, Said

PLATFORM = "telegram"

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that are asked for."""


class Taken(msgspec.Struct, frozen=True):
    """An input. A press is answered at once by its `callback` id, whatever becomes of it."""

    incoming: Incoming
    callback: str | None = None


class Grouped(msgspec.Struct, frozen=True):
    """The bot was added to, or spoken to in, the group with this id, where it does not teach."""

    chat: int


class Ignored(msgspec.Struct, frozen=True):
    """Nothing to do but to answer the `callback`, if it is a press."""

    why: str
    callback: str | None = None


Read: TypeAlias = Taken | Grouped | Ignored

_START = re.compile(r"/start(?:@\w+)?(?:\s+([A-Za-z0-9_-]{1,64}))?\s*", re.ASCII)

_NAME = re.compile(r"@(\w{1,64})", re.ASCII)

_GROUPS = ("group", "supergroup")

_OUT = ("left", "kicked")

_KINDS: Mapping[str, Literal["photo", "sticker", "voice", "file"]] = {
    "photo": "photo",
    "sticker": "sticker",
    "voice": "voice",
    "audio": "voice",
    "video_note": "voice",
    "document": "file",
    "video": "file",
    "animation": "file",
    "story": "file",
    "contact": "file",
    "location": "file",
    "venue": "file",
    "poll": "file",
    "dice": "file",
    "game": "file",
    "paid_media": "file",
    "checklist": "file",
}
"""What a message holds in place of words, and what it is called; the first that is there counts."""


class _Arrival(NamedTuple):
    update_id: int
    me: Me
    now: datetime

    def incoming(self, user: int, input: Input) -> Incoming:
        account = Account(PLATFORM, str(self.me.id), str(user))
        key, name = self.key(str(self.update_id)), self.me.username
        link = f"https://t.me/{name}?start=" if name else None
        return Incoming(account, input, self.now, key, link=link)

    def key(self, id: str) -> str:
        return f"{PLATFORM}:{self.me.id}:{id}"


def read(raw: object, me: Me, now: datetime) -> Read:
    """Return what the update means for us. Never raises, whatever its shape."""
    try:
        update = msgspec.convert(raw, Update)
    except (msgspec.ValidationError, RecursionError):
        return Ignored("it has not the shape of an update", _callback(raw))
    arrival = _Arrival(update.update_id, me, now)
    if update.callback_query:
        return _press(arrival, update.callback_query)
    if update.message:
        return _message(arrival, update.message)
    if update.my_chat_member:
        return _membership(arrival, update.my_chat_member)
    if update.edited_message is not None:
        return Ignored("an edited message: the first version was taken")
    return Ignored("a kind of update that is not asked for")


def _callback(raw: object) -> str | None:
    """Return the id of a press that is of no use otherwise."""
    query = raw.get("callback_query") if isinstance(raw, dict) else None
    id = query.get("id") if isinstance(query, dict) else None
    return id if isinstance(id, str) else None


def _press(arrival: _Arrival, query: CallbackQuery) -> Read:
    message, user = query.message, query.sender
    if message is None or message.chat.type != "private":
        return Ignored("a press outside a private chat", query.id)
    if message.chat.id != user.id or user.is_bot:
        return Ignored("a press below another's message", query.id)
    if message.sender and message.sender.id != arrival.me.id:
        return Ignored("a press below a message that is not the bot's", query.id)
    press = pressed(query.data or "")
    if press is None:
        return Ignored("a press with data that no button has", query.id)
    return Taken(arrival.incoming(user.id, press), query.id)


def _message(arrival: _Arrival, message: Message) -> Read:
    user, chat = message.sender, message.chat
    if user is None or user.is_bot:
        return Ignored("a message of no person")
    if chat.type in _GROUPS and _addressed(message.text or "", arrival.me):
        return Grouped(chat.id)
    if chat.type != "private" or chat.id != user.id:
        return Ignored("a message outside a private chat that is not for the bot")
    if message.text is None:
        return _attached(arrival, message)
    if start := _START.fullmatch(message.text):
        began = arrival.incoming(user.id, Began())
        return Taken(msgspec.structs.replace(began, lesson=start[1]))
    return Taken(arrival.incoming(user.id, Said(message.text)))


def _attached(arrival: _Arrival, message: Message) -> Read:
    kind = next((_KINDS[name] for name in _KINDS if getattr(message, name) is not None), None)
    if kind is None:
        return Ignored("a message of the platform itself, or of an unknown kind")
    incoming = arrival.incoming(message.chat.id, Attached(kind))
    if message.media_group_id:
        # An album comes as one message for each picture, and is answered once.
        key = arrival.key(f"album:{message.media_group_id}")
        incoming = msgspec.structs.replace(incoming, key=key)
    return Taken(incoming)


def _addressed(text: str, me: Me) -> bool:
    """Whether the text names this bot, in a command or otherwise."""
    names = [name.casefold() for name in _NAME.findall(text)]
    return bool(me.username) and me.username.casefold() in names


def _membership(arrival: _Arrival, member: ChatMemberUpdated) -> Read:
    before, after = member.old_chat_member.status, member.new_chat_member.status
    if member.chat.type == "private" and member.chat.id == member.sender.id:
        # Telegram's apps send /start as well when the bot is unblocked: that is what is answered.
        return Taken(arrival.incoming(member.sender.id, Left() if after in _OUT else Returned()))
    if member.chat.type in _GROUPS and before in _OUT and after not in _OUT:
        return Grouped(member.chat.id)
    return Ignored("another role in a group or channel")
