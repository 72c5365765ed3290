"""The batch transaction: few statements for many turns, straight on the driver's connection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

import aiosqlite
import msgspec
from sqlalchemy import Table, insert
from sqlalchemy.dialects import sqlite

from adapters.sql import erasing, schema
from adapters.sql.batching import AHEAD, BATCH, BEGIN, COMMIT, Write
from adapters.sql.instant import in_utc, written
from adapters.sql.records import CHANGES, TABLES
from bot.changes import Changes, NewRecord, NewReply
from dialogues.record import Record
from dialogues.turn import SetTimer

GROUP = 16
"""The rows that one statement inserts, where there are many: half the time of 16 statements.

Always as many, so that the statement is prepared once.
"""


STEP = 992
"""States are kept in sizes that are multiples of this many bytes, filled up with spaces.

A row that keeps its size is written over where it stands; one that grows makes SQLite move its
neighbors, and every page that this touches is written twice. Of this size four rows fill a page of
4 KB, and in the first lesson one turn in 45 makes a row grow (one in 6 with steps of 128 bytes).
"""


class Insert(msgspec.Struct, frozen=True):
    """The statements that insert one row, and a group of rows."""

    row: str
    group: str


class Found(msgspec.Struct, frozen=True):
    """What a batch starts from: the number and, if there is one, the state of each account."""

    numbers: Mapping[str, int]
    states: Mapping[str, bytes]
    handled: frozenset[str]


async def load(
    driver: aiosqlite.Connection, accounts: Collection[str], keys: Collection[str]
) -> Found:
    """Read what is there of the accounts and of the handled keys, ahead of the transaction."""
    sql = AHEAD + _LOAD.format(_marks(accounts), _marks(keys))
    rows = list(await driver.execute_fetchall(sql, [*accounts, *keys]))
    return Found(
        {key: number for key, number, _ in rows if number is not None},
        {key: state.rstrip() for key, _, state in rows if state is not None},
        frozenset(key for key, number, _ in rows if number is None),
    )


def merged(found: Found, more: Found) -> Found:
    """Return both together; keys that were handled are those of the first."""
    return Found({**found.numbers, **more.numbers}, {**found.states, **more.states}, found.handled)


async def write(
    driver: aiosqlite.Connection, found: Found, changes: Changes, attempted: Collection[str]
) -> None:
    """Write all changes of a batch in a transaction, and commit them.

    `attempted` are the keys that may have a row in `attempt`.
    """
    if changes.erased or any(account.key not in found.numbers for account in changes.accounts):
        await begin(driver)
    numbers = await _numbers(driver, found.numbers, changes)
    if changes.erased:
        changes = await erasing.erase_all(driver, numbers, changes)
    writes = [*_of_turns(numbers, changes, attempted), *_of_timers(numbers, changes)]
    await driver.executemany(BATCH, [BEGIN, *(write for write in writes if write[1]), COMMIT])


async def begin(driver: aiosqlite.Connection) -> None:
    """Begin the transaction, unless it has begun."""
    if not driver.in_transaction:
        await driver.execute(BEGIN[0])


async def _numbers(
    driver: aiosqlite.Connection, known: Mapping[str, int], changes: Changes
) -> Mapping[str, int]:
    """Return the number of every account, after adding those that are new."""
    new = {account.key: account for account in changes.accounts if account.key not in known}
    if not new:
        return known
    rows = [(key, a.platform, a.tenant, a.user) for key, a in new.items()]
    await driver.executemany(_ACCOUNT, rows)
    added = await driver.execute_fetchall(_NUMBERS.format(_marks(new)), tuple(new))
    return {**known, **{row[0]: row[1] for row in added}}


def _of_turns(
    numbers: Mapping[str, int], changes: Changes, attempted: Collection[str]
) -> list[Write]:
    # Without a time the database refuses handled keys: they could never be cleared away.
    day = in_utc(changes.at).date().isoformat() if changes.at else None
    return [
        *_by_group(
            _STATE, [(numbers[key], filled(state), day) for key, state in changes.states.items()]
        ),
        *_by_group(_KEY, [(key, numbers[account], day) for key, account in changes.handled]),
        (_WITHDRAWN, [(consent,) for consent in changes.withdrawn]),
        *_of_replies(numbers, changes.replies),
        *_of_records(numbers, changes.records),
        (
            _SET_ASIDE,
            [
                (s.key, numbers[s.account], written(s.at), s.error, s.input)
                for s in changes.set_aside
            ],
        ),
        (_NO_ATTEMPT, [(key,) for key, _ in changes.handled if key in attempted]),
        *_of_reach(changes),
    ]


def filled(state: bytes) -> bytes:
    """Return the state in the size in which it is kept."""
    return state.ljust(-(-len(state) // STEP) * STEP)


def _of_replies(numbers: Mapping[str, int], replies: Sequence[NewReply]) -> list[Write]:
    if any(r.consent for r in replies):  # all in one go: they are sent in the order of their ids
        rows = [(numbers[r.account], written(r.at), r.body, r.consent) for r in replies]
        return [(_REPLY_WITH_CONSENT, rows)]
    return _by_group(_REPLY, [(numbers[r.account], written(r.at), r.body) for r in replies])


def _of_records(numbers: Mapping[str, int], records: Sequence[NewRecord]) -> list[Write]:
    rows: defaultdict[type[Record], list[tuple[Any, ...]]] = defaultdict(list)
    changed: list[Write] = []
    for new in records:
        if statements := CHANGES.get(type(new.record)):
            values = _values(numbers[new.account], new)
            changed += [(statement, [values]) for statement in statements]
            continue
        row = (numbers[new.account], written(new.at), *msgspec.structs.astuple(new.record))
        rows[type(new.record)].append(row)
    return [*((_RECORD[kind], rows[kind]) for kind in rows), *changed]


def _values(account: int, new: NewRecord) -> dict[str, Any]:
    """Return what the statements of a record may name: its fields, whose it is, and when."""
    fields = msgspec.structs.asdict(new.record).items()
    named = {name: written(v) if isinstance(v, datetime) else v for name, v in fields}
    return {**named, "account": account, "at": written(new.at)}


def _of_reach(changes: Changes) -> list[Write]:
    return [
        (UNREACHABLE, [(since(changes.at), key) for key in changes.unreachable]),
        (REACHABLE, [(key,) for key in changes.reachable]),
    ]


def since(at: datetime | None) -> str:
    """Return the time as it is written; raise ValueError when there is none."""
    if at is None:
        raise ValueError("it must be known since when an account cannot be reached")
    return written(at)


def _of_timers(numbers: Mapping[str, int], changes: Changes) -> list[Write]:
    """Return the deletions first: a timer that came due may have been set again."""
    # A timer that was set anew while it fired is due later than this batch: it stays.
    until = written(changes.at) if changes.at else _NEVER
    last = {(numbers[new.account], new.change.name): new.change for new in changes.timers}
    return [
        (_FIRED, [(numbers[account], name, until) for account, name in changes.fired]),
        (_CANCEL, [key for key, change in last.items() if not isinstance(change, SetTimer)]),
        (
            _SET,
            [
                (*key, change.prompt, written(change.due))
                for key, change in last.items()
                if isinstance(change, SetTimer)
            ],
        ),
    ]


def _by_group(insert: Insert, rows: Sequence[tuple[Any, ...]]) -> list[Write]:
    """Return what inserts the rows: whole groups first, then the rest row by row."""
    whole = len(rows) - len(rows) % GROUP
    groups = [tuple(chain(*rows[start : start + GROUP])) for start in range(0, whole, GROUP)]
    return [(insert.group, groups), (insert.row, rows[whole:])]


def _grouped(row: str, tail: str = "") -> Insert:
    into, _, marks = row.partition(" VALUES ")
    return Insert(row + tail, f"{into} VALUES {', '.join([marks] * GROUP)}{tail}")


def _marks(values: Collection[str]) -> str:
    return ("?," * len(values))[:-1]


def _inserting(table: Table, *columns: str) -> str:
    return str(insert(table).compile(dialect=sqlite.dialect(), column_keys=columns))


_NEVER = "9999"  # later than every moment that can be written

# In one statement: a key that was handled comes without a number.
_LOAD = (
    "SELECT account.key, account.id, conversation.state FROM account"
    " LEFT JOIN conversation ON conversation.account = account.id WHERE account.key IN ({})"
    " UNION ALL SELECT key, NULL, NULL FROM handled WHERE key IN ({})"
)
_NUMBERS = "SELECT key, id FROM account WHERE key IN ({})"

_ACCOUNT = _inserting(schema.account, "key", "platform", "tenant", "user")
_STATE = _grouped(
    _inserting(schema.conversation, "account", "state", "day"),
    " ON CONFLICT (account) DO UPDATE SET state = excluded.state, day = excluded.day",
)
_KEY = _grouped(_inserting(schema.handled, "key", "account", "day"))
_REPLY = _grouped(_inserting(schema.outbox, "account", "at", "body"))
_REPLY_WITH_CONSENT = _inserting(schema.outbox, "account", "at", "body", "consent")
_WITHDRAWN = "DELETE FROM outbox WHERE consent = ?"
_SET_ASIDE = _inserting(schema.quarantine, "key", "account", "at", "error", "input")
_NO_ATTEMPT = "DELETE FROM attempt WHERE key = ?"
UNREACHABLE = "UPDATE account SET unreachable = ? WHERE key = ? AND unreachable IS NULL"
REACHABLE = "UPDATE account SET unreachable = NULL WHERE key = ?"
_FIRED = "DELETE FROM timer WHERE account = ? AND name = ? AND due <= ?"
_CANCEL = "DELETE FROM timer WHERE account = ? AND name = ?"
_SET = _inserting(schema.timer, "account", "name", "prompt", "due") + (
    " ON CONFLICT (account, name) DO UPDATE SET prompt = excluded.prompt, due = excluded.due"
)
_RECORD = {
    kind: _inserting(table, "account", "at", *kind.__struct_fields__)
    for kind, table in TABLES.items()
}
