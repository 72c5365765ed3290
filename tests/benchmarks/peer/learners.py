"""The other side of the chat: learners who take the whole lesson, each at full speed.

A learner answers as soon as the question is there: the message with buttons ends a turn. One goes
through the lesson alone first, so that pictures are drawn and connections open; then the others
begin, and the clock.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any
from urllib.parse import parse_qs

import msgspec

FIRST = 1_000_000_000
"""The user id of the first learner."""

POLL = 100  # the most updates in one answer, as the Bot API's


class Learner(msgspec.Struct):
    """How far a learner has come: the number of turns that are done."""

    turns: int = 0


class Learners:
    """Keeps the updates that wait, and counts the bot's calls.

    `script` is what every learner does: a choice id in brackets is pressed, all else is typed.
    `calls` and `seconds` are of the `count` learners after the first one.
    """

    def __init__(self, script: Sequence[str], count: int, done: Callable[[], None]) -> None:
        self.script = script
        self.calls: Counter[str] = Counter()
        self.seconds = 0.0
        self._learners = {FIRST + number: Learner() for number in range(count + 1)}
        self._waiting: deque[bytes] = deque()
        self._poll: Callable[[bytes], None] | None = None
        self._update = self._message = 0
        self._left = count + 1
        self._done = done
        self._begun = False
        self._start = 0.0

    def answer(self, method: str, body: bytes, kind: str, reply: Callable[[bytes], None]) -> None:
        """Answer one call of the bot."""
        self.calls[method] += 1
        match method:
            case "getUpdates":
                self._poll = reply
                self._begin()
                self._deliver()
            case "getMe":
                reply(_ok({"id": 42, "is_bot": True, "first_name": "T", "username": "t_bot"}))
            case "getWebhookInfo":
                reply(_ok({"url": "", "has_custom_certificate": False, "pending_update_count": 0}))
            case "sendMessage" | "sendPhoto":
                self._sent(_fields(body, kind), reply)
            case "editMessageText" | "editMessageCaption":
                reply(_ok(self._as_message(_fields(body, kind))))
            case "getMyCommands":
                reply(_ok([]))
            case "getMyDescription" | "getMyShortDescription":
                reply(_ok({"description": "", "short_description": ""}))
            case _:
                reply(b'{"ok":true,"result":true}')

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self._next(FIRST, {})

    def _begin_all(self) -> None:
        self.calls.clear()
        self._start = perf_counter()
        for user in self._learners:
            if user != FIRST:
                self._next(user, {})

    def _sent(self, fields: dict[str, Any], reply: Callable[[bytes], None]) -> None:
        self._message += 1
        message = self._as_message(fields)
        reply(_ok(message))
        if "reply_markup" in fields:
            learner = self._learners[int(fields["chat_id"])]
            learner.turns += 1
            self._next(int(fields["chat_id"]), message)
            self._deliver()

    def _as_message(self, fields: dict[str, Any]) -> dict[str, Any]:
        user = int(fields["chat_id"])
        message = {
            "message_id": int(fields.get("message_id", self._message)),
            "date": 1772442000,
            "chat": {"id": user, "type": "private", "first_name": "L"},
            "text": fields.get("text") or fields.get("caption") or "",
        }
        if "photo" in fields or "caption" in fields:
            size = {"file_unique_id": "u", "width": 900, "height": 900}
            message["photo"] = [{"file_id": "photo-1", **size}]
        for name in ("entities", "reply_markup"):
            if name in fields:
                value = fields[name]
                message[name] = json.loads(value) if isinstance(value, str) else value
        return message

    def _next(self, user: int, asked: dict[str, Any]) -> None:
        turns = self._learners[user].turns
        if turns == len(self.script):
            self._end(user)
            return
        self._update += 1
        who = {"id": user, "is_bot": False, "first_name": "L", "language_code": "en"}
        update = {"update_id": self._update, **_act(self.script[turns], who, asked, self._update)}
        self._waiting.append(json.dumps(update).encode())

    def _end(self, user: int) -> None:
        self._left -= 1
        if user == FIRST:
            self._begin_all()
        elif not self._left:
            self.seconds = perf_counter() - self._start
            self._done()

    def _deliver(self) -> None:
        if self._poll and self._waiting:
            reply, self._poll = self._poll, None
            count = min(POLL, len(self._waiting))
            updates = b",".join(self._waiting.popleft() for _ in range(count))
            reply(b'{"ok":true,"result":[%b]}' % updates)


def _act(line: str, who: dict[str, Any], asked: dict[str, Any], number: int) -> dict[str, Any]:
    if line.startswith("["):
        rows = asked["reply_markup"]["inline_keyboard"]
        data = [b["callback_data"] for row in rows for b in row]
        pressed = next(d for d in data if d.endswith(":" + line.strip("[]")))
        query = {"id": str(number), "from": who, "chat_instance": "1", "data": pressed}
        return {"callback_query": {**query, "message": asked}}
    chat = {"id": who["id"], "type": "private", "first_name": "L"}
    message = {"message_id": 10_000_000 + number, "date": 1772442000, "text": line}
    if line.startswith("/"):
        length = len(line.split(maxsplit=1)[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return {"message": {**message, "from": who, "chat": chat}}


def _fields(body: bytes, kind: str) -> dict[str, Any]:
    if kind.startswith("application/json"):
        fields: dict[str, Any] = json.loads(body)
        return fields
    if kind.startswith("multipart/"):
        return _parts(body)
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


def _parts(body: bytes) -> dict[str, Any]:
    """Return the short fields of a form with a file; of the file, only that it is there."""
    fields: dict[str, Any] = {}
    for part in body.split(b"--" + body[2 : body.index(b"\r\n")])[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        name = head.split(b'name="', 1)[1].split(b'"', 1)[0].decode()
        fields[name] = "file" if b"filename=" in head else value.strip().decode()
    return fields


def _ok(result: object) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()
