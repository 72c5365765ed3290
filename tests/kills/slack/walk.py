"""What many people do, and what they are told: made up in talk with a program left alone."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import msgspec

from adapters.slack.choices import pressed
from bot import shipped
from dialogues.input import Pressed, Said
from tests.kills.script import ASIDES
from tests.slack.chats import Chats, Message
from tests.slack.desk import Call, desk
from tests.slack.inside import inside
from tests.slack.payloads import Payload, message, press
from tests.telegram.inside import StillTime

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

AWAY = frozenset({"later", "in_an_hour", "in_three_hours", "tomorrow", "in_a_week"})
"""Buttons that lead to reminders: those come by the clock, and not in an order."""

Act: TypeAlias = Said | Pressed


class Told(msgspec.Struct, frozen=True):
    """A message as it was sent: its words, its buttons, and whether there is a picture in it."""

    text: str
    buttons: tuple[str, ...]
    picture: bool


class Step(msgspec.Struct, frozen=True):
    """What a person does, and how many messages they have been told in all when it is answered."""

    act: Act
    told: int


class Walk(msgspec.Struct, frozen=True):
    """One person's way: every step, and every message in its order."""

    steps: Sequence[Step]
    told: Sequence[Told]


def told(call: Call) -> Told:
    """Return the message that a call sent."""
    shown = Message("", call.params["text"], call.params["blocks"])
    return Told(shown.text, tuple(value for value, _ in shown.buttons), shown.file is not None)


def brought(user: str, act: Act, seen: Sequence[Message]) -> Payload:
    """Return what Slack brings when the person does it."""
    if isinstance(act, Said):
        return message(user, act.text)
    value = f"{act.prompt}:{act.choice}"
    below = next((m for m in seen if value in dict(m.buttons)), seen[-1])
    return press(user, value, below.ts)


async def walks(
    people: Sequence[str], steps: int, folder: Path, chance: random.Random
) -> Mapping[str, Walk]:
    """Have each of the people take so many steps at random; the database stays in the folder."""
    done: dict[str, list[Step]] = {id: [] for id in people}
    chats, database = Chats(), folder / "tutorbot.db"
    async with (
        desk(open=chats) as (_, api),
        inside(api, database, shipped.CONTENT, StillTime(NOON)) as program,
    ):
        for number in range(steps):
            for id in people:
                seen = chats.sees.get(f"D{id}", [])
                act = _next(seen, chance)
                await program.take(id, act, NOON, f"slack:T1:{id}-{number}")
                done[id].append(Step(act, len(chats.sees[f"D{id}"])))
        sent = [call for call in chats.calls if call.method == "chat.postMessage"]
    said = {id: [told(c) for c in sent if c.params["channel"] == f"D{id}"] for id in people}
    return {id: Walk(done[id], said[id]) for id in people}


def _next(seen: Sequence[Message], chance: random.Random) -> Act:
    """Press a button of the open question, right or wrong; type where it asks for words."""
    asking = [message for message in seen if message.buttons]
    if not asking:
        return Said("/start")
    read = [pressed(value) for value, _ in asking[-1].buttons]
    offered = [one for one in read if isinstance(one, Pressed)]
    if any(one.choice == "skip" for one in offered):
        return Said(f"My own words {chance.randint(100, 999)}.")
    onward = [one for one in offered if one.choice not in ASIDES | AWAY]
    return chance.choice(onward) if onward else Pressed("continue", offered[0].prompt)
