"""People with a past: all kinds of rows, each with a word of its own that can be found again."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from adapters.sql.records import TABLES
from adapters.sql.store import SqlStore
from bot.account import Account
from bot.changes import Changes, NewRecord, NewReply, NewTimer, SetAside, encode_input, encode_reply
from bot.ports import Marks
from dialogues.digests.record import BatchClosed, BatchJoined, DigestGiven
from dialogues.input import Said
from dialogues.record import Record
from dialogues.reply import Choice, Reply
from dialogues.sharing.finish import FinishAnswered
from dialogues.sharing.record import AnswerSent, Consented, InquiryMade, StepAssigned
from dialogues.state import VERSION, Conversation, Frame, encode
from dialogues.teams.record import CodeTried, TeamJoined, TeamMade
from dialogues.turn import SetTimer

NOW = datetime(2026, 3, 2, 9, 0, 0, 250_000, tzinfo=UTC)

ANN = Account("telegram", "99", "7001")
BOB = Account("telegram", "99", "7002")

_VALUES: dict[str, Any] = {"int": 3, "float": 2.5, "bool": True}


def record(kind: type[Record], word: str) -> Record:
    """Return a record of this kind whose texts all hold the word."""
    fields = msgspec.structs.fields(kind)
    return kind(*(_value(str(kind.__annotations__[f.name]), word) for f in fields))


def _value(annotation: str, word: str) -> Any:
    return _VALUES.get(annotation.removesuffix(" | None"), word)


def state(word: str) -> bytes:
    """Return a stored conversation that holds the word."""
    return encode(
        Conversation(VERSION, 4, word, stack=(Frame("flow", "step", slots={"said": word}),))
    )


def _in_a_team(word: str) -> tuple[Record, ...]:
    return (
        TeamMade(f"team-{key_of(word)}", "Shop"),
        TeamJoined(f"member-{word}", f"team-{key_of(word)}", "manager", word, "r1"),
        CodeTried(word),
        *_sent(f"team-{key_of(word)}", word),
    )


def _sent(team: str, word: str) -> tuple[Record, ...]:
    consent = (word, team, "list", "1", 1, word, "planned", "", "short", True, word, word)
    return (
        Consented(*consent, word, word, word, "r1"),
        AnswerSent(word, "K1", "no", None, word, word),
        StepAssigned(f"step-{word}", word, team, "K1", word, word, word),
        InquiryMade(f"asked-{word}", word, word),
        BatchClosed(f"batch-{word}", team, "list", word, NOW, 5),
        BatchJoined(f"batch-{word}", word),
        FinishAnswered(team, word, True, word, word, "r1"),
        DigestGiven(team, "list", word, "K1", "K1"),
    )


def key_of(word: str) -> str:
    """Return what stands for the word where it may stay: a team is nobody's own."""
    return hashlib.blake2b(word.encode(), digest_size=4).hexdigest()


async def live(store: SqlStore, account: Account, word: str) -> None:
    """Give the account rows of every kind, each with the word; one message with buttons is out."""
    key = account.key
    asked = Reply(f"asked {word}", (Choice("a", word),), 4)
    past = Changes(
        accounts=(account,),
        states={key: state(word)},
        records=[
            *(NewRecord(key, record(kind, word), NOW) for kind in TABLES),
            *(NewRecord(key, one, NOW) for one in _in_a_team(word)),
        ],
        replies=[NewReply(key, encode_reply(reply), NOW) for reply in (asked, Reply(word))],
        timers=[NewTimer(key, SetTimer(word, NOW.replace(year=2027), 4))],
        handled=[(f"update:{word}", key), (f"timer:{key}:{word}", key)],
        set_aside=[SetAside(key, f"bad:{word}", encode_input(Said(word)), f"Error {word}", NOW)],
        at=NOW,
    )
    await store.commit([key], [k for k, _ in past.handled], lambda _: past)
    first = next(row for row in await store.waiting(0, 100) if row.account == account)
    await store.mark(Marks(shown=[(first.id, 4, f"ref-{word}")], sent=[first.id], at=NOW))


def goodbye(account: Account, key: str = "the press") -> Changes:
    """Return what a turn leads to that erases the account."""
    said = NewReply(account.key, encode_reply(Reply("goodbye")), NOW)
    return Changes(
        accounts=(account,),
        replies=[said],
        handled=[(key, account.key)],
        at=NOW,
        erased=[account.key],
    )


async def forget(store: SqlStore, account: Account) -> None:
    """Erase the account as a turn does, and let its last message arrive."""
    changes = goodbye(account)
    await store.commit([account.key], ["the press"], lambda _: changes)
    rows = [row for row in await store.waiting(0, 100) if row.account == account]
    assert [row.reply.text for row in rows] == ["goodbye"]
    await store.mark(Marks(sent=[row.id for row in rows], at=NOW))


def places(folder: Path, *words: str) -> list[str]:
    """Return the files below the folder that hold one of the words."""
    return [
        f"{file.name}: {word}"
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        for word in words
        if word.encode() in file.read_bytes()
    ]
