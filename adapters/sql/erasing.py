"""Erases all that is kept about a person, in the transaction of the caller."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

import aiosqlite
import msgspec

from adapters.sql import traces
from adapters.sql.instant import in_utc, written
from adapters.sql.personal import EMPTY_BATCHES, ERASED
from adapters.sql.teams import TOLD_UNMANAGED, UNMANAGED
from adapters.sql.tombstones import Tombstone, tombstone
from bot.changes import Changes, NewReply, decode_reply

NOON = time(12)


def key_hash(key: str) -> bytes:
    """Return what is kept of the key of an erased learner's input."""
    return hashlib.blake2b(key.encode(), digest_size=16, person=b"tutorbot input").digest()


async def erase_all(
    driver: aiosqlite.Connection, numbers: Mapping[str, int], changes: Changes
) -> Changes:
    """Erase the accounts that a batch erases, but for their names; return what is left to write.

    Their names go with `forget_names`. Raises ValueError when there is no time.
    """
    if changes.at is None:
        raise ValueError("it must be known when an account is erased")
    gone = {*changes.erased}
    asked = await _asked(driver, numbers, [r for r in changes.replies if r.account in gone])
    await erase(driver, {key: numbers[key] for key in gone}, changes.at)
    for row in asked:
        await driver.execute(_ASK, row)
    for key in gone:
        await driver.execute("INSERT INTO farewell VALUES (?)", (numbers[key],))
    late = [key for key, of in changes.handled if of in gone]
    await _keep_hashes(driver, late, changes.at)
    return msgspec.structs.replace(
        changes, handled=[(key, of) for key, of in changes.handled if of not in gone]
    )


async def _asked(
    driver: aiosqlite.Connection, numbers: Mapping[str, int], goodbyes: Sequence[NewReply]
) -> list[tuple[object, ...]]:
    """Return the rows of the question that a last message settles: it still has its buttons."""
    rows: list[tuple[object, ...]] = []
    for goodbye in goodbyes:
        if settled := decode_reply(goodbye.body).settles:
            whose = (numbers[goodbye.account], settled.prompt)
            rows += [tuple(row) for row in await driver.execute_fetchall(_ASKED, whose)]
    return rows


async def erase(driver: aiosqlite.Connection, whose: Mapping[str, int], at: datetime) -> None:
    """Erase all of these accounts (number by key) but their names, and put up tombstones.

    What comes a second time of what the learners sent stays without effect.
    """
    await _wipe(driver, whose, at)
    await note(driver, [tombstone(key, at) for key in whose])


async def erase_with_names(
    driver: aiosqlite.Connection, whose: Mapping[str, int], at: datetime
) -> None:
    """Erase all of these accounts (number by key); who was in a team that closes is told."""
    await _tell(driver, whose, at)
    await erase(driver, whose, at)
    await driver.execute(_NAMES, (_listed(whose.values()),))


async def erase_again(driver: aiosqlite.Connection, whose: Mapping[str, int], at: datetime) -> None:
    """Erase all of these accounts, for whom there are tombstones: others were told back then."""
    await _wipe(driver, whose, at)
    await driver.execute(_NAMES, (_listed(whose.values()),))


async def forget_names(driver: aiosqlite.Connection) -> int:
    """Forget the erased learners whose last message is out; return how many wait for that.

    One that cannot be sent is given up. Who has come back meanwhile is a learner like any other.
    """
    await driver.execute(_BACK)
    await driver.execute(_GIVEN_UP)
    if done := {key: number for number, key in await driver.execute_fetchall(_DONE)}:
        await _delete(driver, done)
        await driver.execute(_NAMES, (_listed(done.values()),))
    ((left,),) = await driver.execute_fetchall("SELECT count(*) FROM farewell")
    return int(left)


async def note(driver: aiosqlite.Connection, stones: Iterable[Tombstone]) -> None:
    """Write down that these erasures are done in this database."""
    for stone in stones:
        await driver.execute(_STONE, (stone.id, stone.salt, stone.hash, written(stone.at)))


async def _tell(driver: aiosqlite.Connection, whose: Mapping[str, int], at: datetime) -> None:
    """Let others be told at noon (UTC), when it is day for most: nobody asked for it just now."""
    noon = datetime.combine(in_utc(at).date(), NOON, UTC)
    when = noon if noon > at else noon + timedelta(days=1)
    values = {"whose": _listed(whose.values()), "noon": written(when)}
    await driver.execute(TOLD_UNMANAGED, values)


async def _wipe(driver: aiosqlite.Connection, whose: Mapping[str, int], at: datetime) -> None:
    for statement in UNMANAGED:
        await driver.execute(statement, {"whose": _listed(whose.values()), "at": written(at)})
    rows = await driver.execute_fetchall(_THEIR_KEYS, (_listed(whose.values()),))
    await _keep_hashes(driver, [row[0] for row in rows], at)
    await _delete(driver, whose)


async def _delete(driver: aiosqlite.Connection, whose: Mapping[str, int]) -> None:
    await traces.remove(driver, _listed(whose.values()))
    for statement in ERASED:
        await driver.execute(statement, {"whose": _listed(whose.values())})
    await driver.execute(EMPTY_BATCHES)
    for key in whose:
        timers = f"timer:{key}:"  # the one kind of key that names the learner
        await driver.execute(_ATTEMPTS, (len(timers), timers))


async def _keep_hashes(driver: aiosqlite.Connection, keys: Sequence[str], at: datetime) -> None:
    day = in_utc(at).date().isoformat()
    for key in keys:
        await driver.execute(_HASH, (key_hash(key), day))


def _listed(numbers: Iterable[int]) -> str:
    return msgspec.json.encode(list(numbers)).decode()


_THEIR_KEYS = "SELECT key FROM handled WHERE account IN (SELECT value FROM json_each(?))"
_HASH = "INSERT OR IGNORE INTO erased_key (hash, day) VALUES (?, ?)"
_ASKED = "SELECT account, prompt, ref, body FROM shown WHERE account = ? AND prompt = ?"
_ASK = "INSERT INTO shown (account, prompt, ref, body) VALUES (?, ?, ?, ?)"
_STONE = "INSERT INTO erasure (id, salt, hash, at) VALUES (?, ?, ?, ?)"
_ATTEMPTS = "DELETE FROM attempt WHERE substr(key, 1, ?) = ?"
_NAMES = "DELETE FROM account WHERE id IN (SELECT value FROM json_each(?))"
_BACK = (
    "DELETE FROM farewell WHERE account IN (SELECT account FROM conversation)"
    " OR account IN (SELECT account FROM quarantine)"
)
_GIVEN_UP = (
    "DELETE FROM outbox WHERE account IN (SELECT account FROM farewell) AND (state = 'failed'"
    " OR account IN (SELECT id FROM account WHERE unreachable IS NOT NULL))"
)
_DONE = (
    "SELECT account.id, account.key FROM farewell JOIN account ON account.id = farewell.account"
    " WHERE account.id NOT IN (SELECT account FROM outbox)"
)
