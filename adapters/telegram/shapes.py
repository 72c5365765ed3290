"""The parts of Telegram's updates that are read; all else in them is passed over."""

from __future__ import annotations

from typing import Any

import msgspec


class User(msgspec.Struct, frozen=True):
    """Who wrote or pressed."""

    id: int
    is_bot: bool = False


class Chat(msgspec.Struct, frozen=True):
    """Where; `type` is private, group, supergroup or channel."""

    id: int
    type: str


class Message(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """A message, also the one below which a button was pressed."""

    chat: Chat
    sender: User | None = None
    text: str | None = None
    media_group_id: str | None = None
    photo: Any = None
    sticker: Any = None
    voice: Any = None
    audio: Any = None
    video_note: Any = None
    document: Any = None
    video: Any = None
    animation: Any = None
    story: Any = None
    contact: Any = None
    location: Any = None
    venue: Any = None
    poll: Any = None
    dice: Any = None
    game: Any = None
    paid_media: Any = None
    checklist: Any = None


class CallbackQuery(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """A press on a button."""

    id: str
    sender: User
    message: Message | None = None
    data: str | None = None


class ChatMember(msgspec.Struct, frozen=True):
    """What the bot is in a chat."""

    status: str


class ChatMemberUpdated(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """The bot was blocked, unblocked, added or removed."""

    chat: Chat
    sender: User
    old_chat_member: ChatMember
    new_chat_member: ChatMember


class Update(msgspec.Struct, frozen=True):
    """One update; a kind that is not named here is passed over."""

    update_id: int
    message: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: ChatMemberUpdated | None = None
    edited_message: Any = None
