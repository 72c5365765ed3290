"""Words for the tests: inputs of learners, and what learners were sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.account import Account
from bot.delivery import Delivery
from bot.ports import Incoming, Receipt, Store
from bot.runner import Runner
from dialogues.input import Said
from dialogues.reply import Reply

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FAR = NOW + timedelta(days=365)
APOLOGY = "Sorry, that went wrong."


def account(user: str) -> Account:
    return Account("terminal", "local", user)


def said(text: str, user: str = "anna", *, key: str | None = None, at: datetime = NOW) -> Incoming:
    return Incoming(account(user), Said(text), at, key)


async def submit_all(runner: Runner, inputs: Iterable[Incoming]) -> list[Receipt]:
    """Submit all at once, in this order; when all are done, raise the first refusal if any."""
    submitted = [asyncio.ensure_future(runner.submit(incoming)) for incoming in inputs]
    await asyncio.wait(submitted)
    return [one.result() for one in submitted]


class Collector:
    """A sender that remembers what it sent: (user, text)."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        raise AssertionError("nothing was sent that could be settled")

    async def send(self, account: Account, reply: Reply) -> None:
        self.sent.append((account.user, reply.text))


async def delivered(store: Store, user: str = "anna") -> list[str]:
    """Send all that waits, to anyone, and return the texts that the user was sent."""
    collector = Collector()
    await Delivery(store, {"terminal": collector}).drain(FAR)
    return [text for to, text in collector.sent if to == user]
