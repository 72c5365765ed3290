"""What the rows of others hold about people who are erased, and what becomes of it.

Rows of their own go by the registry in `personal.py`. These are somebody else's: what a chat was
shown and is kept to take its buttons off, messages and notes about a team's digest, and the names
of managers, also in messages that wait.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

import aiosqlite
import msgspec

from bot.changes import decode_reply, encode_reply
from dialogues.quoting import NOBODY, literal
from dialogues.reply import Choice, Reply, Settled
from dialogues.state import Frame, StateError, decode, encode


async def remove(driver: aiosqlite.Connection, whose: str) -> None:
    """Remove the traces of these accounts (their numbers as JSON), before their own rows go."""
    await driver.execute(_COPIES, {"whose": whose, "nothing": encode_reply(Reply(""))})
    for statement in (_WAITING, _SET_ASIDE, _GIVEN):
        await driver.execute(statement, {"whose": whose})
    names = await driver.execute_fetchall(_NAMES, {"whose": whose})
    for team, name in names:
        await driver.execute(_MANAGERS, {"team": team, "name": name, "nobody": NOBODY})
        for id, body in await driver.execute_fetchall(_UNSENT, {"team": team}):
            if changed := _without(body, name):
                await driver.execute(_BODY, (changed, id))
    for account, state in await driver.execute_fetchall(_TOLD, {"whose": whose}):
        if changed := _unnamed(state, [name for _, name in names]):
            await driver.execute(_STATE, (changed, account))


def _without(body: bytes, name: str) -> bytes | None:
    """Return the message without this name in its words and buttons; None as it is.

    Where the name is a word of the language too, that word goes with it.
    """
    try:
        reply = decode_reply(body)
    except msgspec.DecodeError:  # set aside when it is to be sent
        return None
    either = "|".join(re.escape(one) for one in (literal(name), name))
    unnamed = partial(re.compile(rf"(?<!\w)(?:{either})(?!\w)").sub, NOBODY)
    new = msgspec.structs.replace(
        reply,
        text=unnamed(reply.text),
        choices=tuple(_relabeled(choice, unnamed(choice.label)) for choice in reply.choices),
        settles=_reworded(reply.settles, unnamed),
    )
    return None if new == reply else encode_reply(new)


def _relabeled(choice: Choice, label: str) -> Choice:
    return msgspec.structs.replace(choice, label=label)


def _reworded(settled: Settled | None, unnamed: Callable[[str], str]) -> Settled | None:
    if settled is None or settled.words is None:
        return settled
    return msgspec.structs.replace(settled, words=unnamed(settled.words))


def _unnamed(state: bytes, names: Sequence[str]) -> bytes | None:
    """Return the conversation without the names of who did what it tells of; None as it is."""
    try:
        conversation = decode(state)
    except StateError:  # set aside whenever it is read
        return None
    stack = tuple(_told_by_nobody(frame, names) for frame in conversation.stack)
    if stack == conversation.stack:
        return None
    return encode(msgspec.structs.replace(conversation, stack=stack))


def _told_by_nobody(frame: Frame, names: Sequence[str]) -> Frame:
    if frame.step != "news" or frame.slots.get("by") not in names:
        return frame
    return msgspec.structs.replace(frame, slots={**frame.slots, "by": NOBODY})


_WHOSE = "(SELECT value FROM json_each(:whose))"
_MATES = f"""
(SELECT other.account FROM membership own JOIN membership other ON other.team = own.team
WHERE own.account IN {_WHOSE})
"""  # noqa: S608

# Any of them may name who is in the team, or quote what was sent. Where they are is kept.
_COPIES = f"UPDATE shown SET body = :nothing WHERE account IN {_MATES}"  # noqa: S608
_WAITING = f"""
DELETE FROM outbox WHERE consent IN
(SELECT 'digest:' || team FROM consent WHERE account IN {_WHOSE}
UNION SELECT 'digest:' || team FROM finish_share WHERE account IN {_WHOSE})
"""  # noqa: S608

# What could not be told to others may say who did it.
_SET_ASIDE = f"""
DELETE FROM quarantine WHERE account IN {_MATES} AND instr(input, CAST('"type":"told"' AS BLOB))
"""  # noqa: S608

# They name a tool in the words of who sent it, and the next digest would say what went with them.
_GIVEN = f"""
DELETE FROM digest_given WHERE (team, checklist) IN
(SELECT team, checklist FROM consent WHERE account IN {_WHOSE})
"""  # noqa: S608

_NAMES = f"SELECT DISTINCT team, name FROM membership WHERE account IN {_WHOSE}"  # noqa: S608
_MANAGERS = """
UPDATE consent SET managers = trim(replace(char(10) || managers || char(10),
char(10) || :name || char(10), char(10) || :nobody || char(10)), char(10))
WHERE team = :team
"""
_UNSENT = """
SELECT id, body FROM outbox
WHERE account IN (SELECT account FROM membership WHERE team = :team)
"""
_BODY = "UPDATE outbox SET body = ? WHERE id = ?"
_TOLD = f"""
SELECT account, state FROM conversation
WHERE account IN {_MATES} AND instr(state, CAST('"news"' AS BLOB))
"""  # noqa: S608
_STATE = "UPDATE conversation SET state = ? WHERE account = ?"
