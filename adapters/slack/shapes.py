"""The parts of Slack's payloads that are read; all else in them is passed over."""

from __future__ import annotations

from typing import Any

import msgspec


class Authorization(msgspec.Struct, frozen=True):
    """The installation that an event is brought to."""

    enterprise_id: str | None = None
    team_id: str | None = None
    is_enterprise_install: bool = False


class File(msgspec.Struct, frozen=True):
    """Something that was attached."""

    mimetype: str | None = None


class Revoked(msgspec.Struct, frozen=True):
    """Whose tokens were taken back."""

    bot: tuple[str, ...] | None = None


class Event(msgspec.Struct, frozen=True):
    """What happened."""

    type: str
    user: str | None = None
    channel: str | None = None
    channel_type: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    text: str | None = None
    ts: str | None = None
    thread_ts: str | None = None
    files: tuple[File, ...] | None = None
    tab: str | None = None
    team: str | None = None
    user_team: str | None = None
    source_team: str | None = None
    tokens: Revoked | None = None


class EventCallback(msgspec.Struct, frozen=True):
    """An event on its way; `event_time` are seconds since 1970."""

    event_id: str
    event: Event
    event_time: int = 0
    api_app_id: str | None = None
    team_id: str | None = None
    enterprise_id: str | None = None
    authorizations: tuple[Authorization, ...] | None = None
    is_ext_shared_channel: bool = False


class Named(msgspec.Struct, frozen=True):
    """Something that has an id."""

    id: str | None = None


class User(msgspec.Struct, frozen=True):
    """Who pressed, and the workspace that they are of."""

    id: str
    team_id: str | None = None


class Option(msgspec.Struct, frozen=True):
    """What was picked in a menu."""

    value: str | None = None


class Action(msgspec.Struct, frozen=True):
    """What was pressed, and when."""

    action_id: str
    action_ts: str
    value: str | None = None
    selected_option: Option | None = None


class Container(msgspec.Struct, frozen=True):
    """Where it stands: a message, or a view such as the home page."""

    message_ts: str | None = None
    view_id: str | None = None
    channel_id: str | None = None


class BlockActions(msgspec.Struct, frozen=True):
    """A press."""

    user: User
    actions: tuple[Action, ...]
    container: Container
    team: Named | None = None
    enterprise: Named | None = None
    is_enterprise_install: bool = False
    channel: Named | None = None
    state: Any = None
    trigger_id: str = ""


class View(msgspec.Struct, frozen=True):
    """A window as it was filled in."""

    id: str
    callback_id: str = ""
    state: Any = None


class ViewSubmission(msgspec.Struct, frozen=True):
    """A window was sent off."""

    user: User
    view: View
    team: Named | None = None
    enterprise: Named | None = None
    is_enterprise_install: bool = False


class Command(msgspec.Struct, frozen=True):
    """A slash command, as the fields of a form."""

    command: str
    user_id: str
    trigger_id: str
    text: str = ""
    channel_id: str = ""
    api_app_id: str | None = None
    team_id: str | None = None
    enterprise_id: str | None = None
    is_enterprise_install: str | bool = False
