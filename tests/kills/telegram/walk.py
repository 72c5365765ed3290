"""What many people do, and what they are told: made up in talk with a program left alone."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import msgspec

from bot import shipped
from dialogues.input import Pressed, Said
from tests.kills.script import ASIDES
from tests.telegram.fake.ledger import SENDING, Call
from tests.telegram.fake.message import Message
from tests.telegram.fake.people import User
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.inside import StillTime, inside

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIRST = 1001
"""The user id of the first person."""

AWAY = frozenset({"later", "in_an_hour", "in_three_hours", "tomorrow", "in_a_week"})
"""Buttons that lead to reminders: those come by the clock, and not in an order."""

Act: TypeAlias = Said | Pressed


class Told(msgspec.Struct, frozen=True):
    """A message as it was sent: its words, its buttons, and whether it is a picture."""

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


def heard(user: int, call: Call) -> Told | None:
    """Return the message that a call told this person; None if it told them nothing."""
    if call.chat != user or call.method not in SENDING or call.message is None:
        return None
    text = call.payload.get("text", call.payload.get("caption", ""))
    rows = call.payload.get("reply_markup", {}).get("inline_keyboard", ())
    data = tuple(button["callback_data"] for row in rows for button in row)
    return Told(text, data, call.method == "sendPhoto")


def do(user: User, act: Act) -> None:
    """Let the person do it."""
    match act:
        case Said(text):
            user.says(text)
        case Pressed(choice, prompt):
            data = f"{prompt}:{choice}"
            below = next((m for m in user.sees if data in _data(m)), user.sees[-1])
            user.presses_data(data, below)


def _data(message: Message) -> set[str]:
    return {button.data for button in message.buttons}


async def walks(people: int, steps: int, folder: Path, chance: random.Random) -> Mapping[int, Walk]:
    """Have so many people take so many steps at random; the database stays in the folder."""
    done: dict[int, list[Step]] = {FIRST + number: [] for number in range(people)}
    async with (
        FakeTelegram() as fake,
        inside(fake, folder / "tutorbot.db", shipped.CONTENT, StillTime(NOON)) as program,
    ):
        users = {id: fake.user(id) for id in done}
        for _ in range(steps):
            acts = {id: _next(user.sees, chance) for id, user in users.items()}
            for id, user in users.items():
                do(user, acts[id])
            await program.take_all()
            for id, user in users.items():
                done[id].append(Step(acts[id], len(user.sees)))
        assert fake.ledger.findings == []
        calls = fake.ledger.calls
        return {
            id: Walk(done[id], [one for call in calls if (one := heard(id, call))]) for id in done
        }


def _next(seen: Sequence[Message], chance: random.Random) -> Act:
    """Press a button of the open question, right or wrong; type where it asks for words."""
    asking = [message for message in seen if message.buttons]
    if not asking:
        return Said("/start")
    offered = dict(_choice(button.data) for button in asking[-1].buttons)
    if "skip" in offered:
        return Said(f"My own words {chance.randint(100, 999)}.")
    onward = [choice for choice in offered if choice not in ASIDES | AWAY]
    choice = chance.choice(onward or ["continue"])
    return Pressed(choice, next(iter(offered.values())))


def _choice(data: str) -> tuple[str, int]:
    prompt, _, choice = data.partition(":")
    return choice, int(prompt)
