"""People: what they do in their chats with the bot, and what they see there."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from tests.telegram.fake.message import Button, Message
from tests.telegram.fake.world import BOT, BOT_NAME, Chat, Query, World

_QUERIES = count(880_000_001)


class User:
    """A person. Everything that they do returns the id of the update, or None when the bot does
    not get one."""

    def __init__(self, world: World, id: int, name: str, language: str) -> None:
        self.world, self.id = world, id
        self.about = {"id": id, "is_bot": False, "first_name": name, "language_code": language}
        world.people[id] = self.about
        if id not in world.chats:
            world.chats[id] = Chat(id, {"type": "private", "first_name": name})
        self.chat = world.chats[id]

    @property
    def sees(self) -> list[Message]:
        """What the bot said in this chat, as it looks now."""
        return self.chat.from_bot

    async def until(self, done: Callable[[list[Message]], bool], seconds: float = 20.0) -> None:
        """Return when what is seen is so. Raises TimeoutError."""
        await self.world.ledger.wait(lambda: done(self.sees), seconds)

    def starts(self, payload: str = "") -> int | None:
        """Press Start, or follow a link with a payload."""
        return self.says(f"/start {payload}".strip())

    def says(self, text: str) -> int | None:
        """Type a text."""
        return self._message({"text": text, **_commands(text)})

    def sends(self, **content: Any) -> int | None:
        """Send what is no text: `sends(sticker={...})`."""
        return self._message(content)

    def sends_photo(self, caption: str | None = None) -> int | None:
        """Send a picture."""
        size = {"file_id": "AgUser", "file_unique_id": "u", "width": 90, "height": 60}
        words = {} if caption is None else {"caption": caption}
        return self._message({"photo": [size], **words})

    def edits(self, text: str) -> int | None:
        """Change an earlier message of one's own."""
        now = int(time.time())
        return self._push("edited_message", {**self._new(), "edit_date": now, "text": text})

    def presses(self, words: str, below: Message | None = None) -> int | None:
        """Press the button with these words: the newest one, or that below this message."""
        found = self.button(words, below)
        assert found, f"no button {words!r}, only {[b.words for m in self.sees for b in m.buttons]}"
        return self.presses_data(found[1].data, found[0])

    def button(self, words: str, below: Message | None = None) -> tuple[Message, Button] | None:
        """Return the newest button with these words, and its message."""
        for message in [below] if below else reversed(self.sees):
            for button in message.buttons:
                if button.words == words:
                    return message, button
        return None

    def presses_data(
        self,
        data: str,
        below: Message | None = None,
        *,
        old: bool = False,
        gone: bool = False,
        by: User | None = None,
    ) -> int | None:
        """Send the press of a button with this data, whether there is one or not.

        `old`: it is too late for an answer. `gone`: Telegram no longer shows the message. `by`
        someone else than the person whose chat it is.
        """
        id = str(next(_QUERIES))
        self.world.queries[id] = Query(self.id, old)
        query = {"id": id, "from": (by or self).about, "chat_instance": "1", "data": data}
        if below:
            raw = self.world.raw(below)
            left = {"chat": raw["chat"], "message_id": below.id, "date": 0}
            query["message"] = left if gone else raw
        return self._push("callback_query", query)

    def blocks(self) -> int | None:
        """Block the bot."""
        self.chat.blocked = True
        return self._membership("member", "kicked")

    def unblocks(self, *, start: bool = True) -> int | None:
        """Let the bot write again; the app then sends /start, unless it is another one."""
        self.chat.blocked = False
        update = self._membership("kicked", "member")
        return self.starts() if start else update

    def _membership(self, before: str, after: str) -> int | None:
        return self._push("my_chat_member", membership(self.world, self, self.chat, before, after))

    def _message(self, content: Mapping[str, Any]) -> int | None:
        if self.chat.blocked:
            return None
        self.chat.started = True
        return self._push("message", {**self._new(), **content})

    def _new(self) -> dict[str, Any]:
        message = self.world.add(self.chat, self.id)
        return self.world.raw(message)

    def _push(self, kind: str, body: Mapping[str, Any]) -> int | None:
        return self.world.updates.push(self.id, kind, body)


class Group:
    """A group. The bot gets commands and what names it, as Telegram's privacy mode has it."""

    def __init__(self, world: World, id: int, title: str) -> None:
        self.world = world
        world.chats.setdefault(id, Chat(id, {"type": "supergroup", "title": title}))
        self.chat = world.chats[id]

    @property
    def sees(self) -> list[Message]:
        """What the bot said in the group."""
        return self.chat.from_bot

    def adds_bot(self, by: User) -> int | None:
        """Let someone bring the bot into the group."""
        self.chat.started = True
        body = membership(self.world, by, self.chat, "left", "member")
        return self.world.updates.push(self.chat.id, "my_chat_member", body)

    def says(self, by: User, text: str) -> int | None:
        """Let someone say something in the group."""
        raw = self.world.raw(self.world.add(self.chat, by.id))
        if not text.startswith("/") and f"@{BOT_NAME}" not in text:
            return None
        body = {**raw, "text": text, **_commands(text)}
        return self.world.updates.push(self.chat.id, "message", body)


def membership(world: World, by: User, chat: Chat, before: str, after: str) -> dict[str, Any]:
    """Return the news that the bot's place in a chat has changed."""
    bot = {name: world.me[name] for name in ("id", "is_bot", "first_name", "username")}
    assert bot["id"] == BOT
    return {
        "chat": chat.about,
        "from": by.about,
        "date": int(time.time()),
        "old_chat_member": {"user": bot, "status": before, **_until(before)},
        "new_chat_member": {"user": bot, "status": after, **_until(after)},
    }


def _until(status: str) -> dict[str, int]:
    return {"until_date": 0} if status == "kicked" else {}


def _commands(text: str) -> dict[str, Any]:
    if not text.startswith("/") or len(text) < 2:
        return {}
    length = len(text.split(maxsplit=1)[0])
    return {"entities": [{"type": "bot_command", "offset": 0, "length": length}]}
