"""What a learner can see of the results: every one, with its range, its country and its date."""

from __future__ import annotations

import pytest

from dialogues.input import Pressed
from dialogues.reply import Reply
from dialogues.state import fresh
from dialogues.turn import Turn
from tests.conversation.test_pages import CASES, result
from tests.engine.talks import course, say

COURSE = course()
WORLD = ("calculate", "no guess", "fine-tune", "2 GB of documents", "1 week", "I don't know")
FIRM = (*WORLD[:-1], "Norway")

every_case = pytest.mark.parametrize("inputs", CASES.values(), ids=CASES)


def page(inputs: tuple[str, ...], *pressed: str) -> Reply:
    turn = result(inputs)
    for button in pressed:
        turn = say(COURSE, turn.conversation, Pressed(button))
    return asked(turn)


def asked(turn: Turn) -> Reply:
    return turn.replies[-1]


def test_all_results_stand_on_one_page() -> None:
    text = page(FIRM, "more", "picture", "all").text
    results = ("hours of one chip", "Machines side by side", "Renting", "with failed tries")
    kinds = ("Storage", "person-months", "Pay of", "kWh", "of what a home", "CO2", "km by car")
    for words in (*results, *kinds, "Prices of"):
        assert words in text, words
    assert "(1 to 1)" not in text


def test_the_page_of_all_results_is_reached_in_words_too() -> None:
    turn = say(COURSE, result(FIRM).conversation, "more", "picture", "all figures")
    assert asked(turn).text.startswith("**All figures**")
    assert asked(say(COURSE, turn.conversation, "result")).text.startswith("Your estimate")


@pytest.mark.parametrize("pressed", [(), ("how",), ("more", "picture", "text")])
def test_the_world_average_is_named_beside_the_gas_and_only_there(pressed: tuple[str, ...]) -> None:
    unknown, known = page(WORLD, *pressed).text, page(FIRM, *pressed).text
    assert "world average" not in known
    [line] = [line for line in unknown.splitlines() if "world average" in line]
    assert "CO2" in line or "km by car" in line


def test_a_kept_result_names_the_world_average_again() -> None:
    turn = say(COURSE, fresh(), "hello", *WORLD, Pressed("keep"), "done", "calculate")
    shown = say(COURSE, turn.conversation, Pressed("kept.0"))
    assert "kg of CO2" in asked(shown).text
    assert "(world average)" in asked(shown).text


@every_case
def test_no_sum_of_money_is_shown_without_the_date_of_its_prices(inputs: tuple[str, ...]) -> None:
    dated = [page(inputs), page(inputs, "whatif", "result"), page(inputs, "ways")]
    whatif = page(inputs, "whatif")
    changes = {choice.id for choice in whatif.choices} - {"result", "country"}
    dated += [page(inputs, "whatif", change) for change in changes]
    dated += [page(inputs, "more", "picture", "text"), page(inputs, "more", "picture", "all")]
    for reply in dated:
        assert "dollar" in reply.text
        assert "Prices of" in reply.text, reply.text


def test_the_example_has_the_date_of_its_prices() -> None:
    assert "prices of May 2026" in asked(say(COURSE, fresh(), "hello", "calculate")).text


def test_the_constants_of_prices_have_the_month_in_which_they_were_looked_up() -> None:
    turn = say(COURSE, result(FIRM).conversation, Pressed("how"))
    texts = []
    while any(choice.id == "next" for choice in asked(turn).choices):
        turn = say(COURSE, turn.conversation, Pressed("next"))
        texts.append(asked(turn).text)
    [line] = [line for line in "\n".join(texts).splitlines() if "Rent of one H100" in line]
    assert "May 2026" in line


def test_near_countries_of_a_what_if_stand_on_buttons() -> None:
    turn = say(COURSE, result(FIRM).conversation, "what if", "another country", "Korea")
    assert asked(turn).choices[0].label == "South Korea"
    taken = say(COURSE, turn.conversation, Pressed("meant.0"))
    assert asked(taken).text.startswith("**What if: South Korea?**")


def test_whoever_does_not_know_the_country_can_say_so_beside_near_ones() -> None:
    turn = say(COURSE, fresh(), "hello", *WORLD[:-1], "Korea")
    labels = [choice.label for choice in asked(turn).choices]
    assert labels[:2] == ["South Korea", "I don't know"]


def test_no_guess_is_not_read_back_as_an_answer() -> None:
    turn = say(COURSE, fresh(), "hello", *WORLD[:2])
    assert "Understood" not in asked(turn).text
