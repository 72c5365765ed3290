"""Text and looks as Telegram counts them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given

from adapters.telegram.entities import Entity, Formatted, formatted, on_the_wire, units
from adapters.terminal.markdown import plain
from tests.telegram.texts import TEXTS, unlinked


def looks(text: str) -> dict[str, str]:
    found = formatted(text)
    return {e.type: found.text[e.start : e.end] for e in found.entities}


def test_bold_italic_and_links_are_entities_and_the_marks_are_gone() -> None:
    assert formatted("**Part 2.** A _new_ idea: [Epoch](https://epoch.ai)") == Formatted(
        "Part 2. A new idea: Epoch",
        (
            Entity("bold", 0, 7),
            Entity("italic", 10, 13),
            Entity("text_link", 20, 25, "https://epoch.ai"),
        ),
    )


def test_offsets_count_utf_16_units() -> None:
    assert on_the_wire(formatted("😀 é **b😀**")) == [{"type": "bold", "offset": 5, "length": 3}]


def test_looks_may_lie_in_each_other() -> None:
    assert looks("**a _b [c](https://d.e)_ f**") == {
        "bold": "a b c f",
        "italic": "b c",
        "text_link": "c",
    }


def test_one_look_over_several_lines_is_one_entity() -> None:
    assert formatted("**a\nb**").entities == (Entity("bold", 0, 3),)


def test_looks_that_would_cross_are_cut() -> None:
    assert formatted("[a **b**](https://c.d)**e**").entities == (
        Entity("text_link", 0, 3, "https://c.d"),
        Entity("bold", 2, 3),
        Entity("bold", 3, 4),
    )


@pytest.mark.parametrize("address", ["tg://user?id=7", "mailto:a@b.c", "http://", "/a"])
def test_what_is_no_web_address_is_never_a_link(address: str) -> None:
    assert formatted(f"[me]({address})") == Formatted(f"me ({address})")


@pytest.mark.parametrize(
    "text",
    ["# no heading\n- no list\n1. no list", "2*3*4, a_b_c, __init__", "<b>&amp;</b> `code` ||x||"],
)
def test_all_else_is_text(text: str) -> None:
    assert formatted(text) == Formatted(text)


@given(TEXTS)
def test_the_text_is_what_a_terminal_shows(text: str) -> None:
    assert unlinked(formatted(text).text, text) == unlinked(plain(text), text)


@given(TEXTS)
def test_every_entity_lies_in_the_text_shows_something_and_splits_no_character(text: str) -> None:
    found = formatted(text)
    encoded = found.text.encode("utf-16-le")
    assert found.text == found.text.strip()
    for entity in on_the_wire(found):
        assert entity["offset"] >= 0
        assert entity["offset"] + entity["length"] <= units(found.text)
        end = entity["offset"] + entity["length"]
        assert encoded[2 * entity["offset"] : 2 * end].decode("utf-16-le").strip()


@given(TEXTS)
def test_of_two_entities_one_lies_in_the_other_or_they_are_apart(text: str) -> None:
    for one, other in combinations(formatted(text).entities, 2):  # in order of their start
        assert other.start >= one.end or other.end <= one.end
