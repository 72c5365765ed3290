"""The methods about the bot itself: its updates, its webhook, what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from telegram import constants

from tests.telegram.fake.refusal import Finding
from tests.telegram.fake.updates import ALL, USUAL
from tests.telegram.fake.world import World

Params = Mapping[str, Any]

_COMMAND = re.compile("[a-z0-9_]{1,32}")
_SECRET = re.compile("[A-Za-z0-9_-]{1,256}")


async def get_updates(world: World, params: Params) -> Any:
    limit, timeout = params.get("limit", 100), params.get("timeout", 0)
    if not 1 <= limit <= 100 or timeout < 0:
        raise Finding(f"limit {limit} or timeout {timeout} is out of range")
    _allow(world, params)
    return await world.updates.poll(params.get("offset", 0), limit, min(timeout, 50))


def _allow(world: World, params: Params) -> None:
    if "allowed_updates" in params:
        if unknown := {*params["allowed_updates"]} - ALL:
            raise Finding(f"no kind of update: {unknown}")
        world.updates.allowed = frozenset(params["allowed_updates"]) or USUAL


async def get_me(world: World, params: Params) -> Any:
    return world.me


async def set_my_commands(world: World, params: Params) -> Any:
    for command in params["commands"]:
        if not _COMMAND.fullmatch(command["command"]):
            raise Finding(f"no command: {command}", "BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= constants.BotCommandLimit.MAX_DESCRIPTION:
            raise Finding(f"no description: {command}", "BOT_COMMAND_DESCRIPTION_INVALID")
    if len(params["commands"]) > constants.BotCommandLimit.MAX_COMMAND_NUMBER:
        raise Finding("too many commands", "BOT_COMMANDS_TOO_MUCH")
    world.profile.commands[params.get("language_code", "")] = params["commands"]
    return True


async def get_my_commands(world: World, params: Params) -> Any:
    return world.profile.commands.get(params.get("language_code", ""), [])


async def set_my_description(world: World, params: Params) -> Any:
    most = int(constants.BotDescriptionLimit.MAX_DESCRIPTION_LENGTH)
    return _describe(world.profile.description, params, "description", most)


async def get_my_description(world: World, params: Params) -> Any:
    return {"description": world.profile.description.get(params.get("language_code", ""), "")}


async def set_my_short_description(world: World, params: Params) -> Any:
    most = int(constants.BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH)
    return _describe(world.profile.short_description, params, "short_description", most)


async def get_my_short_description(world: World, params: Params) -> Any:
    said = world.profile.short_description.get(params.get("language_code", ""), "")
    return {"short_description": said}


def _describe(kept: dict[str, str], params: Params, name: str, most: int) -> bool:
    text = params.get(name, "")
    if len(text) > most:
        raise Finding(f"{name} has more than {most} characters", "too long")
    kept[params.get("language_code", "")] = text
    return True


async def set_webhook(world: World, params: Params) -> Any:
    url = urlsplit(params["url"])
    if url.scheme != "https" and url.hostname not in ("127.0.0.1", "localhost", None):
        raise Finding("a webhook without https", "bad webhook: An HTTPS URL must be provided")
    if not _SECRET.fullmatch(params.get("secret_token", "-")):
        raise Finding("no secret token", "secret token contains unallowed characters")
    if not 1 <= params.get("max_connections", 40) <= 100:
        raise Finding("max_connections is out of range")
    _check_keeps(params)
    _allow(world, params)
    world.webhook = {name: value for name, value in params.items() if name != "allowed_updates"}
    world.updates.set_webhook(params["url"])
    return True


async def delete_webhook(world: World, params: Params) -> Any:
    _check_keeps(params)
    world.webhook = {}
    world.updates.set_webhook("")
    return True


def _check_keeps(params: Params) -> None:
    if params.get("drop_pending_updates"):
        raise Finding("drop_pending_updates loses what people said")


async def get_webhook_info(world: World, params: Params) -> Any:
    info = {
        "url": world.updates.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.waiting),
        "allowed_updates": sorted(world.updates.allowed),
    }
    if world.updates.url:
        info["max_connections"] = world.webhook.get("max_connections", 40)
    return info
