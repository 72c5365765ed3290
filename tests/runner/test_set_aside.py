"""A turn that fails is set aside alone: visible, apologized for, and without effect."""

from __future__ import annotations

import logging

import pytest

from bot.changes import Changes, Loaded
from bot.ports import Receipt, StoreRefused
from bot.runner import Runner
from tests.runner.counting import LONE_SURROGATE
from tests.runner.quarantine import quarantined
from tests.runner.talk import APOLOGY, account, delivered, said, submit_all
from tests.runner.watched import Watched

QUARANTINED = Receipt(quarantined=True)


async def test_a_turn_that_raises_is_set_aside_alone(
    url: str, store: Watched, runner: Runner
) -> None:
    inputs = [said("one"), said("boom", key="bad"), said("two"), said("hi", "ben")]
    receipts = await submit_all(runner, inputs)
    assert receipts == [Receipt(), QUARANTINED, Receipt(), Receipt()]
    assert len(store.commits) == 1
    assert [(row.key, row.account) for row in quarantined(url)] == [("bad", "terminal:local:anna")]
    assert await delivered(store) == ["1 one", APOLOGY, "2 two"]


async def test_the_key_of_a_turn_that_was_set_aside_is_handled(
    url: str, store: Watched, runner: Runner
) -> None:
    await runner.submit(said("boom", key="bad"))
    assert await runner.submit(said("boom", key="bad")) == Receipt(duplicate=True)
    assert len(quarantined(url)) == 1
    assert await delivered(store) == [APOLOGY]


async def test_inputs_without_a_key_are_set_aside_each_on_its_own(url: str, runner: Runner) -> None:
    await submit_all(runner, [said("boom"), said("boom")])
    assert len(quarantined(url)) == 2


async def test_neither_the_error_nor_the_log_holds_what_the_learner_wrote(
    url: str, runner: Runner, caplog: pytest.LogCaptureFixture
) -> None:
    await runner.submit(said("boom, my secret", key="bad"))
    [row] = quarantined(url)
    assert row.error.startswith("ValueError at bot/folding.py:")
    assert row.error.endswith("(lesson L, step s1)")
    assert "secret" not in row.error
    [(logger, level, line)] = caplog.record_tuples
    assert (logger, level) == ("tutorbot", logging.ERROR)
    assert "key bad" in line
    assert "secret" not in line
    assert "anna" not in line


async def test_a_damaged_conversation_is_set_aside_in_our_own_words(
    url: str, store: Watched, runner: Runner
) -> None:
    anna = account("anna")

    def damage(loaded: Loaded) -> Changes:
        return Changes(accounts=[anna], states={anna.key: b"{}"})

    await store.commit([anna.key], [], damage)
    await runner.submit(said("hi", key="k"))
    [row] = quarantined(url)
    assert row.error.startswith("StateError at dialogues/state.py:")
    assert "a stored conversation is damaged" in row.error
    assert await delivered(store) == [APOLOGY]


@pytest.mark.parametrize("bad", ["unsayable", "unkeepable", "unrecordable"])
async def test_a_turn_that_cannot_be_stored_is_set_aside_and_the_others_go_on(
    url: str, store: Watched, runner: Runner, bad: str
) -> None:
    inputs = [said("one", key="k1"), said(bad, key="k2"), said("two", key="k3")]
    assert await submit_all(runner, inputs) == [Receipt(), QUARANTINED, Receipt()]
    assert [row.key for row in quarantined(url)] == ["k2"]
    assert await delivered(store) == ["1 one", APOLOGY, "2 two"]


async def test_an_input_with_a_lone_surrogate_can_be_set_aside(url: str, runner: Runner) -> None:
    assert await runner.submit(said(f"boom {LONE_SURROGATE}")) == QUARANTINED
    assert len(quarantined(url)) == 1


async def test_an_input_that_no_store_takes_is_refused_alone(
    store: Watched, runner: Runner
) -> None:
    with pytest.raises(StoreRefused):
        await submit_all(runner, [said("hi"), said("bad", f"user {LONE_SURROGATE}"), said("ho")])
    assert await delivered(store) == ["1 hi", "2 ho"]
