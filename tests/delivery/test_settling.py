"""Buttons that are of no use any more go away, and the chosen answer stands in their place."""

from __future__ import annotations

import pytest

from bot.attempt import COPIES
from bot.retry import TRIES_OF_SETTLING
from bot.sending import SendFailed
from dialogues.reply import Choice, Reply, Settled
from tests.delivery.conftest import World, account

CHOICES = (Choice("lens", "A lens"), Choice("lamp", "A lamp"))


def question(prompt: int, text: str = "Which one?") -> Reply:
    return Reply(text, CHOICES, prompt)


def answer(prompt: int, words: str | None = "A lens") -> Reply:
    return Reply("Yes.", settles=Settled(prompt, words))


async def asked(world: World, *replies: Reply) -> None:
    await world.start()
    await world.say(*(("anna", reply) for reply in replies))
    await world.time.settled()


def settled(world: World) -> list[tuple[str, str | None]]:
    return [(call.text, call.words) for call in world.chats.settled]


async def test_the_buttons_go_before_the_answer_is_sent(world: World) -> None:
    await asked(world, question(1))
    assert settled(world) == []
    await world.say(("anna", answer(1)), ("anna", question(2)))
    await world.time.settled()
    assert settled(world) == [("Which one?", "A lens")]
    assert world.chats.taken["anna"] == ["Which one?", "Yes.", "Which one?"]
    (left,) = await world.store.shown([account("anna").key])
    assert (left.prompt, left.reply) == (2, question(2))


async def test_they_go_also_when_the_program_was_started_anew(world: World) -> None:
    await asked(world, question(1))
    await asked(world, answer(1, None))
    assert settled(world) == [("Which one?", None)]
    assert await world.store.shown([account("anna").key]) == []


async def test_an_answer_that_was_given_before_the_question_was_sent_settles_it(
    world: World,
) -> None:
    await world.say(("anna", question(1)), ("anna", answer(1)))
    await world.start()
    assert settled(world) == [("Which one?", "A lens")]


async def test_the_newest_copies_of_a_question_are_settled_and_all_are_forgotten(
    world: World,
) -> None:
    await asked(world, *(question(1, f"copy {number}") for number in range(COPIES + 2)))
    await world.say(("anna", answer(1)))
    await world.time.settled()
    newest = [f"copy {number}" for number in range(2, COPIES + 2)]
    assert [text for text, _ in settled(world)] == newest
    assert await world.store.shown([account("anna").key]) == []


async def test_buttons_that_cannot_be_taken_away_hold_up_nothing(world: World) -> None:
    await asked(world, question(1))
    world.chats.settling["anna"] += [SendFailed("400", permanent=True), ZeroDivisionError()]
    await world.say(("anna", answer(1)), ("anna", question(2)), ("anna", answer(2)))
    await world.time.settled()
    assert world.chats.taken["anna"] == ["Which one?", "Yes.", "Which one?", "Yes."]
    assert len(world.chats.settled) == 2


async def test_a_throttled_settlement_is_waited_for(world: World) -> None:
    await asked(world, question(1))
    world.chats.settling["anna"].append(SendFailed("slow down", retry_after=7.0))
    await world.say(("anna", answer(1)))
    await world.time.advance(60)
    assert [call.at - world.chats.calls[0].at for call in world.chats.settled] == [0, 7]
    assert world.chats.times("anna") == [0, 7]


@pytest.mark.parametrize("ambiguous", [True, False])
async def test_a_settlement_that_keeps_failing_is_given_up_and_the_message_goes_out_once(
    world: World, ambiguous: bool
) -> None:
    await asked(world, question(1))
    world.chats.settling["anna"] += [SendFailed("502", ambiguous=ambiguous)] * 9
    await world.say(("anna", answer(1)))
    await world.time.advance(600)
    assert len(world.chats.settled) == TRIES_OF_SETTLING
    assert world.chats.taken["anna"] == ["Which one?", "Yes."]
    assert await world.left_over() == []


async def test_what_was_settled_is_not_settled_again_when_the_message_is_tried_again(
    world: World,
) -> None:
    await asked(world, question(1))
    world.chats.trouble["anna"].append(SendFailed("502"))
    await world.say(("anna", answer(1)))
    await world.time.advance(60)
    assert len(world.chats.settled) == 1
    assert world.chats.taken["anna"] == ["Which one?", "Yes."]
