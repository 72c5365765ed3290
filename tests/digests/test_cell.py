"""What people wrote is never a formula in a spreadsheet, and stays what it was otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.cell import FORMULA, inert

BEFORE = ("", " ", "   ", "\N{NO-BREAK SPACE}", "\ufeff", '"', "'", "\u200b", "\n", "\u3000")


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("sign", [*sorted(FORMULA), "\uff1d", "\uff0b", "\uff20", "\uff0d"])
def test_a_formula_is_made_inert_also_behind_what_programs_pass_over(
    before: str, sign: str
) -> None:
    text = f"{before}{sign}1+1"
    assert inert(text) == f"'{text}"


@given(st.text())
def test_a_text_stays_what_it_was_but_for_one_sign(text: str) -> None:
    assert inert(text) in {text, f"'{text}"}


@pytest.mark.parametrize("text", ["", "Chatbot", "a=b", "3 - 4", "\u00fcber-tool", "(=1)", "1e5"])
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    assert inert(text) == text
