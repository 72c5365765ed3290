"""Answers that are typed in odd ways, refused, or taken back to the usual."""

from __future__ import annotations

import pytest
from babel import Locale

from dialogues.input import Pressed
from dialogues.reply import Reply
from dialogues.state import fresh
from dialogues.turn import Turn
from tests.engine.talks import course, say

COURSE = course()
FIRM = ("hello", "calculate", "b", "scratch", "500 GB of plain text", "3 weeks", "UK")
DOLLARS = {"USD", "USN", "USS"}
AT_THE_MACHINES = say(
    COURSE, fresh(), *FIRM, "more", "more options", "machines of your own"
).conversation
AT_THE_GUESS = say(COURSE, fresh(), "hello", "calculate").conversation


def asked(turn: Turn) -> Reply:
    return turn.replies[-1]


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("5000 dollars", "medium"),
        ("$5,000", "medium"),
        ("2 million", "large"),
        ("US$3k", "medium"),
        ("3k $", "medium"),
        ("about 300 bucks", "small"),
        ("＄５，０００", "medium"),
        ("50 million dollars", "huge"),
    ],
)
def test_a_typed_sum_is_a_guess_and_is_echoed_with_its_band(text: str, guess: str) -> None:
    turn = say(COURSE, fresh(), "hello", "calculate", text)
    assert turn.conversation.stack[-1].slots["guess"] == guess
    assert " US dollars, counted as" in asked(turn).text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "£5,000",
            "£3k",
            "3k€",
            "about 300 euros",
            "€ 3 Mio",
            "C$5,000",
            "5,000 Canadian dollars",
        ),
        *("5000 CHF", "NZ$ 200", "A$5k", "R$ 900", "₹2 lakh", "500 kr", "¥1000", "5000 quid"),
    ],
)
def test_a_sum_in_another_currency_is_never_counted_as_dollars(text: str) -> None:
    turn = say(COURSE, fresh(), "hello", "calculate", text)
    assert "guess" not in turn.conversation.stack[-1].slots
    assert "US dollars" in turn.replies[0].text
    assert "exchange rates" in turn.replies[0].text


def test_no_currency_of_the_world_counts_as_dollars() -> None:
    english = Locale("en")
    for code, name in english.currencies.items():
        signs = {code, name, english.currency_symbols.get(code, code)}
        for sign in signs if code not in DOLLARS else ():
            for text in (f"5000 {sign}", f"{sign} 5000", f"5000{sign}"):
                turn = say(COURSE, AT_THE_GUESS, text)
                assert "guess" not in turn.conversation.stack[-1].slots, text


@pytest.mark.parametrize("text", ["a lot", "0", "9" * 500, "between 5 and 10 thousand"])
def test_a_guess_that_is_no_sum_is_told_what_to_type_in_few_words(text: str) -> None:
    turn = say(COURSE, fresh(), "hello", "calculate", text)
    assert "5,000 dollars" in turn.replies[0].text
    assert "guess" not in turn.conversation.stack[-1].slots
    assert len(asked(turn).text) < 100


def test_two_readings_stand_on_buttons_and_either_is_taken() -> None:
    before = say(COURSE, fresh(), *FIRM[:4], "1,500 GB")
    assert [c.label for c in asked(before).choices[:2]] == ["1500 GB", "1.5 GB"]
    taken = say(COURSE, before.conversation, Pressed("meant.1"))
    slots = taken.conversation.stack[-1].slots
    assert slots["data"] == 1_500_000_000
    assert "meant" not in slots


def test_after_a_refusal_the_last_answer_is_not_said_again() -> None:
    turn = say(COURSE, fresh(), *FIRM[:4], "blue")
    assert "Understood" not in asked(turn).text
    assert asked(turn).text.startswith("**Question 2 of 4.**")


def test_a_folded_answer_goes_back_to_the_usual() -> None:
    usual = say(COURSE, fresh(), *FIRM)
    chosen = say(COURSE, usual.conversation, "more", "more options", "chip", "a100")
    assert "A100" in asked(chosen).text
    back = say(COURSE, chosen.conversation, "more", "more options", "chip", Pressed("usual"))
    slots = back.conversation.stack[-1].slots
    assert "chip" not in slots
    assert asked(back).text.split("\n\n")[1] == asked(usual).text.split("\n\n")[1]


@pytest.mark.parametrize(
    ("text", "machines", "chip"),
    [
        ("8", 8, None),
        ("8 gpus", 8, None),
        ("8 H100", 8, "H100"),
        ("8xA100", 8, "A100"),
        ("8 x NVIDIA H200s", 8, "H200"),
        ("I have 16 a100 cards", 16, "A100"),
    ],
)
def test_machines_may_be_named_by_their_chip(text: str, machines: int, chip: str | None) -> None:
    slots = say(COURSE, AT_THE_MACHINES, text).conversation.stack[-1].slots
    assert slots["machines"] == machines
    assert slots.get("chip") == chip


@pytest.mark.parametrize("text", ["3000 H100 hours", "3,000 GPU-hours", "3000 hours", "3k h"])
def test_hours_where_machines_are_due_are_told_as_machines(text: str) -> None:
    turn = say(COURSE, AT_THE_MACHINES, text)
    assert "Those are hours of work. In 3 weeks, that takes 6 machines." in turn.replies[0].text
    assert asked(turn).choices[0].label == "6 machines"
    taken = say(COURSE, turn.conversation, Pressed("meant.0"))
    assert taken.conversation.stack[-1].slots["machines"] == 6


def test_closing_the_calculator_is_said() -> None:
    turn = say(COURSE, fresh(), *FIRM, "yes")
    assert "The calculator is closed" in turn.replies[0].text


def test_a_bill_that_is_not_realistic_is_not_told_as_if_it_were() -> None:
    turn = say(COURSE, fresh(), *FIRM[:4], "10 PB of plain text", "1 hour", "UK")
    assert "Not realistic" in asked(turn).text
    assert "If it could be done" in asked(turn).text
    assert "3 times in 4" not in asked(turn).text


def test_what_it_means_grows_with_the_money() -> None:
    small = say(COURSE, fresh(), *FIRM[:3], "fine-tune", "2 GB of documents", "1 week", "UK")
    large = say(COURSE, fresh(), *FIRM)
    assert "10 people for 6 days" in asked(small).text
    assert "10 people for 6 months" in asked(large).text


def test_half_the_time_is_not_said_to_double_machines_that_the_memory_sets() -> None:
    large = ("more", "more options", "size of the model", "70B")
    months = say(COURSE, fresh(), *FIRM[:4], "500 GB of web pages", "6 months", "UK", *large)
    assert "needs the memory of about **20 machines**" in asked(months).text
    assert "twice as many" not in asked(months).text
    halved = say(COURSE, months.conversation, "what if", "half the time")
    assert "Twice the machines" not in asked(halved).text
    assert "no more machines are needed" in asked(halved).text
    hour = say(COURSE, fresh(), *FIRM[:4], "500 GB of web pages", "1 day", "UK", *large)
    assert "Half the time takes twice as many" in asked(hour).text


def test_what_is_next_to_nothing_is_not_said_as_zero() -> None:
    toy = say(COURSE, fresh(), *FIRM[:4], "1 MB of documents", "1 day", "UK", "more", "picture")
    for turn in (toy, say(COURSE, toy.conversation, "all"), say(COURSE, toy.conversation, "text")):
        image = asked(turn).image
        said = asked(turn).text + (image.alt if image else "")
        assert "about 0" not in said
        assert "next to nothing" in said


def test_one_use_is_not_said_as_many() -> None:
    turn = say(COURSE, fresh(), *FIRM[:3], "ready-made", "1", "UK")
    assert "1 use a month" in asked(turn).text
    assert "less than 1 dollar a month" in asked(turn).text
    assert "The range is **0 to 1**" in asked(turn).text


def test_a_unit_alone_is_one_of_it() -> None:
    turn = say(COURSE, fresh(), *FIRM[:5], "fortnight")
    assert turn.conversation.stack[-1].slots["minutes"] == 14 * 24 * 60


def test_learners_who_kept_a_result_have_pages_of_their_own() -> None:
    kept = say(COURSE, fresh(), *FIRM, Pressed("keep"), "done", "calculate")
    assert "You kept" in asked(kept).text
    other = say(COURSE, fresh(), "hello", "calculate")
    assert "You kept" not in asked(other).text
