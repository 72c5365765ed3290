"""Random histories of people who send, ask, assign and withdraw, on a real store.

Whatever Ben types is a word that stands nowhere else. A model beside the program says which of
them he has sent: those that stood before his eyes when he pressed Send.
"""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bot.account import Account
from bot.ports import Incoming
from dialogues.input import Began, Input, Pressed, Said
from dialogues.reply import Choice, Reply, full_text
from tests.transcripts.several import Several

SECRET = re.compile(r"zq\w+?qz")
CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")
WORDS = (
    "withdraw",
    "summaries",
    "team",
    "checklist",
    "leave",
    "menu",
    "back",
    "/send",
    "repeat",
    "digest",
)
LIKED = ("send", "named", "do-send", "anonymous", "send-change", "words", "remark", "name", "role")
LIKED_TOO = ("steps", "ask", "answer", "summaries", "no", "withdraw")
WANTED = ("send", "named", "do-send", "answer")
"""What leads to a sending: without it, few histories would have one."""

CARD = ("checklist", "{secret}", "yes we do", "adults only", "that is all", "full")
ANSWERS = ("partly", "{secret}", "partly", "{secret}", "{secret}")


class Person:
    """One of them: the prompts that were shown, and what stood with each."""

    def __init__(self, name: str) -> None:
        self.account = Account("terminal", "local", name)
        self.prompts: list[tuple[int, tuple[Choice, ...]]] = []
        self.seen: dict[int, set[str]] = {}
        self.form: str | None = None


class History:
    """One history in a store that others use too; every name in it is its own."""

    def __init__(self, world: Several, seed: int) -> None:
        self.world, self.chance, self.seed = world, random.Random(seed), seed  # noqa: S311
        names = ("Ann", "Cleo", "Ben", "Eve", "Dan")
        self.people = {name: Person(f"{name}{seed}") for name in names}
        self.by_user = {person.account.user: name for name, person in self.people.items()}
        self.allowed: set[str] = set()
        self.ever: set[str] = set()
        self.count = 0
        self.sent = 0
        self.withdrawn = 0
        self.code = ""

    def secret(self) -> str:
        """Return a word that Ben types, and that stands nowhere else."""
        self.count += 1
        return f"zq{self.seed}x{self.count}qz"

    async def play(self, acts: int) -> None:
        """Two teams, of which Ben is in one; his checklist; then anything."""
        await self._teams()
        for words in (*CARD, *ANSWERS):
            await self.act("Ben", Said(words.format(secret=self.secret())))
        if self.chance.random() < 0.8:
            for choice in ("send", "named"):
                await self.act("Ben", Pressed(choice))
        for _ in range(acts):
            name = self.chance.choice(("Ben", "Ben", "Ben", "Ben", "Ann", "Cleo", "Eve", "Dan"))
            await self.act(name, self._anything(name))

    async def _teams(self) -> None:
        for name in ("Dan", "Ann"):
            for words in ("team", "found", f"Team of {name}", f"{name}"):
                await self.act(name, Said(words) if words != "found" else Pressed("found"))
        for name in ("Ben", "Cleo", "Eve"):
            await self.act(name, Said(f"join {self.code}"))
            await self.act(name, Pressed("join"))
            await self.act(name, Said(name))
        await self.act("Ann", Said("team"))
        for choice in ("team.", "people", "who.", "manager"):
            await self.act("Ann", Pressed(self._offered("Ann", choice)))

    def _offered(self, name: str, begins: str) -> str:
        choices = self.people[name].prompts[-1][1]
        return next(c.id for c in choices if c.id.startswith(begins))

    def _anything(self, name: str) -> Input:
        person, chance = self.people[name], self.chance
        if not person.prompts:
            return Began()
        number, choices = person.prompts[-1]
        roll = chance.random()
        if roll < 0.1:
            number, choices = chance.choice(person.prompts)
        elif roll < 0.2:
            return Said(chance.choice(WORDS))
        elif roll < 0.45 and person.form == "text":
            return Said(self.secret() if name == "Ben" else f"words of {name}")
        if name == "Ben" and roll > 0.94:
            return Said("/withdraw")
        wanted = [c for c in choices if c.id in WANTED or c.id.startswith("sent.")]
        if wanted and chance.random() < 0.7:
            return Pressed(chance.choice(wanted).id, number)
        liked = [c for c in choices if c.id in (*LIKED, *LIKED_TOO) or "." in c.id]
        choice = chance.choice(liked if liked and chance.random() < 0.6 else choices)
        return Pressed(choice.id, number)

    async def act(self, name: str, input: Input) -> None:
        """Take one input, deliver what it leads to, and look at every message."""
        person, world = self.people[name], self.world
        await world.runner.submit(Incoming(person.account, input, world.now))
        await world.delivery.drain(world.now)
        told, world.told = world.told, []
        own = [reply for user, reply in told if user == person.account.user]
        if name == "Ben":
            self._learn(input, own)
        for user, reply in told:
            if user in self.by_user:
                self._check(self.by_user[user], reply)
        self._remember(told)

    def _learn(self, input: Input, own: Sequence[Reply]) -> None:
        """Take in what Ben has sent or taken back with this: his own messages say so."""
        words = " ".join(reply.text for reply in own)
        prompts = self.people["Ben"].seen
        if "Sent to the managers" in words or "Your answer went to" in words:
            number = input.prompt if isinstance(input, Pressed) else None
            shown = prompts[number if number is not None else max(prompts)]
            again = "Sent to the managers" in words
            self.allowed = set(shown) if again else self.allowed | shown
            self.ever |= shown
            self.sent += 1
        elif "Your answers are kept for the digest" in words:
            shown = prompts[input.prompt] if isinstance(input, Pressed) and input.prompt else set()
            self.allowed = set()
            self.ever |= shown or prompts[max(prompts)]
        elif "Withdrawn: " in words:
            self.allowed = set()
            self.withdrawn += 1

    def _check(self, name: str, reply: Reply) -> None:
        """No word of Ben's stands before another but what he sent, and only for his managers."""
        if name == "Ben":
            return
        shown = set(SECRET.findall(_all(reply)))
        may = self.allowed if name in ("Ann", "Cleo") else set()
        assert shown <= may, f"seed {self.seed}: {name} sees {shown - may}"

    def _remember(self, told: Sequence[tuple[str, Reply]]) -> None:
        words: dict[str, set[str]] = {}
        for user, reply in told:
            if found := CODE.search(reply.text):
                self.code = found[0]
            if user not in self.by_user:
                continue
            person = self.people[self.by_user[user]]
            seen = words.setdefault(user, set())
            seen |= set(SECRET.findall(reply.text))
            if reply.prompt is not None:
                person.prompts.append((reply.prompt, reply.choices))
                person.seen[reply.prompt] = seen
                person.form = reply.form


def _all(reply: Reply) -> str:
    return " ".join([full_text(reply), *(choice.label for choice in reply.choices)])


def stored(file: Path) -> Iterator[str]:
    """Give all that stands in the tables that summaries, digests and exports are built from."""
    with closing(sqlite3.connect(file)) as connection:
        for table in ("consent", "sent_answer", "inquiry", "next_step"):
            for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608
                yield from (str(value) for value in row)
