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
from datetime import timedelta
from pathlib import Path

from bot.ports import Incoming
from dialogues.input import Began, Input, Pressed, Said
from dialogues.reply import Reply
from tests.sharing.finishing import ANSWERS as FINISHED_ANSWERS
from tests.sharing.finishing import FINISH, PAGE, Finishing
from tests.sharing.person import FAULT, NAME, OTHER, TOOL, Person, kind, secrets, whole
from tests.transcripts.several import Several

CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")
DIGEST = re.compile(r"team digest|All questions|How many people answered")
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
    "share",
)
LIKED = ("send", "named", "do-send", "anonymous", "send-change", "words", "remark", "name", "role")
LIKED_TOO = ("steps", "ask", "answer", "summaries", "no", "withdraw", "all", "picture", "weekly")
LIKED_AS_WELL = ("finished", "yes")
WANTED = ("send", "named", "do-send", "answer")
"""What leads to a sending: without it, few histories would have one."""

LESSON = ("hello", "a", "next", "next", "next", "b", "next", "{o}")
"""Through the first part of the lesson, up to what one writes about it."""

HALF = 0.5
LESSON_NAME = "How a Lighthouse Works"

CARD = ("/checklist", "{t}", "yes we do", "adults only", "that is all", "full")
ANSWERS = ("partly", "{o}", "partly", "{o}", "{o}")
WEEKLY = ("digest", "[weekly]", "[day.", "[hour.", "[close]")
TEAM = ("team", "[found]", "Team {seed} of {name}", "{name}")
CROWD = ("Fay", "Gus", "Hal", "Ida", "Jo")
"""With them Ben sends without his name, and is counted."""

TOLD_BY = ("Sent to the managers", "Your answer went to", "Your question went to", "I told them")
"""What stands before a person whose act somebody else is told of."""


class History:
    """One history in a store that others use too; every name in it is its own."""

    def __init__(self, world: Several, seed: int) -> None:
        self.world, self.chance, self.seed = world, random.Random(seed), seed  # noqa: S311
        self.in_a_crowd = seed % 8 == 3
        names = ("Ann", "Cleo", "Ben", "Eve", "Dan", *(CROWD if self.in_a_crowd else ()))
        self.people = {name: Person(f"{name}{seed}") for name in names}
        self.by_user = {person.account.user: name for name, person in self.people.items()}
        self.allowed: set[str] = set()
        self.ever: set[str] = set()
        self.names: set[str] = set()
        self.managed: set[str] = set()
        self.typed: dict[str, set[str]] = {name: set() for name in names}
        self.finishing = Finishing(world.words.finished, LESSON_NAME, self.team_of("Ann"))
        self.count = 0
        self.sent = 0
        self.withdrawn = 0
        self.digests = 0
        self.code = ""

    def secret(self, name: str, what: str = OTHER) -> str:
        """Return a word that this one types now, and that stands nowhere else."""
        self.count += 1
        secret = f"zq{self.seed}x{self.count}{what}qz"
        self.typed[name].add(secret)
        if what == NAME:
            self.names.add(secret)
        return secret

    def team_of(self, name: str) -> str:
        """Return what this one's team is called."""
        return f"Team {self.seed} of {name}"

    async def play(self, acts: int) -> None:
        """Two teams, of which Ben is in one; his checklist; then anything."""
        await self._teams()
        if self.seed % 4 == 0:
            await self.does("Ben", *LESSON)
        if self.seed % 4 == 2:
            await self._finish()
        if self.in_a_crowd:
            await self._crowd()
        else:
            await self.does("Ben", *CARD, *ANSWERS)
            if self.chance.random() < 0.8:
                await self.does("Ben", "[send]", "[named]")
        if self.seed % 3 == 0:
            await self.does("Ann", *WEEKLY)
        for _ in range(acts):
            name = self.chance.choice(("Ben", "Ben", "Ben", "Ben", "Ann", "Cleo", "Eve", "Dan"))
            await self.act(name, self._anything(name))
            if self.chance.random() < 0.06:
                await self.rest(timedelta(days=self.chance.choice((1, 2, 7))))
        await self._last_looks()

    async def _last_looks(self) -> None:
        """Let Ann open every page of what she finds."""
        await self.does("Ann", "/summaries")
        for page in ("full", "steps", "ask"):
            if page in self._choices("Ann"):
                await self.does("Ann", f"[{page}]")
                await self.does("Ann", "/summaries")
        await self.does("Ann", "/digest")
        if "picture" in self._choices("Ann"):
            await self.does("Ann", "[picture]", "[all]", "[card]")
        if "finished" in self._choices("Ann"):
            await self.does("Ann", "[finished]")

    async def _finish(self) -> None:
        """Let two go through the lesson, and answer when they are asked who may see it."""
        for name in ("Ben", "Eve"):
            await self.does(name, *FINISH)
            await self.rest(timedelta(minutes=1))
            if answer := self.chance.choice(FINISHED_ANSWERS):
                await self.does(name, answer)
        for way in (("share", "[hide."), ("leave",)):
            await self.does("Ann", "/digest", "[finished]")
            if self.finishing.is_shared("Eve") and self.chance.random() < HALF:
                await self.does("Eve", *way)
        await self.does("Ann", "/digest", "[finished]")

    def _choices(self, name: str) -> list[str]:
        return [choice.id for choice in self.people[name].prompts[-1][1]]

    async def _teams(self) -> None:
        for name in ("Dan", "Ann"):
            await self.does(name, *TEAM)
        for name in ("Cleo", "Ben", "Eve", *(CROWD if self.in_a_crowd else ())):
            await self.does(name, f"join {self.code}", "[join]", "{n}")
        await self.does("Ann", "team", "[team.", "[people]", "[who.", "[manager]")

    async def _crowd(self) -> None:
        """Let all of them say something about one tool, without their names, and a week pass."""
        card = (CARD[0], "The dog", *CARD[2:], *ANSWERS, "[send]", "[anonymous]", "[do-send]")
        for name in (*CROWD, "Ben"):
            await self.does(name, *card)
        await self.rest(timedelta(days=7))
        await self.does("Ann", "digest", "[picture]", "[all]", "[close]")

    async def does(self, name: str, *words: str) -> None:
        """Let this one type all of it, or press what begins so: `[send]`, `[team.`."""
        for word in words:
            if word.startswith("["):
                choice = word.strip("[]")
                choice = choice if "]" in word else self.people[name].offered(choice)
                await self.act(name, Pressed(choice))
            else:
                given = {w: self.secret(name, w) for w in (OTHER, TOOL, NAME) if f"{{{w}}}" in word}
                await self.act(name, Said(word.format(name=name, seed=self.seed, **given)))

    async def rest(self, time: timedelta) -> None:
        """Let time pass: what is due by then comes, to whomever it is for."""
        self.world.now += time
        await self.world.timers.fire_due(self.world.now)
        self._look(await self._delivered(), self._managers())

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
            return Said(self.secret(name) if name == "Ben" else f"words of {name}")
        elif roll > 0.92 and name == "Ben":
            return Said("/withdraw" if roll < 0.97 else self.secret(name, FAULT))
        wanted = [c for c in choices if c.id in WANTED or c.id.startswith("sent.")]
        if wanted and chance.random() < 0.7:
            return Pressed(chance.choice(wanted).id, number)
        liked = [c for c in choices if c.id in (*LIKED, *LIKED_TOO, *LIKED_AS_WELL) or "." in c.id]
        choice = chance.choice(liked if liked and chance.random() < 0.6 else choices)
        return Pressed(choice.id, number)

    async def act(self, name: str, input: Input) -> None:
        """Take one input, deliver what it leads to, and look at every message."""
        person, world = self.people[name], self.world
        managers = self._managers()
        await world.runner.submit(Incoming(person.account, input, world.now))
        told = await self._delivered()
        own = [reply for user, reply in told if user == person.account.user]
        if name == "Ben":
            self._learn(input, own)
        if any(user != person.account.user for user, _ in told):
            said = " ".join(reply.text for reply in own)
            assert any(words in said for words in TOLD_BY), f"seed {self.seed}: {input} of {name}"
        self._look(told, managers | self._managers())

    async def _delivered(self) -> list[tuple[str, Reply]]:
        await self.world.delivery.drain(self.world.now)
        told, self.world.told = self.world.told, []
        return told

    def _managers(self) -> set[str]:
        """Return who manages Ben's team now."""
        with closing(sqlite3.connect(self.world.file)) as connection:
            rows = connection.execute(MANAGERS, (self.team_of("Ann"),)).fetchall()
        return {self.by_user[user] for (user,) in rows}

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

    def _look(self, told: Sequence[tuple[str, Reply]], managers: set[str]) -> None:
        for name, person in self.people.items():
            own = [reply for user, reply in told if user == person.account.user]
            self.finishing.learn(name, own)
        for user, reply in told:
            if user in self.by_user:
                self._check(self.by_user[user], reply, managers)
            else:  # of another history: its people know nothing of this one
                assert not any(s.startswith(f"zq{self.seed}x") for s in secrets(whole(reply)))
        self._remember(told)

    def _check(self, name: str, reply: Reply, managers: set[str]) -> None:
        """No word of another stands before anybody but what was sent, and only for managers."""
        shown = set(secrets(whole(reply))) - self.typed[name]
        self.digests += bool(DIGEST.search(reply.text))
        self.managed |= managers
        may = {s for one in self.managed for s in self.typed[one] if kind(s) == NAME}
        if name in managers:
            may = self.allowed | self.names
        elif name == "Dan":
            may = set()
        if reply.text.startswith(PAGE):
            names = [(one, s) for one, typed in self.typed.items() for s in typed & self.names]
            self.finishing.check(reply.text, names)
        if DIGEST.search(reply.text):
            may = {secret for secret in self.allowed if kind(secret) == TOOL}
        assert shown <= may, f"seed {self.seed}: {name} sees {shown - may} in: {reply.text}"

    def _remember(self, told: Sequence[tuple[str, Reply]]) -> None:
        words: dict[str, set[str]] = {}
        for user, reply in told:
            if found := CODE.search(reply.text):
                self.code = found[0]
            if user in self.by_user:
                seen = words.setdefault(user, set())
                seen |= set(secrets(reply.text))
                self.people[self.by_user[user]].remember(reply, seen)


MANAGERS = """
SELECT account.user FROM membership JOIN account ON account.id = membership.account
JOIN team ON team.id = membership.team
WHERE team.name = ? AND role = 'manager' AND ended IS NULL
"""


SENT = ("consent", "sent_answer", "inquiry", "next_step")
"""The tables that summaries, digests and exports are built from."""


def stored(file: Path, *tables: str) -> Iterator[str]:
    """Give all that stands in these tables."""
    with closing(sqlite3.connect(file)) as connection:
        for table in tables:
            for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608
                yield from (str(value) for value in row)
