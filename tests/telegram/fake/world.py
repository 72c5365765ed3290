"""What the server keeps: the bot, people, chats with their messages, files, buttons pressed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

import msgspec

from tests.telegram.fake import refusal
from tests.telegram.fake.ledger import Ledger
from tests.telegram.fake.message import Document, Entity, Message, Photo
from tests.telegram.fake.updates import Updates

BOT = 4242
BOT_NAME = "strict_test_bot"
TOKEN = f"{BOT}:AAEx-this_is_no_secret_of_anybody-0"


class Chat:
    """A private chat or a group, and what stands in it, oldest first."""

    def __init__(self, id: int, about: Mapping[str, Any]) -> None:
        self.id = id
        self.about = {"id": id, **about}
        self.messages: dict[int, Message] = {}
        self.started = self.blocked = self.deactivated = False
        self.moved_to: int | None = None

    @property
    def from_bot(self) -> list[Message]:
        """What the bot said here, as it looks now."""
        return [message for message in self.messages.values() if message.by == BOT]

    def check_reachable(self) -> None:
        """Raises Refusal when the bot cannot write here."""
        if self.moved_to is not None:
            raise refusal.migrated(self.moved_to)
        if self.deactivated:
            raise refusal.deactivated()
        if self.blocked:
            raise refusal.blocked()
        if not self.started:
            raise refusal.never_started()


class Query(msgspec.Struct):
    """A press that waits for an answer."""

    chat: int
    old: bool = False
    answers: int = 0


class Profile(msgspec.Struct):
    """What the bot says of itself, by language."""

    commands: dict[str, Any]
    description: dict[str, str]
    short_description: dict[str, str]


class World:
    """Everything that a method of the Bot API reads or changes."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.updates = Updates(self.ledger)
        self.chats: dict[int, Chat] = {}
        self.people: dict[int, dict[str, Any]] = {}
        self.queries: dict[str, Query] = {}
        self.photos: dict[str, Photo] = {}
        self.files: dict[str, bytes] = {}
        self.profile = Profile({}, {}, {})
        self.webhook: dict[str, Any] = {}
        self.me = {
            "id": BOT,
            "is_bot": True,
            "first_name": "Strict",
            "username": BOT_NAME,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self._ids = count(1)

    def chat(self, id: object) -> Chat:
        """Return the chat. Raises Refusal."""
        chat = self.chats.get(id) if isinstance(id, int) else None
        if chat is None:
            raise refusal.chat_not_found()
        return chat

    def add(  # noqa: PLR0913  # the parts of a message
        self,
        chat: Chat,
        by: int,
        *,
        text: str = "",
        entities: Sequence[Entity] = (),
        photo: Photo | None = None,
        markup: Mapping[str, Any] | None = None,
        document: Document | None = None,
    ) -> Message:
        """Put a message into the chat."""
        now = int(time.time())
        message = Message(
            next(self._ids), chat.id, by, now, text, entities, photo, markup, document=document
        )
        chat.messages[message.id] = message
        return message

    def put_photo(self, name: str, content: bytes, width: int, height: int) -> Photo:
        """Keep an uploaded picture under a new file id."""
        id = f"AgACAgIAAxkB{len(self.photos):06}"
        self.photos[id] = Photo(id, name, width, height, len(content))
        self.files[id] = content
        return self.photos[id]

    def put_document(self, name: str, content: bytes) -> Document:
        """Keep an uploaded file under a new file id."""
        document = Document(f"BQACAgIAAxkB{len(self.files):06}", name, len(content))
        self.files[document.file_id] = content
        return document

    def raw(self, message: Message) -> dict[str, Any]:
        """Return the message as the Bot API shows it."""
        return dict(self._parts(message))

    def _parts(self, message: Message) -> Iterator[tuple[str, Any]]:
        yield "message_id", message.id
        yield "from", self._user(message.by)
        yield "chat", self.chats[message.chat].about
        yield "date", message.date
        if message.edits:
            yield "edit_date", message.date
        if message.photo:
            yield "photo", _sizes(message.photo)
        if message.document:
            yield "document", _document(message.document)
        words = "caption" if message.has_caption else "text"
        if message.text:
            yield words, message.text
        if message.entities:
            name = "caption_entities" if message.has_caption else "entities"
            yield name, [*message.entities]
        if message.rows:
            yield "reply_markup", message.markup

    def _user(self, id: int) -> Mapping[str, Any]:
        if id == BOT:
            return {name: self.me[name] for name in ("id", "is_bot", "first_name", "username")}
        return self.people[id]


def _document(document: Document) -> dict[str, Any]:
    return {
        "file_id": document.file_id,
        "file_unique_id": f"{document.file_id}u",
        "file_name": document.name,
        "file_size": document.size,
    }


def _sizes(photo: Photo) -> list[dict[str, Any]]:
    return [
        {
            "file_id": f"{photo.file_id}{size}" if size else photo.file_id,
            "file_unique_id": f"{photo.file_id}u{size}",
            "width": photo.width // part,
            "height": photo.height // part,
            "file_size": photo.size // part,
        }
        for size, part in (("s", 10), ("m", 3), ("", 1))
    ]
