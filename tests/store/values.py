"""Values that the tests of the store write, and the shortest ways to write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.account import Account
from bot.changes import (
    Changes,
    Fold,
    Loaded,
    NewReply,
    NewTimer,
    SetAside,
    encode_input,
    encode_reply,
)
from bot.ports import Store
from dialogues.input import Said
from dialogues.reply import Reply
from dialogues.turn import SetTimer

NOW = datetime(2026, 3, 2, 9, 0, 0, 250_000, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

ANN = Account("terminal", "local", "ann")
BOB = Account("terminal", "local", "bob")


def turn(key: str | None, account: Account = ANN, **changes: Any) -> Changes:
    """Return the changes of one turn of this account: a state and a handled key."""
    given: dict[str, Any] = {"states": {account.key: b"state of %a" % key}, **changes}
    handled = [(key, account.key)] if key is not None else []
    return Changes(accounts=(account,), handled=handled, at=NOW, **given)


def fixed(changes: Changes) -> Fold:
    """Return a fold that leads to these changes whatever was loaded."""
    return lambda loaded: changes


async def commit(store: Store, changes: Changes) -> None:
    """Write the changes as one batch."""
    accounts = {account.key for account in changes.accounts} | set(changes.states)
    await store.commit(sorted(accounts), [key for key, _ in changes.handled], fixed(changes))


async def loaded(
    store: Store, accounts: Sequence[Account] = (ANN, BOB), keys: Sequence[str] = ()
) -> Loaded:
    """Return what a batch of these accounts and keys would start from."""
    seen: list[Loaded] = []

    def look(found: Loaded) -> Changes:
        seen.append(found)
        return Changes()

    await store.commit([account.key for account in accounts], keys, look)
    return seen[0]


def said(text: str, account: Account = ANN) -> NewReply:
    """Return a message to the account."""
    return NewReply(account.key, encode_reply(Reply(text)), NOW)


def reminder(due: datetime, prompt: int = 1, account: Account = ANN) -> NewTimer:
    """Return the change that sets the account's reminder."""
    return NewTimer(account.key, SetTimer("later", due, prompt))


def set_aside(key: str, text: str, account: Account = ANN) -> SetAside:
    """Return a turn that failed."""
    return SetAside(account.key, key, encode_input(Said(text)), "KeyError at step q1", NOW)
