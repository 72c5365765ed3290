"""Two people in a running program who do all there is to do; whatever they type holds a word."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from contextlib import closing as closed
from pathlib import Path

from adapters.sql import open_store
from adapters.sql.store import SqlStore
from adapters.terminal.session import Program
from bot.account import Account
from bot.changes import Changes, SetAside, encode_input
from bot.content import load_course
from bot.main import closing, serving
from bot.ports import Incoming
from dialogues.input import Attached, Input, Pressed, Said
from dialogues.reply import Reply
from tests.privacy.people import NOW
from tests.sharing.history import CODE
from tests.transcripts.courses import content

ANN, BEN = Account("telegram", "99", "70017001"), Account("telegram", "99", "70027002")
NAMES = {ANN: "annaword", BEN: "bennword"}
"""What each of them types holds this word."""


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

    def code(self) -> str:
        """Return the code for joining that Ann was shown."""
        code = CODE.search(" ".join(reply.text for reply in self.phones.got[ANN]))
        assert code
        return code[0]

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
    await life.does(BEN, f"join {life.code()}", "[join", NAMES[BEN])
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
