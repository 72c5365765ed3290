"""A learner whose turns are timed at the server: from the act to the question that answers it."""

from __future__ import annotations

from time import monotonic

from tests.kills.script import ASIDES
from tests.kills.telegram.walk import AWAY
from tests.telegram.fake.message import Message
from tests.telegram.fake.people import User

PATIENCE = 600.0


async def turn(user: User) -> float:
    """Let the learner answer the open question; return the seconds until the next one is there."""
    before, start = len(user.sees), monotonic()
    act(user)
    await user.until(lambda seen: any(m.buttons for m in seen[before:]), PATIENCE)
    return monotonic() - start


def act(user: User) -> None:
    """Press a button that leads on, or type where words are asked for."""
    asked = question(user)
    if asked is None:
        user.starts()
        return
    choices = {button.data.partition(":")[2]: button.data for button in asked.buttons}
    if "skip" in choices:
        user.says("A word of my own.")
        return
    onward = [data for id, data in choices.items() if id not in ASIDES | AWAY]
    user.presses_data((onward or [*choices.values()])[0], asked)


def question(user: User) -> Message | None:
    """Return the message whose buttons wait, if there is one."""
    return next((message for message in reversed(user.sees) if message.buttons), None)
