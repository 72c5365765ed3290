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
from tests.slack.fake.bringing import Delivery
from tests.slack.fake.ledger import Call
from tests.slack.fake.people import Person
from tests.slack.fake.server import FakeSlack
from tests.slack.fake.world import Message
from tests.slack.seen import buttons, picture
from tests.slack.whole import whole
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


def heard(user: str, call: Call) -> Told | None:
    """Return the message that a call told this person; None if it told them nothing."""
    if call.method != "chat.postMessage" or call.channel != f"D{user}" or call.ts is None:
        return None
    blocks = call.params["blocks"]
    values = tuple(value for value, _ in buttons(blocks))
    return Told(call.params["text"], values, picture(blocks) is not None)


def do(person: Person, act: Act) -> Delivery:
    """Let the person do it."""
    if isinstance(act, Said):
        return person.says(act.text)
    value = f"{act.prompt}:{act.choice}"
    sees = person.sees
    below = next((m for m in sees if value in dict(buttons(m.blocks))), sees[-1])
    return person.presses_value(value, below)


async def walks(
    people: Sequence[str], steps: int, folder: Path, chance: random.Random
) -> Mapping[str, Walk]:
    """Have each of the people take so many steps at random; the database stays in the folder."""
    done: dict[str, list[Step]] = {id: [] for id in people}
    async with (
        FakeSlack() as fake,
        whole(fake, folder / "tutorbot.db", shipped.CONTENT, StillTime(NOON)) as program,
    ):
        persons = {id: fake.user(id) for id in people}
        for _ in range(steps):
            for id, person in persons.items():
                act = _next(person.sees, chance)
                assert (await do(person, act).over()).taken
                await program.until_said()
                done[id].append(Step(act, len(person.sees)))
        assert fake.ledger.findings == []
        calls = fake.ledger.calls
    return {
        id: Walk(done[id], [one for call in calls if (one := heard(id, call))]) for id in people
    }


def _next(seen: Sequence[Message], chance: random.Random) -> Act:
    """Press a button of the open question, right or wrong; type where it asks for words."""
    asking = [message for message in seen if buttons(message.blocks)]
    if not asking:
        return Said("/start")
    read = [pressed(value) for value, _ in buttons(asking[-1].blocks)]
    offered = [one for one in read if isinstance(one, Pressed)]
    if any(one.choice == "skip" for one in offered):
        return Said(f"My own words {chance.randint(100, 999)}.")
    onward = [one for one in offered if one.choice not in ASIDES | AWAY]
    return chance.choice(onward) if onward else Pressed("continue", offered[0].prompt)
