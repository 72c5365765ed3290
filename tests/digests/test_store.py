"""Digests on a real store: batches are kept, withdrawing ends them, and the command line agrees."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bot.account import Account
from bot.ports import Incoming
from dialogues.input import Input, Pressed, Said
from dialogues.reply import Reply
from tests.cli.tutorbot import LESSONS, Ran, tutorbot
from tests.transcripts.engine import NOON
from tests.transcripts.several import Several, several

ANN = Account("terminal", "local", "Ann")
LEARNERS = [Account("terminal", "local", f"Learner{n}") for n in range(5)]
CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")
CARD = ("/checklist", "=Chatbot", "ready-made", "none", "short")
ANSWERS = ("y y n n n", "y n y n n", "n y y y n", "d d n y n", "y d d n n")
WEEK = timedelta(days=7)


async def take(world: Several, who: Account, at: datetime, *inputs: Input) -> list[Reply]:
    """Let this one say all that; return what they were told."""
    for input in inputs:
        await world.runner.submit(Incoming(who, input, at, zone="UTC"))
    await world.delivery.drain(at)
    told, world.told = world.told, []
    return [reply for user, reply in told if user == who.user]


async def begin(world: Several) -> None:
    """Ann makes a team."""
    made = (Said("team"), Pressed("found"), Said("@Bakery"), Said("Ann"))
    said = await take(world, ANN, NOON, *made)
    code = CODE.search(" ".join(reply.text for reply in said))
    assert code
    for who in LEARNERS:
        await take(world, who, NOON, Said(f"join {code[0]}"), Pressed("join"), Said(who.user))


async def send(world: Several, who: Account, letters: str, how: str) -> None:
    """Answer the first questions like this, skip the others, and send them."""
    words = {"y": "partly", "n": "no", "d": "don't know"}
    await take(world, who, NOON, *(Said(text) for text in CARD))
    for letter in letters.split():
        told = await take(world, who, NOON, Said(words[letter]))
        await _past_notes(world, who, told)
    for _ in range(3):
        await take(world, who, NOON, Pressed("skip"))
    await take(world, who, NOON, Pressed("send"), Pressed(how), Pressed("do-send"))


async def _past_notes(world: Several, who: Account, told: Sequence[Reply]) -> None:
    """Leave out the line that may be added to an answer."""
    if told and any(choice.id == "skip" for choice in told[-1].choices) and told[-1].form == "text":
        await take(world, who, NOON, Pressed("skip"))


async def digest(world: Several, at: datetime) -> Reply:
    return (await take(world, ANN, at, Said("/digest")))[-1]


def asked(database: Path, *arguments: str) -> Ran:
    url = f"sqlite:///{database}"
    return tutorbot(*arguments, "--team", "@Bakery", "--database", url, "--content", str(LESSONS))


async def test_anonymous_answers_count_after_their_week_until_one_is_withdrawn(
    tmp_path: Path,
) -> None:
    async with several(tmp_path) as world:
        await begin(world)
        for who, letters in zip(LEARNERS, ANSWERS, strict=True):
            await send(world, who, letters, "anonymous")
        assert "not enough answers" in (await digest(world, NOON)).text
        shown = await digest(world, NOON + WEEK)
        assert "5 people, anonymously" in shown.text
        assert all(who.user not in shown.text for who in LEARNERS)
        assert shown.consent
        again = await digest(world, NOON + WEEK)
        assert again.text == shown.text
        listed = await take(world, LEARNERS[0], NOON + WEEK, Said("/withdraw"))
        sent = next(c.id for c in listed[-1].choices if c.id.startswith("sent."))
        await take(world, LEARNERS[0], NOON + WEEK, Pressed(sent))
        assert "not enough answers" in (await digest(world, NOON + 2 * WEEK)).text


async def test_a_digest_that_waits_is_dropped_when_someone_withdraws(tmp_path: Path) -> None:
    async with several(tmp_path) as world:
        await begin(world)
        await send(world, LEARNERS[0], "y n n n n", "named")
        await world.runner.submit(Incoming(ANN, Said("/digest"), NOON))
        await world.runner.submit(Incoming(LEARNERS[0], Said("/withdraw"), NOON))
        waiting = [row.body.decode() for row in await world.store.waiting(0, 1000)]
        sent = next(b.partition('"sent.')[2].partition('"')[0] for b in waiting if '"sent.' in b)
        assert any("team digest" in body for body in waiting)
        await world.runner.submit(Incoming(LEARNERS[0], Pressed(f"sent.{sent}"), NOON))
        left = [row.body.decode() for row in await world.store.waiting(0, 1000)]
        assert not any("team digest" in body for body in left)


async def test_summary_and_exports_have_the_same_figures_and_no_formulas(tmp_path: Path) -> None:
    async with several(tmp_path) as world:
        await begin(world)
        for who, letters in zip(LEARNERS[:2], ANSWERS[:2], strict=True):
            await send(world, who, letters, "named")
    file = tmp_path / "several.db"
    summary = (await asyncio.to_thread(asked, file, "summary", "--json")).json()
    exported = await asyncio.to_thread(asked, file, "export", "checklist", "--format", "json")
    assert exported.json() == summary
    ran = await asyncio.to_thread(asked, file, "export", "checklist")
    rows = list(csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff"))))
    [one] = summary
    assert ran.out.startswith("\ufeff")
    assert len(rows) == len(one["questions"]) > 0
    for row, question in zip(rows, one["questions"], strict=True):
        assert (row["team"], row["tool"]) == ("'@Bakery", "'=Chatbot")
        for answer in ("yes", "partly", "no", "unknown", "does_not_apply"):
            assert int(row[answer]) == question[answer]
    printed = await asyncio.to_thread(asked, file, "summary")
    assert "2 people" in printed.out


async def test_only_managers_get_a_digest(tmp_path: Path) -> None:
    async with several(tmp_path) as world:
        await begin(world)
        await send(world, LEARNERS[0], "y n n n n", "named")
        told = await take(world, LEARNERS[1], NOON, Said("/digest"))
        assert "You manage no team" in told[0].text
