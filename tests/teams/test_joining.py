"""Joining by a code: what is tried by strangers leads nowhere, and tells them nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.account import Account
from bot.ports import Incoming
from dialogues.input import Began, Said
from dialogues.teams.code import DIGITS, LETTERS, is_code, read, read_alone, spelled
from dialogues.teams.coding import DAYS, TRIES, TRIES_ALIKE
from tests.engine.author import PHRASES
from tests.transcripts.engine import NOON
from tests.transcripts.script import CODE
from tests.transcripts.several import Several, several

WORDS = PHRASES.teams
LINK = "https://t.me/tutor_bot?start="


@pytest.fixture
async def people(tmp_path: Path) -> AsyncIterator[Several]:
    async with several(tmp_path) as people:
        yield people


async def say(people: Several, who: str, *texts: str) -> Sequence[str]:
    """Let someone type these; return what they were told last."""
    people.speaks(who, None, None)
    told: Sequence[str] = ()
    for text in texts:
        told = [shown.text for shown in await people.take(Said(text), None, None)]
    return told


async def a_team(people: Several) -> str:
    """Let Ann make a team; return its code."""
    told = await say(people, "Ann", "hello", "team", "start a team", "Bakery", "Ann")
    found = CODE.search(told[1])
    assert found
    return found[1]


def other(code: str) -> str:
    """Return a code with the same first half."""
    kind = DIGITS if code[-1] in DIGITS else LETTERS  # a code has some of both
    return code[:-1] + next(sign for sign in kind if sign != code[-1])


async def test_codes_that_are_alike_are_tried_so_often_by_all_together(people: Several) -> None:
    code = await a_team(people)
    wrong = other(code)
    for number in range(TRIES_ALIKE // TRIES):
        texts = [f"join {wrong}"] * TRIES
        assert WORDS.no_team in await say(people, f"stranger{number}", "hello", *texts)
    assert WORDS.too_many in await say(people, "Ben", "hello", f"join {code}")
    people.now += timedelta(hours=1, seconds=1)
    assert "Bakery" in (await say(people, "Ben", f"join {code}"))[0]


async def test_who_tried_too_often_learns_nothing_from_the_right_code(people: Several) -> None:
    code = await a_team(people)
    await say(people, "Eve", "hello", *["join K7QX-4M2P"] * TRIES)
    right = await say(people, "Eve", f"join {code}")
    wrong = await say(people, "Eve", "join K7QX-4M2P")
    assert right == wrong
    assert right[0] == WORDS.too_many


async def test_wrong_and_too_old_and_replaced_codes_get_the_same_answer(people: Several) -> None:
    code = await a_team(people)
    wrong = await say(people, "Ben", "hello", f"join {other(code)}")
    told = await say(people, "Ann", "team", "Bakery", "New code")
    newer = CODE.search(told[0])
    assert newer
    replaced = await say(people, "Ben", f"join {code}")
    people.now += timedelta(days=DAYS, seconds=1)
    old = await say(people, "Ben", f"join {newer[1]}")
    assert wrong == replaced == old
    assert wrong[0] == WORDS.no_team


async def test_a_team_that_was_closed_cannot_be_joined(people: Several) -> None:
    code = await a_team(people)
    await say(people, "Ann", "leave")
    assert WORDS.no_team in await say(people, "Ben", "hello", f"join {code}")


async def test_what_is_no_code_is_no_try(people: Several) -> None:
    code = await a_team(people)
    await say(people, "Ben", "hello", *["/join the club"] * (TRIES + 1))
    assert "Bakery" in (await say(people, "Ben", f"join {code}"))[0]


@pytest.mark.parametrize("typed", ["join K7QX-4M2", "JOIN k7qx4m2pp", "join 1234"])
async def test_who_mistypes_a_code_is_told_what_one_looks_like(people: Several, typed: str) -> None:
    await a_team(people)
    told = await say(people, "Ben", "hello", typed)
    assert told[0] == WORDS.shape


@pytest.mark.parametrize("typed", ["join the club", "join", "join us at 5", "we join 12 others"])
async def test_words_behind_join_are_no_code(people: Several, typed: str) -> None:
    await a_team(people)
    assert (await say(people, "Ben", "hello", typed))[0] != WORDS.no_team


async def test_nobody_is_in_a_team_twice(people: Several) -> None:
    code = await a_team(people)
    await say(people, "Ben", "hello", f"join {code}", "join", "Ben")
    assert (await say(people, "Ben", f"join {code}"))[0] == WORDS.already.format(team="Bakery")


async def test_who_left_can_join_again(people: Several) -> None:
    code = await a_team(people)
    for _ in range(2):
        told = await say(people, "Ben", "hello", f"join {code}", "join", "Ben")
        assert told[0] == WORDS.joined.format(team="Bakery", name="Ben")
        await say(people, "Ben", "leave")


async def test_who_was_removed_cannot_come_back_with_the_code(people: Several) -> None:
    code = await a_team(people)
    await say(people, "Ben", "hello", f"join {code}", "join", "Ben")
    steps = ("team", "Bakery", "Who is in it", "Ben", "Remove from the team")
    await say(people, "Ann", *steps, "Remove from the team")
    assert WORDS.no_team in await say(people, "Ben", f"join {code}")


async def test_a_link_opens_the_chat_with_the_question_whether_to_join(people: Several) -> None:
    people.speaks("Ann", "telegram", "bot")
    ann = people.accounts["Ann"]
    for text in ("hello", "team", "start a team", "Bakery", "Ann"):
        await people.runner.submit(Incoming(ann, Said(text), NOON, link=LINK))
    made = " ".join(shown.text for shown in await people.take(None, None, None))
    code = made.partition(LINK)[2][:9]
    assert read(code)
    ben = Account("telegram", "bot", "Ben")
    await people.runner.submit(Incoming(ben, Began(), NOON, lesson=code))
    [asked] = await people.take(None, None, None)
    assert "**Bakery**" in asked.text
    assert [button.words for button in asked.buttons] == ["Join", "Do not join"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("K7QX-4M2P", "K7QX4M2P"),
        ("k7qx4m2p", "K7QX4M2P"),
        (" k7qx 4m2p. ", "K7QX4M2P"),
        ("K7QX-4MZP", "K7QX4M2P"),  # what looks like a 2 is one
        ("K7QX-4M2", None),
        ("12345678", None),
        ("KKKKKKKK", None),
        ("K7QX-4M2O", None),
    ],
)
def test_a_code_is_read_in_any_spelling(typed: str, meant: str | None) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize("text", ["thankful", "notebook", "20262026", "k7qx 4m2p", "26 months"])
def test_other_words_are_no_codes(text: str) -> None:
    assert read_alone(text, dash=False) is None


def test_a_code_alone_needs_its_dash_where_a_number_is_awaited() -> None:
    assert read_alone("24GPAKRX", dash=True) is None
    assert read_alone("24GP-AKRX", dash=True) == "24GPAKRX"


def test_no_sign_of_a_code_looks_like_another() -> None:
    assert not set(LETTERS) & set("OILSBZ")
    assert not set(DIGITS) & set("01")
    assert is_code("K7QX4M2P")
    assert spelled("K7QX4M2P") == "K7QX-4M2P"
