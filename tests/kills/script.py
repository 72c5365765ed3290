"""What three learners say, one after the other: made up in talk with a program left alone."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import msgspec

from tests.kills.talk import Message, Talk

LEARNERS = ("ann", "bob", "cleo")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

Line: TypeAlias = dict[str, Any]


class Script(msgspec.Struct, frozen=True):
    """The lines of all learners in their order, and every message that answers them."""

    lines: Sequence[Line]
    messages: Sequence[Message]


async def write_script(talk: Talk, length: int, chance: random.Random) -> Script:
    """Have the learners take turns at random, so many in all, and note what is said."""
    lines: list[Line] = []
    messages: list[Message] = []
    for number in range(length):
        name = chance.choice(LEARNERS)
        heard = [message for message in messages if message.to == name]
        line = {**_answer(heard, chance), **_envelope(name, number)}
        lines.append(line)
        messages += await talk.ask(line)
    return Script(lines, messages)


def _envelope(name: str, number: int) -> Line:
    at = START + timedelta(minutes=7 * number)
    return {"from": name, "key": f"{name}-{number}", "at": at.isoformat()}


def _answer(heard: Sequence[Message], chance: random.Random) -> Line:
    """Press a button of the open question, right or wrong; type where it asks for words."""
    if not heard:
        return {"text": "hello"}
    question = heard[-1]
    ids = [choice.id for choice in question.choices]
    if "skip" in ids:
        return {"text": f"My own words {chance.randint(100, 999)}."}
    if "in_an_hour" in ids:  # the reminder comes while the others go on
        return {"choice": "in_an_hour", "prompt": question.prompt}
    onward = [id for id in ids if id not in ASIDES] or ["continue"]
    return {"choice": chance.choice(onward), "prompt": question.prompt}


ASIDES = frozenset({"hint", "menu", "glossary", "sources", "text", "none", "close"})
"""Buttons that say the same again when they are pressed again: repeats must stand out."""
