"""A learner whose turns are timed at the server: from the act to the question that answers it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from tests.kills.script import ASIDES
from tests.kills.telegram.walk import AWAY
from tests.telegram.fake.message import Message
from tests.telegram.fake.people import User

PATIENCE = 600.0


async def turn(user: User) -> float:
    """Let the learner answer the open question; return the seconds until the next one is there."""
    start = monotonic()
    await until_asked(user, lambda: act(user))
    return monotonic() - start


async def until_asked(user: User, act: Callable[[], object]) -> None:
    """Let the learner do something; return when a message with buttons has come after it."""
    before = len(user.sees)
    act()
    await user.until(lambda seen: any(m.buttons for m in seen[before:]), PATIENCE)


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
