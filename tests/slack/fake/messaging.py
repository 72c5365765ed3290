"""Messages: posted, changed, deleted; and the direct messages that they are posted to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from tests.slack.fake.blocks import check_blocks, check_size, pictures
from tests.slack.fake.refusal import Finding, Refused
from tests.slack.fake.shapes import units
from tests.slack.fake.world import BOT, BOT_USER, Channel, Message, Workspace, World

LONGEST = 40_000
"""Characters of a text: Slack cuts off what comes after."""

Params = Mapping[str, Any]


def conversations_open(_: World, place: Workspace, params: Params) -> dict[str, Any]:
    users = params.get("users")
    if users is None:
        return {"channel": {"id": channel_of(place, params.get("channel")).id}}
    if not isinstance(users, str) or not users:
        raise Finding("users_list_not_supplied")
    if "," in users:
        raise Finding("method_not_supported_for_channel_type", ["this app writes to one person"])
    if users not in place.people:
        raise Refused("user_not_found")
    if place.people[users]:
        raise Refused(f"user_{place.people[users]}")
    known = f"D{users}" in place.channels
    more = {"no_op": True, "already_open": True} if known else {}
    return {"channel": {"id": place.direct(users).id}, **more}


def history(_: World, place: Workspace, params: Params) -> dict[str, Any]:
    """Answer with the messages between two time stamps, the newest first."""
    channel = channel_of(place, params["channel"])
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    latest, oldest = float(params.get("latest", "inf")), float(params.get("oldest", "0"))
    ends = {latest, oldest} if params.get("inclusive") else set()
    within = [
        message
        for message in reversed(channel.messages.values())
        if (oldest < float(message.ts) < latest or float(message.ts) in ends) and not message.to
    ]
    limit = int(params.get("limit", "100"))
    return {"messages": [raw(one) for one in within[:limit]], "has_more": len(within) > limit}


def post(world: World, place: Workspace, params: Params) -> dict[str, Any]:
    channel = channel_of(place, params["channel"])
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    text, blocks = content(place, params)
    thread = params.get("thread_ts")
    if thread is not None and thread not in channel.messages:
        raise Finding("thread_not_found")
    message = Message(world.ts(), BOT_USER, text, blocks, thread)
    channel.messages[message.ts] = message
    return {"channel": channel.id, "ts": message.ts, "message": raw(message)}


def post_ephemeral(world: World, place: Workspace, params: Params) -> dict[str, Any]:
    channel = channel_of(place, params["channel"])
    if params["user"] not in channel.members:
        raise Refused("user_not_in_channel")
    text, blocks = content(place, params)
    message = Message(world.ts(), BOT_USER, text, blocks, to=params["user"])
    channel.messages[message.ts] = message
    return {"message_ts": message.ts}


def update(_: World, place: Workspace, params: Params) -> dict[str, Any]:
    channel, old = _own(place, params, "cant_update_message")
    if "text" not in params and "blocks" not in params:
        raise Finding("no_text")
    kept = {**params, "blocks": params.get("blocks", old.blocks)}  # blocks stay when none are given
    text, blocks = content(place, {**kept, "text": params.get("text", old.text)})
    new = msgspec.structs.replace(old, text=text, blocks=blocks, edits=old.edits + 1)
    channel.messages[old.ts] = new
    return {"channel": channel.id, "ts": old.ts, "text": text, "message": raw(new)}


def delete(_: World, place: Workspace, params: Params) -> dict[str, Any]:
    channel, old = _own(place, params, "cant_delete_message")
    del channel.messages[old.ts]
    return {"channel": channel.id, "ts": old.ts}


def channel_of(place: Workspace, id: Any) -> Channel:
    """Return the channel. Raises Refused, or Finding for what is no channel's id."""
    if not isinstance(id, str) or id[:1] not in ("C", "D", "G"):
        raise Finding("channel_not_found", [f"{str(id)[:1]}... is no channel's id"])
    if id not in place.channels:
        raise Refused("channel_not_found")
    return place.channels[id]


def content(place: Workspace, params: Params) -> tuple[str, list[Any]]:
    """Return the text and blocks of a message that Slack takes. Raises Finding or Refused."""
    text, blocks = params.get("text", ""), params.get("blocks", [])
    if not isinstance(text, str):
        raise Finding("invalid_arguments", ["text is no string"])
    if blocks != []:
        check_blocks(blocks)
        check_size(blocks)
        for file, pointer in pictures(blocks):
            _check_picture(place, file, pointer)
    if not text.strip():
        raise Finding("no_text", ["a message needs a text, also for screen readers"])
    if units(text) > LONGEST:
        raise Finding("msg_too_long")
    return text, blocks


def raw(message: Message) -> dict[str, Any]:
    """Return the message as Slack gives it away."""
    own = {"bot_id": BOT} if message.user == BOT_USER else {}
    thread = {"thread_ts": message.thread} if message.thread else {}
    return {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        **({"blocks": message.blocks} if message.blocks else {}),
        **own,
        **thread,
    }


def _own(place: Workspace, params: Params, other: str) -> tuple[Channel, Message]:
    channel = channel_of(place, params["channel"])
    message = channel.messages.get(params["ts"])
    if message is None or message.to:
        raise Refused("message_not_found")
    if message.user != BOT_USER:
        raise Finding(other)
    return channel, message


def _check_picture(place: Workspace, id: str, pointer: str) -> None:
    file = place.files.get(id)
    ready = file is not None and file.done and file.is_picture and not file.refusals
    if file and file.refusals:
        file.refusals -= 1
    if not ready:
        raise Refused("invalid_blocks", [f"[ERROR] invalid slack file [json-pointer:{pointer}]"])
