"""What Slack brings, as an input for the runner, or the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias, TypeVar

import msgspec

from adapters.slack.choices import pressed
from adapters.slack.form import SEND, typed
from adapters.slack.shapes import (
    Action,
    Authorization,
    BlockActions,
    Command,
    Event,
    EventCallback,
    ViewSubmission,
)
from adapters.slack.typed import plain
from bot.account import Account
from bot.ports import Incoming
from dialogues.input import Attached, Began, HomeOpened, Input, Pressed, Said

PLATFORM = "slack"

EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked")
"""The events that the app subscribes to."""

WORDS = (None, "file_share", "me_message", "thread_broadcast")
"""The kinds of messages that a person writes; the others tell what became of one."""

LOOK_UP = "look-up"
"""What marks the window in which a word is looked up."""

_LISTED = Said("/glossary")
"""What opens it is pressed on the home page."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MOMENT = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Taken(msgspec.Struct, frozen=True):
    """An input of somebody in the workspace `tenant`.

    With `app`, the answer is seen elsewhere than where the input came from: in that app's
    messages. `window`: it was typed into a window.
    """

    tenant: str
    incoming: Incoming
    app: str | None = None
    window: bool = False


class Wanted(msgspec.Struct, frozen=True):
    """Somebody pressed what opens a window, for which Slack gave a trigger.

    `instead` is the input that it is where no window can be opened.
    """

    tenant: str
    trigger: str
    instead: Incoming


class Mentioned(msgspec.Struct, frozen=True):
    """Somebody spoke to the app in a channel, where it does not teach."""

    tenant: str
    team: str
    app: str
    channel: str
    thread: str


class Removed(msgspec.Struct, frozen=True):
    """The workspace took the app away at this time."""

    tenant: str
    at: datetime


class Ignored(msgspec.Struct, frozen=True):
    """Nothing to do."""

    why: str


Read: TypeAlias = Taken | Wanted | Mentioned | Removed | Ignored

T = TypeVar("T")


def read(raw: Mapping[str, Any], now: datetime) -> Read:
    """Return what the payload means for us. Never raises, whatever its shape."""
    kind = raw.get("type")
    if kind == "event_callback":
        found = _shaped(raw, EventCallback)
        return _event(found, now) if found else Ignored("it has not the shape of an event")
    if kind == "block_actions":
        press = _shaped(raw, BlockActions)
        return _press(press, now) if press else Ignored("it has not the shape of a press")
    if kind == "view_submission":
        filled = _shaped(raw, ViewSubmission)
        return _submission(filled, now) if filled else Ignored("it has not the shape of a window")
    if kind is None and "command" in raw:
        command = _shaped(raw, Command)
        return _command(command, now) if command else Ignored("it has not the shape of a command")
    return Ignored("a kind of payload that nothing follows from")


def _shaped(raw: Mapping[str, Any], shape: type[T]) -> T | None:
    try:
        return msgspec.convert(raw, shape)
    except (msgspec.ValidationError, RecursionError):
        return None


def _tenant(enterprise: str | None, team: str | None, *, whole: bool) -> str:
    """Return the id of the organization that has the app as a whole, else of the workspace."""
    found = (enterprise if whole else team) or enterprise or ""
    return found if _ID.fullmatch(found) else ""


def _incoming(tenant: str, user: str | None, input: Input, now: datetime, key: str) -> Read:
    if not tenant or not user or not _ID.fullmatch(user):
        return Ignored("it says not who did it, or where")
    incoming = Incoming(Account(PLATFORM, tenant, user), input, now, f"{PLATFORM}:{tenant}:{key}")
    return Taken(tenant, incoming)


def _event(found: EventCallback, now: datetime) -> Read:
    installed = _installed(found)
    tenant = _tenant(
        installed.enterprise_id, installed.team_id, whole=installed.is_enterprise_install
    )
    event = found.event
    if event.type in ("app_uninstalled", "tokens_revoked"):
        return _removal(found, tenant)
    if event.bot_id is not None or event.user is None or not _MOMENT.fullmatch(found.event_id):
        return Ignored("an event of no person")
    if _is_guest(found, installed):
        return Ignored("somebody of another workspace")
    if event.type == "app_mention":
        return _mention(found, installed, tenant)
    return _done(found, tenant, now)


def _done(found: EventCallback, tenant: str, now: datetime) -> Read:
    """Return what somebody did in their own chat with the app."""
    if found.event.type == "app_home_opened":
        return _opened(found, tenant, now)
    if found.event.type == "message" and found.event.channel_type == "im":
        return _message(found, tenant, now)
    return Ignored("an event that nothing follows from")


def _installed(found: EventCallback) -> Authorization:
    """Return the installation that it is brought to: in a shared channel, `team_id` may be another
    workspace."""
    if found.authorizations:
        return found.authorizations[0]
    return Authorization(found.enterprise_id, found.team_id)


def _is_guest(found: EventCallback, installed: Authorization) -> bool:
    """Whether somebody of another workspace did it, in a channel or chat that is shared."""
    event = found.event
    theirs = event.user_team or event.source_team or event.team
    if theirs is None:
        return found.is_ext_shared_channel
    if theirs in (installed.team_id, installed.enterprise_id):
        return False
    # In an organization people write from any of its workspaces; shared is with others.
    return found.is_ext_shared_channel or installed.enterprise_id is None


def _removal(found: EventCallback, tenant: str) -> Read:
    tokens = found.event.tokens
    if found.event.type == "tokens_revoked" and not (tokens and tokens.bot):
        return Ignored("tokens that are not the app's own were revoked")
    at = datetime.fromtimestamp(min(max(found.event_time, 0), 2**33), UTC)
    return Removed(tenant, at) if tenant else Ignored("it says not where the app was removed")


def _mention(found: EventCallback, installed: Authorization, tenant: str) -> Read:
    event = found.event
    thread, team, app = event.thread_ts or event.ts, installed.team_id, found.api_app_id
    if not (tenant and event.channel and thread and _ID.fullmatch(app or "")):
        return Ignored("it says not where the app was mentioned")
    return Mentioned(tenant, team or tenant, app or "", event.channel, thread)


def _opened(found: EventCallback, tenant: str, now: datetime) -> Read:
    event = found.event
    if event.tab == "home":
        return _incoming(tenant, event.user, HomeOpened(), now, found.event_id)
    if event.tab == "messages":
        # It comes whenever the tab is opened: only the first time begins anything.
        return _incoming(tenant, event.user, Began(), now, f"{event.user}:began")
    return Ignored("a tab where nothing is said")


def _message(found: EventCallback, tenant: str, now: datetime) -> Read:
    event = found.event
    if event.subtype not in WORDS:
        return Ignored("what became of a message")
    if event.files:
        return _incoming(tenant, event.user, Attached(_kind(event)), now, found.event_id)
    if not event.text:
        return Ignored("a message without words")
    return _incoming(tenant, event.user, Said(plain(event.text)), now, found.event_id)


def _kind(event: Event) -> Literal["photo", "voice", "file"]:
    first = event.files[0].mimetype if event.files else None
    match (first or "").partition("/")[0]:
        case "image":
            return "photo"
        case "audio":
            return "voice"
        case _:
            return "file"


def _press(press: BlockActions, now: datetime) -> Read:
    tenant = _whose(press)
    if tenant is None:
        return Ignored("somebody of another workspace")
    place = press.container.message_ts or press.container.view_id or ""
    channel = press.container.channel_id or (press.channel and press.channel.id)
    if press.container.message_ts and not (channel or "").startswith("D"):
        return Ignored("a press outside a direct message")
    action = press.actions[0] if press.actions else None
    if action is None or not (_MOMENT.fullmatch(place) and _MOMENT.fullmatch(action.action_ts)):
        return Ignored("a press on nothing")
    input = _input(action, press.state)
    if input is None:
        return Ignored("a press with a value that no button has")
    key = f"{press.user.id}:{place}:{action.action_ts}"
    taken = _incoming(tenant, press.user.id, input, now, key)
    if input == _LISTED and isinstance(taken, Taken) and press.trigger_id:
        return Wanted(tenant, press.trigger_id, taken.incoming)
    return taken


def _whose(done: BlockActions | ViewSubmission) -> str | None:
    """Return the tenant in which it was done; None when a guest of a shared channel did it."""
    team = done.team.id if done.team else None
    org = done.enterprise.id if done.enterprise else None
    if not org and team and done.user.team_id not in (None, team):
        return None
    return _tenant(org, team or done.user.team_id, whole=done.is_enterprise_install)


def _submission(filled: ViewSubmission, now: datetime) -> Read:
    tenant = _whose(filled)
    if tenant is None:
        return Ignored("somebody of another workspace")
    view, word = filled.view, typed(filled.view.state)
    if view.callback_id != LOOK_UP or word is None or not _MOMENT.fullmatch(view.id):
        return Ignored("a window that is none of ours")
    asked = Said(f"/glossary {word.text.strip()}".rstrip())
    taken = _incoming(tenant, filled.user.id, asked, now, f"{filled.user.id}:{view.id}")
    return msgspec.structs.replace(taken, window=True) if isinstance(taken, Taken) else taken


def _input(action: Action, state: object) -> Pressed | Said | None:
    if action.action_id == SEND:
        return typed(state)
    return pressed(action.selected_option.value if action.selected_option else action.value)


def _command(found: Command, now: datetime) -> Read:
    whole = found.is_enterprise_install in (True, "true")
    tenant = _tenant(found.enterprise_id, found.team_id, whole=whole)
    if not _MOMENT.fullmatch(found.trigger_id):
        return Ignored("a command with an id that is none")
    word = plain(found.text).strip().removeprefix("/") or "menu"
    key = f"{found.user_id}:{found.trigger_id}"
    taken = _incoming(tenant, found.user_id, Said(f"/{word}"), now, key)
    if isinstance(taken, Taken) and not found.channel_id.startswith("D"):
        return msgspec.structs.replace(taken, app=found.api_app_id)
    return taken
