"""The Markdown subset in a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.markdown import Span
from adapters.terminal.markdown import plain, spans


def test_bold_and_italic_are_looks() -> None:
    assert [s for s in spans("**Part 2.** A _new_ idea") if s.text] == [
        Span("Part 2.", bold=True),
        Span(" A "),
        Span("new", italic=True),
        Span(" idea"),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see [Epoch AI](https://epoch.ai/a_b)", "see Epoch AI (https://epoch.ai/a_b)"),
        ("one\ntwo  \nthree", "one\ntwo\nthree"),
        ("one\n\n\n\ntwo", "one\n\ntwo"),
        ("[red]not a color[/red] [1]", "[red]not a color[/red] [1]"),
        ("6 * N * D, 2*3*4, a_b_c, __init__", "6 * N * D, 2*3*4, a_b_c, __init__"),
        (r"\*\*kept\*\*", "**kept**"),
        ("# no heading\n- no list\n1. no list", "# no heading\n- no list\n1. no list"),
        ("<b>&amp;</b> `code`", "<b>&amp;</b> `code`"),
        ("", ""),
    ],
)
def test_all_else_is_text(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_control_characters_never_reach_the_terminal() -> None:
    assert plain("a\x1b[2Jb\x07\x9b31m\x7f\rc") == "a[2Jb31mc"


@given(st.text())
def test_any_text_can_be_shown(text: str) -> None:
    assert not set(plain(text)) & {chr(c) for c in range(0x20)} - {"\n", "\t"}
