"""Who did everything that can be done, with others, is gone from the disk when they are erased.

What is looked for is found by reading the files, and the database without its registry.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from contextlib import closing as closed
from pathlib import Path

import pytest

from adapters.sql import open_store
from adapters.sql.backup import back_up
from adapters.sql.store import SqlStore
from adapters.terminal.session import Program
from bot.account import Account
from bot.changes import Changes, SetAside, encode_input
from bot.content import load_course
from bot.main import closing, serving
from bot.ports import Incoming
from dialogues.chat.forget import FORGET
from dialogues.input import Attached, Input, Pressed, Said
from dialogues.reply import Reply
from tests.cli.tutorbot import tutorbot
from tests.privacy.people import NOW, places
from tests.sharing.history import CODE
from tests.transcripts.courses import content

ANN, BEN = Account("telegram", "99", "70017001"), Account("telegram", "99", "70027002")
NAMES = {ANN: "annaword", BEN: "bennword"}
"""What each of them types holds this word."""

FULL = {
    "account",
    "checklist_answer",
    "checklist_run",
    "consent",
    "conversation",
    "digest_given",
    "guess",
    "handled",
    "inquiry",
    "join_attempt",
    "membership",
    "progress",
    "quarantine",
    "quiz_answer",
    "reflection",
    "sent_answer",
    "shown",
    "timer",
    "calculation",
}
"""Tables where the learner has rows, or others have rows about them, before they are erased."""


class Phones:
    """Takes every message; what is in it can be pressed."""

    def __init__(self) -> None:
        self.got: dict[Account, list[Reply]] = {ANN: [], BEN: []}

    async def send(self, account: Account, reply: Reply) -> str | None:
        self.got[account].append(reply)
        return f"{len(self.got[account])}" if reply.choices else None

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        return None


class Life:
    """Two people in a running program; every input has a key, as on a platform."""

    def __init__(self, store: SqlStore, program: Program, phones: Phones) -> None:
        self.store, self.program, self.phones = store, program, phones
        self.updates: list[Incoming] = []

    async def does(self, account: Account, *words: str) -> None:
        """Type it, or press the first choice of the last question whose id begins so."""
        for said in words:
            input: Input = Said(said)
            if said.startswith("["):
                asked = [r for r in self.phones.got[account] if r.choices][-1]
                begins = said.strip("[]")
                id = next(c.id for c in asked.choices if c.id.startswith(begins))
                input = Pressed(id, asked.prompt)
            await self.take(account, input)

    async def take(self, account: Account, input: Input) -> None:
        update = Incoming(account, input, NOW, f"telegram:99:{len(self.updates)}")
        self.updates.append(update)
        await self.program.submit(update)
        await self.program.drain(NOW)

    async def set_aside(self) -> None:
        """Let something that Ben typed be set aside, as if a turn had failed."""
        said = encode_input(Said(f"{NAMES[BEN]} typed"))
        bad = SetAside(BEN.key, "telegram:99:bad", said, "ValueError", NOW)
        await self.store.commit([BEN.key], [], lambda _: Changes(set_aside=[bad], at=NOW))

    def last(self, account: Account) -> str:
        """Return the last message to this one."""
        return self.phones.got[account][-1].text


@asynccontextmanager
async def living(folder: Path) -> AsyncIterator[Life]:
    """Run the program on the database in this folder."""
    course, phones = load_course(content("with-checklist", folder.parent)), Phones()
    url = f"sqlite:///{folder}/tutorbot.db"
    async with (
        closing(await open_store(url, now=NOW)) as store,
        serving(store, course, {"telegram": phones}) as program,
    ):
        yield Life(store, program, phones)


CHECKLIST = (
    "Ready-made",
    "None",
    "Short: 7 questions",
    "don't know",
    "yes",
    "The supplier told us",
    "partly",
    "{w} a note",
)
REST = ("no", "no", "yes", "don't know", "{w} a remark")


CALCULATOR = ("/calculate", "A", "fine-tune", "2 GB of documents", "1 week", "UK")
KEEP = ("Keep this result", "done")


async def lived(life: Life) -> None:
    """Let Ann manage a team that Ben is in, and both do all there is to do."""
    for one in (ANN, BEN):
        word = NAMES[one]
        await life.does(one, "hello", "a", "next", "next", "next", "a", "b", "next", f"{word} saw")
        await life.does(one, "join K7QX-4M2P")
    await life.does(ANN, "/team", "[found", "The shop", NAMES[ANN])
    code = CODE.search(" ".join(reply.text for reply in life.phones.got[ANN]))
    assert code
    await life.does(BEN, f"join {code[0]}", "[join", NAMES[BEN])
    checklist = [words.format(w=NAMES[BEN]) for words in (*CHECKLIST, *REST)]
    await life.does(BEN, "/checklist", f"{NAMES[BEN]} robot", *checklist)
    await life.does(BEN, "[send", "[named", "[do-send")
    await life.does(ANN, "[ask", f"{NAMES[ANN]} asks")
    await life.does(BEN, "[answer", f"{NAMES[BEN]} answers", "[send")
    await life.does(ANN, "[summary", "[steps", "[", "Bo", "May", "[tomorrow")
    await life.does(ANN, "/digest", "[weekly", "[day.", "[hour.9", "Berlin")
    await life.does(BEN, *CALCULATOR, *KEEP)
    await life.does(BEN, "/menu", "/later", "[tomorrow")
    await life.take(BEN, Attached("photo"))


def rows(folder: Path, account: Account) -> Mapping[str, int]:
    """Count the rows of each table that hold the account's number, or something that it typed."""
    file = f"file:{folder}/tutorbot.db?mode=ro"
    found: dict[str, int] = {}
    with closed(sqlite3.connect(file, uri=True)) as db:
        db.text_factory = bytes
        ((number,),) = db.execute("SELECT id FROM account WHERE user = ?", (account.user,))
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in tables:
            table = name.decode()
            columns = [row[1].decode() for row in db.execute(f"PRAGMA table_info({table})")]
            for row in db.execute(f"SELECT * FROM {table}"):  # noqa: S608
                held = b" ".join(value for value in row if isinstance(value, bytes))
                theirs = "account" in columns and row[columns.index("account")] == number
                if theirs or NAMES[account].encode() in held or account.user.encode() in held:
                    found[table] = found.get(table, 0) + 1
    return found


PAGES: Mapping[str, Sequence[str]] = {
    "the list of the team": ("/team", "[team.", "[people"),
    "a person in the team": ("/team", "[team.", "[people", "[who."),
    "the summaries": ("/summaries",),
    "a summary": ("/summaries", "[sent."),
    "full answers": ("/summaries", "[sent.", "[full"),
    "next steps": ("/summaries", "[sent.", "[steps"),
    "an answer": ("/summaries", "[sent.", "[ask"),
    "the digest": ("/digest",),
    "its picture": ("/digest", "[picture"),
}
"""What the manager has open while the learner is erased."""

HERS: Mapping[str, Sequence[str]] = {
    "the team": ("/team", "[team."),
    "what was sent": ("/withdraw",),
    "to whom it goes": ("/checklist", "summary", "[send"),
    "the preview": ("/checklist", "summary", "[send", "[named"),
}
"""What the learner has open while the manager is erased."""


@pytest.mark.parametrize("page", PAGES)
async def test_of_a_learner_nothing_is_left_whatever_the_manager_has_open(
    page: str, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    async with living(home) as life:
        await lived(life)
        await life.set_aside()
        await life.does(ANN, *PAGES[page])
        held = rows(home, BEN)
        await life.does(BEN, "/forget", f"[{FORGET}")
        assert places(home, NAMES[BEN], BEN.user) == []
        assert rows(home, ANN)["membership"] == 1
    assert held.keys() >= FULL
    assert places(home, NAMES[BEN], BEN.user) == []


@pytest.mark.parametrize("page", HERS)
async def test_of_a_manager_nothing_is_left_whatever_the_learner_has_open(
    page: str, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    async with living(home) as life:
        await lived(life)
        await life.does(BEN, *HERS[page])
        await life.does(ANN, "/forget", f"[{FORGET}")
        assert places(home, NAMES[ANN], ANN.user) == []
        await life.does(BEN, "/withdraw")
        assert NAMES[ANN] not in life.last(BEN)


async def test_who_made_somebody_a_manager_is_named_no_more_when_they_are_erased(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    async with living(home) as life:
        await lived(life)
        await life.does(ANN, *PAGES["a person in the team"], "[manager")
        assert NAMES[ANN] in life.last(BEN)
        await life.does(ANN, "/forget", f"[{FORGET}")
        assert places(home, NAMES[ANN], ANN.user) == []
        await life.does(BEN, "repeat")


async def test_neither_an_old_backup_nor_a_late_update_brings_anything_back(tmp_path: Path) -> None:
    home, old = tmp_path / "home", tmp_path / "old.db"
    async with living(home) as life:
        await lived(life)
        await life.does(ANN, "/digest")
        back_up(home / "tutorbot.db", old)
    done = tutorbot(
        "erase", "--account", BEN.key, "--yes", "--database", f"sqlite:///{home}/tutorbot.db"
    )
    assert done.code == 0, done.err
    assert places(home, NAMES[BEN], BEN.user) == []
    assert places(old.parent, NAMES[BEN])
    done = tutorbot("restore", str(old), "--database", f"sqlite:///{home}/tutorbot.db")
    assert done.code == 0, done.err
    for file in home.glob("*.before-restore*"):
        file.unlink()
    assert places(home, NAMES[BEN], BEN.user) == []
    async with living(home) as after:
        after.updates += life.updates
        for update in life.updates:
            if update.account == BEN:
                assert (await after.program.submit(update)).duplicate
        await after.program.drain(NOW)
        assert after.phones.got[BEN] == []
        await after.does(ANN, "/summaries")
        assert NAMES[BEN] not in after.last(ANN)
        assert places(home, NAMES[BEN], BEN.user) == []
