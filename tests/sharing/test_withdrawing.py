"""What is withdrawn is not sent any more, wherever it was; the learner is told what has gone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.account import Account
from bot.content.load import load_course
from bot.delivery import Delivery
from bot.ports import Incoming
from bot.sending import SendFailed
from dialogues.input import Input, Pressed, Said
from dialogues.reply import Reply
from tests.sharing.history import CODE
from tests.transcripts.courses import content
from tests.transcripts.engine import NOON
from tests.transcripts.several import Several, several

ANN, BEN, CLEO = (Account("terminal", "local", name) for name in ("Ann", "Ben", "Cleo"))
NOTE = "Nobody walks it on Mondays."
SEND: Sequence[Input] = (Pressed("send"), Pressed("named"), Pressed("do-send"))


class Chats:
    """Takes messages; before one to a manager with the note in it, something may happen."""

    def __init__(self, world: Several) -> None:
        self.world = world
        self.got: list[tuple[str, Reply]] = []
        self.withdraw_before: str | None = None
        self.fail = 0

    async def send(self, account: Account, reply: Reply) -> None:
        if reply.consent and self.fail:
            self.fail -= 1
            raise SendFailed("not now", retry_after=0.001)
        if reply.consent and account.user == self.withdraw_before:
            self.withdraw_before = None
            await withdraw(self.world)
        self.got.append((account.user, reply))

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        raise AssertionError("nothing that was sent has a reference")

    def bound(self) -> list[str]:
        """Return whom something went that needs a consent."""
        return [user for user, reply in self.got if reply.consent]


async def take(world: Several, account: Account, *inputs: Input) -> None:
    for input in inputs:
        await world.runner.submit(Incoming(account, input, NOON))


async def withdraw(world: Several) -> None:
    await take(world, BEN, Said("/withdraw"))
    [row] = [r for r in await world.store.waiting(0, 1000) if b'"sent.' in r.body][-1:]
    choice = row.body.decode().partition('"sent.')[2].partition('"')[0]
    await take(world, BEN, Pressed(f"sent.{choice}"))


async def told(world: Several) -> list[tuple[str, Reply]]:
    """Deliver all that waits; return it."""
    await world.delivery.drain(NOON)
    got, world.told = world.told, []
    return got


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Several]:
    """Ann and Cleo manage a team, and Ben in it has a checklist whose summary is shown."""
    course = load_course(content("pets-only", tmp_path))
    async with several(tmp_path, course) as people:
        await take(people, ANN, Said("team"), Pressed("found"), Said("Bakery"), Said("Ann"))
        code = CODE.search(" ".join(r.text for _, r in await told(people)))
        assert code
        for account in (BEN, CLEO):
            join = (Said(f"join {code[0]}"), Pressed("join"), Said(account.user))
            await take(people, account, *join)
        await take(people, ANN, Said("team"))
        choices = [c.id for _, r in await told(people) for c in r.choices]
        team = next(c for c in reversed(choices) if c.startswith("team."))
        await take(people, ANN, Pressed(team), Pressed("people"))
        choices = [c.id for u, r in await told(people) if u == "Ann" for c in r.choices]
        who = [c for c in choices if c.startswith("who.")][-1]
        await take(people, ANN, Pressed(who), Pressed("manager"))
        card = (
            Said("checklist"),
            Said("A dog"),
            Pressed("have"),
            Pressed("adults"),
            Pressed("_enough"),
        )
        answers = (Pressed("full"), Pressed("partly"), Said(NOTE), Pressed("no"), Pressed("skip"))
        await take(people, BEN, *card, *answers)
        await told(people)
        yield people


async def test_both_managers_get_it_and_nobody_else(world: Several) -> None:
    await take(world, BEN, *SEND)
    bound = [(user, reply.text) for user, reply in await told(world) if reply.consent]
    assert sorted(user for user, _ in bound) == ["Ann", "Cleo"]
    assert len({text for _, text in bound}) == 1


async def test_what_goes_out_is_what_was_shown(world: Several) -> None:
    await take(world, BEN, *SEND[:2])
    shown = [reply.text for _, reply in await told(world)]
    await take(world, BEN, SEND[2])
    [text] = {reply.text for _, reply in await told(world) if reply.consent}
    assert text in shown


async def test_withdrawn_before_anything_is_sent_it_reaches_nobody(world: Several) -> None:
    chats = Chats(world)
    await take(world, BEN, *SEND)
    await withdraw(world)
    await Delivery(world.store, {"terminal": chats}).drain(NOON)
    assert chats.bound() == []
    assert any("Nothing had gone out yet" in reply.text for _, reply in chats.got)


@pytest.mark.parametrize("way", ["leave", "stop managing"])
async def test_who_manages_no_more_gets_nothing_that_waited(world: Several, way: str) -> None:
    chats = Chats(world)
    await take(world, BEN, *SEND)
    if way == "leave":
        await take(world, CLEO, Said("/leave"))
    else:
        await take(world, CLEO, Said("/team"))
        rows = [r for r in await world.store.waiting(0, 1000) if r.account == CLEO]
        team = next(c.id for c in rows[-1].reply.choices if c.id.startswith("team."))
        await take(world, CLEO, Pressed(team), Pressed("step-down"))
    await Delivery(world.store, {"terminal": chats}).drain(NOON)
    assert chats.bound() == ["Ann"]


@pytest.mark.parametrize("manager", ["Ann", "Cleo"])
async def test_withdrawn_while_one_is_on_its_way_no_other_goes_out(
    world: Several, manager: str
) -> None:
    chats = Chats(world)
    await take(world, BEN, *SEND)
    chats.withdraw_before = manager
    await Delivery(world.store, {"terminal": chats}).drain(NOON)
    said = " ".join(reply.text for _, reply in chats.got if "Withdrawn" in reply.text)
    after = chats.bound()[chats.bound().index(manager) + 1 :]
    assert after == []
    assert "may be on its way" in said


async def test_withdrawn_while_it_waits_for_another_try_it_reaches_nobody(world: Several) -> None:
    chats = Chats(world)
    await take(world, BEN, *SEND)
    chats.fail = 2
    await Delivery(world.store, {"terminal": chats}).drain(NOON)
    assert chats.bound() == []
    await withdraw(world)
    await Delivery(world.store, {"terminal": chats}).drain(NOON.replace(hour=20))
    assert chats.bound() == []


async def test_withdrawn_after_it_was_read_nothing_more_of_it_is_opened(world: Several) -> None:
    await take(world, BEN, *SEND)
    await told(world)
    await withdraw(world)
    for page in ("full", "steps", "ask", "summaries"):
        await take(world, ANN, Pressed(page))
    await take(world, ANN, Said("summaries"))
    got = await told(world)
    assert [reply for _, reply in got if reply.consent] == []
    assert all(NOTE not in reply.text for user, reply in got if user == "Ann")


@pytest.mark.parametrize("way", ["named", "anonymous"])
async def test_a_digest_that_waits_and_counts_who_is_forgotten_is_not_sent(
    world: Several, way: str
) -> None:
    await take(world, BEN, Pressed("send"), Pressed(way), Pressed("do-send"))
    await told(world)
    await take(world, ANN, Said("digest"))
    assert any(row.consent for row in await world.store.waiting(0, 100))
    await take(world, BEN, Said("forget"), Pressed("forget.everything"))
    assert [reply for user, reply in await told(world) if user == "Ann" and reply.consent] == []


async def test_what_is_sent_anew_takes_the_place_of_what_was_sent(world: Several) -> None:
    await take(world, BEN, *SEND, Pressed("_back"), *SEND)
    bound = [user for user, reply in await told(world) if reply.consent]
    assert sorted(bound) == ["Ann", "Cleo"]  # the first was still waiting: it never goes out


async def test_when_the_managers_changed_after_the_preview_nothing_goes_out(world: Several) -> None:
    await take(world, BEN, *SEND[:2])
    await take(world, CLEO, Said("leave"))
    await take(world, BEN, SEND[2])
    got = await told(world)
    assert [user for user, reply in got if reply.consent] == []
    assert any("managers of the team have changed" in reply.text for _, reply in got)


async def test_who_manages_the_team_no_more_opens_nothing(world: Several) -> None:
    await take(world, BEN, *SEND)
    await told(world)
    await take(world, CLEO, Said("leave"))
    await take(world, CLEO, Pressed("full"), Said("summaries"))
    got = [reply for user, reply in await told(world) if user == "Cleo"]
    assert [reply for reply in got if reply.consent] == []
