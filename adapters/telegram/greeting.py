"""How the bot presents itself: its list of commands and its descriptions, set when they differ."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from telegram.error import NetworkError

from adapters.telegram.asking import Asking
from adapters.telegram.refusal import CallFailed
from dialogues.phrases import Phrases

log = logging.getLogger("tutorbot.telegram")


class Presented(msgspec.Struct, frozen=True):
    """One thing that Telegram shows of a bot: how it is asked for and set."""

    ask: str
    set: str
    wanted: Mapping[str, Any]


def presented(phrases: Phrases) -> Sequence[Presented]:
    """Return all that is shown of the bot, in the words of the phrases."""
    commands = [{"command": name, "description": said} for name, said in phrases.listed.items()]
    about, short = phrases.profile.about, phrases.profile.short
    return (
        Presented("getMyCommands", "setMyCommands", {"commands": commands}),
        Presented("getMyDescription", "setMyDescription", {"description": about}),
        Presented("getMyShortDescription", "setMyShortDescription", {"short_description": short}),
    )


async def introduce(bot: Asking, phrases: Phrases) -> list[str]:
    """Set what differs; return the methods that were called for it.

    What cannot be set now is logged and set at another start: the bot teaches all the same.
    """
    done: list[str] = []
    for one in presented(phrases):
        try:
            if await _shown(bot, one) != one.wanted:
                await bot.ask(one.set, one.wanted, object)
                done.append(one.set)
        except (CallFailed, NetworkError) as error:
            log.warning("Telegram does not show what it should: %s", error)
    return done


async def _shown(bot: Asking, one: Presented) -> Mapping[str, Any]:
    """Return what is shown now, in the form in which it is set; other fields are left out."""
    (field,) = one.wanted
    found: Any = await bot.ask(one.ask, {}, object)
    if isinstance(found, list):
        names = ("command", "description")
        return {field: [{name: command.get(name) for name in names} for command in found]}
    return {field: found.get(field) if isinstance(found, dict) else None}
