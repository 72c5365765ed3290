"""A digest is read in half a minute, in the order of what a manager wants first."""

from __future__ import annotations

from datetime import timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from bot import shipped
from bot.content import load_course
from bot.stacks import stacks_svg
from bot.svg import parsed
from dialogues.checklists.card import MOST_WORDS
from dialogues.digests.card import card
from dialogues.digests.fold import digest
from dialogues.digests.pages import picture
from dialogues.digests.sending import Gathered, Past, key_of
from tests.checklists.runs import IDS, SHIPPED
from tests.digests.sent import MOCK_UP, NOW, TOOL, folded, released, sending, team

PHRASES = load_course(shipped.CONTENT).phrases
EACH = st.fixed_dictionaries({question: st.sampled_from("YPNUD.") for question in IDS})


def test_the_mock_up_in_words() -> None:
    found = folded(team(MOCK_UP))
    assert found
    text = card(found, PHRASES)
    order = ["6 people", "Fix before use", "4 of 4", "Output check", "Split", "Training data",
             "Also open", "Next actions", "Set a rule"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


@given(st.lists(EACH, min_size=1, max_size=9))
def test_a_digest_has_at_most_150_words(people: list[dict[str, str]]) -> None:
    found = folded([sending(who, answers) for who, answers in enumerate(people)])
    assert found
    text = card(found, PHRASES)
    assert len(text.split()) <= MOST_WORDS
    assert all(item.name in text for item in found.open)


def test_with_few_people_it_says_that_names_can_be_guessed() -> None:
    for people in range(1, 8):
        found = folded(team({"K1": "N" * people}))
        assert found
        text = card(found, PHRASES)
        assert ("names can be guessed" in text) == (people < 5)
        assert "anonym" not in text


def test_the_picture_says_the_same_in_words_as_in_bars() -> None:
    found = folded(team(MOCK_UP))
    assert found
    image = picture(found, PHRASES)
    assert image.stacks
    svg = stacks_svg(image.stacks)
    parsed(svg)
    for item in found.items:
        assert all(item.name in where for where in (svg, image.alt, image.text))
    assert "3 No" in image.alt
    assert "3 No" in svg
    assert found.tool not in svg


HIDDEN = (
    sending(9, {"K2": "Y", "K8": "Y", "K12": "Y"}),
    *team({"K2": "NNNNN", "K8": "NNNNN"}, named=False),
)
"""A Yes to all by name, beside five people whose No is not shown."""


def test_what_is_not_shown_is_not_called_without_an_open_point() -> None:
    found = folded(HIDDEN)
    assert found
    text = card(found, PHRASES)
    assert "No open point: Smallest model." in text
    assert "Open high points: at least 0 of 2." in text
    assert "Answers that are not shown may say otherwise." in text


def test_what_was_open_and_is_not_shown_any_more_is_not_called_closed() -> None:
    past = Past(SHIPPED.id, key_of(TOOL), NOW - timedelta(days=7), ("K2", "K8"), ("K2", "K8"))
    gathered = msgspec.structs.replace(released(Gathered(HIDDEN), NOW), past=(past,))
    found = digest(SHIPPED, key_of(TOOL), gathered, NOW)
    assert found
    assert (found.opened, found.closed) == ((), ())


def test_the_picture_names_what_it_does_not_show() -> None:
    found = folded(HIDDEN)
    assert found
    image = picture(found, PHRASES)
    assert image.stacks
    unseen = "Anonymous answers not shown: Privacy measures, Output check."
    assert unseen in image.stacks.foot
    assert unseen in image.alt
