"""What there is: workspaces with their people, channels, messages, files and views."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

import msgspec

from tests.slack.fake.ledger import Ledger
from tests.slack.fake.refusal import Refused

APP, BOT_USER, BOT = "A1", "UBOT", "B1"
APP_TOKEN, CLIENT_ID, CLIENT_SECRET = "xapp-1-one", "1.2", "client-secret"
SCOPES = frozenset(
    {
        "app_mentions:read",
        "chat:write",
        "commands",
        "files:write",
        "im:history",
        "im:write",
        "users:read",
    }
)
TRIGGER = 3.0
"""Seconds for which a trigger is good."""

Block = Mapping[str, Any]


class Message(msgspec.Struct, frozen=True):
    """A message as it is shown now. `user` wrote it; `to` is who alone sees it."""

    ts: str
    user: str
    text: str
    blocks: Sequence[Block] = ()
    thread: str | None = None
    edits: int = 0
    to: str | None = None


class Channel(msgspec.Struct):
    """A channel, or the direct message with one person."""

    id: str
    members: set[str]
    messages: dict[str, Message] = msgspec.field(default_factory=dict)


class File(msgspec.Struct):
    """A file; it is `done` when it was completed. `refusals` more messages come too early."""

    id: str
    name: str
    length: int
    alt: str
    content: bytes | None = None
    done: bool = False
    refusals: int = 0

    @property
    def is_picture(self) -> bool:
        return (self.content or b"")[:8] == b"\x89PNG\r\n\x1a\n"


class View(msgspec.Struct, frozen=True):
    """A home page or a modal of somebody."""

    id: str
    user: str
    hash: str
    view: Mapping[str, Any]


class Trigger(msgspec.Struct):
    """What a press or command gives the right to: open one view, for three seconds."""

    tenant: str
    user: str
    at: float
    used: bool = False


class Token(msgspec.Struct):
    """A token of the app in a workspace; with an `error`, it opens nothing."""

    value: str
    tenant: str
    scopes: frozenset[str] = SCOPES
    error: str = ""


class Workspace:
    """A workspace, or an organization that installed the app as a whole."""

    def __init__(self, id: str, *, enterprise: str | None, whole: bool) -> None:
        self.id, self.enterprise, self.whole = id, enterprise, whole
        self.people: dict[str, str] = {}  # who they are: "", "disabled"
        self.zones: dict[str, str] = {}  # of whom the profile names one
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.homes: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}

    @property
    def tenant(self) -> str:
        """What everything in it is kept by."""
        return (self.enterprise if self.whole else None) or self.id

    def direct(self, user: str) -> Channel:
        """Return the direct message of the app and this person; made when it is first needed.

        Its id follows from the person's: in two workspaces, the same.
        """
        id = f"D{user}"
        return self.channels.setdefault(id, Channel(id, {user, BOT_USER}))


class World:
    """All workspaces. `clock` can be moved; it rules what Slack itself measures."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.workspaces: dict[str, Workspace] = {}
        self.tokens: dict[str, Token] = {}
        self.codes: dict[str, str] = {}  # what a workspace's yes gives: code and workspace
        self.triggers: dict[str, Trigger] = {}
        self.moved = 0.0
        self.not_ready = 0
        """How many messages a new picture makes Slack refuse until it is ready."""
        self._numbers = count(1)

    def now(self) -> float:
        return time.time() + self.moved

    def number(self) -> int:
        return next(self._numbers)

    def ts(self) -> str:
        """Return the time stamp of a new message."""
        return f"{int(self.now())}.{self.number():06}"

    def trigger(self, tenant: str, user: str) -> str:
        """Return a new trigger of somebody."""
        id = f"{self.number()}.2.{self.number():06}"
        self.triggers[id] = Trigger(tenant, user, self.now())
        return id

    def use(self, id: Any, tenant: str) -> Trigger:
        """Take the trigger; it is good once. Raises Refused."""
        trigger = self.triggers.get(id) if isinstance(id, str) else None
        if trigger is None or trigger.tenant != tenant:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self.now() - trigger.at > TRIGGER:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger

    def of(self, token: str) -> Token:
        """Return the token. Raises Refused when it opens nothing."""
        found = self.tokens.get(token)
        if found is None:
            raise Refused("invalid_auth" if token else "not_authed")
        if found.error:
            raise Refused(found.error)
        return found

    def tokens_of(self, tenant: str) -> Iterator[Token]:
        return (token for token in self.tokens.values() if token.tenant == tenant)
