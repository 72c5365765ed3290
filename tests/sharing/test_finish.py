"""That somebody finished is seen by managers with a yes only, and no longer than that holds."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from adapters.sql.store import SqlStore
from bot.ports import Incoming
from dialogues.input import Input, Pressed, Said
from tests.transcripts.engine import NOON
from tests.transcripts.script import played
from tests.transcripts.several import Several, several

MEMBERS = ("Ben", "Cleo", "Dan")
FOUNDED = """# A team.
as Ann
>> hello
>> team
>> [Start a team]
>> Bakery
>> Ann
"""
JOINED = """as {who}
>> hello
>> join {{code}}
>> [Join]
>> {who}
"""
WAY = ("a", "next", "next", "b", "skip", "next", "next", "next")
ANSWERS = {"yes": ">> [Yes, they may see it]\n", "no": ">> [No]\n", "silent": ""}
ASKED = "as Ann\n>> digest\n> [Who finished]\n"


def finished(who: str, answer: str, minute: int = 1) -> str:
    at = f"at 2026-03-02T12:{minute:02}:00+00:00"
    way = "".join(f">> {word}\n" for word in WAY)
    return f"as {who}\n{way}{at}\ntick\n{ANSWERS[answer]}"


@pytest.mark.parametrize("answers", tuple(product(ANSWERS, repeat=2)))
async def test_a_manager_reads_the_names_of_those_who_said_yes_and_no_others(
    answers: tuple[str, str], tmp_path: Path
) -> None:
    given = dict(zip(MEMBERS, answers, strict=False))  # Dan has not finished
    joined = "".join(JOINED.format(who=who) for who in MEMBERS)
    done = "".join(finished(w, a, n) for n, (w, a) in enumerate(given.items(), 1))
    async with several(tmp_path) as world:
        seen = (await played(FOUNDED + joined + done + ASKED, world)).rpartition("> [Who")[2]
    assert {who for who in MEMBERS if who in seen} == {w for w, a in given.items() if a == "yes"}


@pytest.mark.parametrize("other", ANSWERS)
async def test_a_no_looks_to_a_manager_like_no_answer_at_all(other: str, tmp_path: Path) -> None:
    pages = []
    for answer in ("no", "silent"):
        home = tmp_path / answer
        home.mkdir()
        joined = "".join(JOINED.format(who=who) for who in MEMBERS)
        done = finished("Ben", answer) + finished("Cleo", other, 2)
        async with several(home) as world:
            pages.append(
                (await played(FOUNDED + joined + done + ASKED, world)).rpartition("\nas Ann\n")[2]
            )
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    "undoing",
    [
        (Said("share"), Pressed("hide.")),
        (Said("leave"),),
        (Said("forget"), Pressed("forget.everything")),
    ],
    ids=["withdrawn", "left", "forgotten"],
)
async def test_a_page_with_the_name_that_waits_is_not_sent_any_more(
    undoing: tuple[Input, ...], tmp_path: Path
) -> None:
    script = FOUNDED + JOINED.format(who="Ben") + finished("Ben", "yes")
    async with several(tmp_path) as world:
        await played(script, world)
        await take(world, "Ann", Said("digest"), Pressed("finished"))
        assert [b"Ben" in row.body for row in await world.store.waiting(0, 10)][-1]
        await take(world, "Ben", *undoing)
        await world.delivery.drain(NOON)
        assert not [reply for who, reply in world.told if who == "Ann" and "Ben" in reply.text]


async def test_a_team_closes_when_the_operator_erases_its_only_manager(tmp_path: Path) -> None:
    async with several(tmp_path) as world:
        await played(FOUNDED + JOINED.format(who="Ben"), world)
        assert await erased(world, "terminal:local:Ann")
        assert "You are in no team" in await played("# Ben looks.\nas Ben\n> team\n", world)


async def test_a_team_with_another_manager_goes_on(tmp_path: Path) -> None:
    shared = ">> team\n>> [Bakery]\n>> [Who is in it]\n>> [Ben]\n>> [Make a manager too]\n"
    async with several(tmp_path) as world:
        await played(FOUNDED + JOINED.format(who="Ben") + "as Ann\n" + shared, world)
        assert await erased(world, "terminal:local:Ann")
        assert "you manage it" in await played("# Ben looks.\nas Ben\n> team\n", world)


async def erased(world: Several, key: str) -> bool:
    """Erase the account as an operator does."""
    assert isinstance(world.store, SqlStore)
    return await world.store.erase(key, NOON)


async def take(world: Several, who: str, *inputs: Input) -> None:
    """Let this one do something, without any message being sent."""
    for input in inputs:
        if input == Pressed("hide."):
            [row] = [r for r in await world.store.waiting(0, 10) if b'"hide.' in r.body]
            team = row.body.decode().partition('"hide.')[2].partition('"')[0]
            input = Pressed(f"hide.{team}")  # noqa: PLW2901  # the id of the team is by chance
        await world.runner.submit(Incoming(world.accounts[who], input, NOON))
