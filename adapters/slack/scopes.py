"""The scopes that the app asks for: those of the methods it calls and of what it is brought."""

from __future__ import annotations

from collections.abc import Mapping

NEEDED: Mapping[str, tuple[str, ...]] = {
    # methods
    "apps.connections.open": (),  # of the app-level token: connections:write
    "auth.test": (),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": ("im:history",),  # of a message whose words are not kept any more
    "conversations.open": ("im:write",),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "oauth.v2.access": (),
    "users.info": ("users:read",),  # the time zone: no reminder at night
    "views.open": (),
    "views.publish": (),
    # events
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "message.im": ("im:history",),
    "tokens_revoked": (),
    # what else comes
    "block_actions": (),
    "view_submission": (),
    "/tutor": ("commands",),
}
"""What each method and each event needs of a workspace's token."""

SCOPES = tuple(sorted({scope for scopes in NEEDED.values() for scope in scopes}))
"""All that a workspace is asked for."""
