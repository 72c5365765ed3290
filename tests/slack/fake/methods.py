"""The methods of the Web API that this server knows: a table.

Parameters, scopes and whether a method takes JSON are those of Slack's reference. A parameter
that is not here is refused, also where Slack takes it: the server could not judge what it does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

import msgspec

from tests.slack.fake import messaging, uploading, viewing
from tests.slack.fake.refusal import Refused
from tests.slack.fake.world import APP, BOT, BOT_USER, Workspace, World

Handler: TypeAlias = Callable[[World, Workspace, Mapping[str, Any]], dict[str, Any]]
Kind: TypeAlias = Literal["string", "flag", "json"]


class Method(msgspec.Struct, frozen=True):
    """What a method takes: the parameters and their kinds, and what its token has to allow."""

    answer: Handler
    required: Mapping[str, Kind]
    optional: Mapping[str, Kind]
    scope: str = ""
    takes_json: bool = True


def auth_test(_: World, place: Workspace, __: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "url": "https://example.slack.example/",
        "team": f"Workspace {place.id}",
        "user": "tutor",
        "team_id": place.id,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "enterprise_id": place.enterprise,
        "is_enterprise_install": place.whole,
    }


def users_info(_: World, place: Workspace, params: Mapping[str, Any]) -> dict[str, Any]:
    if params["user"] not in place.people:
        raise Refused("user_not_found")
    gone = bool(place.people[params["user"]])
    found = {"id": params["user"], "team_id": place.id, "deleted": gone}
    zone = place.zones.get(params["user"])
    return {"user": {**found, **({"tz": zone} if zone else {})}}


def _granted(world: World, place: Workspace, token: str) -> dict[str, Any]:
    whole = place.whole
    return {
        "access_token": token,
        "token_type": "bot",
        "scope": ",".join(sorted(world.tokens[token].scopes)),
        "bot_user_id": BOT_USER,
        "app_id": APP,
        "team": None if whole else {"id": place.id, "name": place.id},
        "enterprise": {"id": place.enterprise, "name": "Org"} if place.enterprise else None,
        "authed_user": {"id": "UADMIN"},
        "is_enterprise_install": whole,
    }


def oauth_access(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """Change a workspace's yes for its token; there is no token yet."""
    tenant = world.codes.pop(str(params.get("code")), None)
    if tenant is None:
        raise Refused("invalid_code")
    token = next(token for token in world.tokens_of(tenant) if not token.error)
    return _granted(world, world.workspaces[tenant], token.value)


SAID: Mapping[str, Kind] = {
    "text": "string",
    "blocks": "json",
    "parse": "string",
    "link_names": "flag",
}
LOOKS: Mapping[str, Kind] = {"unfurl_links": "flag", "unfurl_media": "flag", "mrkdwn": "flag"}
CHANNEL: Mapping[str, Kind] = {"channel": "string"}
SHOWN: Mapping[str, Kind] = {"view": "json"}

METHODS: Mapping[str, Method] = {
    "auth.test": Method(auth_test, {}, {}),
    "chat.delete": Method(messaging.delete, {**CHANNEL, "ts": "string"}, {}, "chat:write"),
    "chat.postEphemeral": Method(
        messaging.post_ephemeral, {**CHANNEL, "user": "string"}, SAID, "chat:write"
    ),
    "chat.postMessage": Method(
        messaging.post, CHANNEL, {**SAID, **LOOKS, "thread_ts": "string"}, "chat:write"
    ),
    "chat.update": Method(messaging.update, {**CHANNEL, "ts": "string"}, SAID, "chat:write"),
    "conversations.history": Method(
        messaging.history,
        CHANNEL,
        {"latest": "string", "oldest": "string", "inclusive": "flag", "limit": "string"},
        "im:history",
    ),
    "conversations.open": Method(
        messaging.conversations_open,
        {},
        {**CHANNEL, "users": "string", "return_im": "flag", "prevent_creation": "flag"},
        "im:write",
    ),
    "files.completeUploadExternal": Method(
        uploading.complete,
        {"files": "json"},
        {"channel_id": "string", "thread_ts": "string", "initial_comment": "string"},
        "files:write",
    ),
    "files.getUploadURLExternal": Method(
        uploading.upload_url,
        {"filename": "string", "length": "string"},
        {"alt_txt": "string", "snippet_type": "string"},
        "files:write",
        takes_json=False,
    ),
    "files.info": Method(uploading.info, {"file": "string"}, {}, "files:read", takes_json=False),
    "users.info": Method(users_info, {"user": "string"}, {}, "users:read", takes_json=False),
    "views.open": Method(viewing.open_modal, SHOWN, {"trigger_id": "string"}),
    "views.publish": Method(viewing.publish, {**SHOWN, "user_id": "string"}, {"hash": "string"}),
    "views.push": Method(viewing.push, SHOWN, {"trigger_id": "string"}),
    "views.update": Method(
        viewing.update,
        SHOWN,
        {"view_id": "string", "external_id": "string", "hash": "string"},
    ),
}
