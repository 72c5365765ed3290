"""Texts in Slack's own marks: what is said is shown, and nothing else is obeyed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.mrkdwn import mrkdwn
from adapters.slack.words import words
from tests.slack.texts import compared, read
from tests.telegram.texts import TEXTS

_TRAPS = """
<!channel> <!here|x> <@U1> <#C1|general> <https://evil|https://bank.com> &lt;!channel&gt;
<!date^1^{date}^https://e|x> [bank.com](https://evil.org/a|b>) [x](https://e.org/<!here>)
[@all](https://e) @here @channel < > & | * ** _ ~ ` ``` [ ] a word
"""

EVIL = st.lists(st.sampled_from([*_TRAPS.split(), "\u202e", "\u200b", "\n", " "]), max_size=12).map(
    "".join
)
"""What Slack would obey if it came through as it stands, in any mixture."""


def shown(markdown: str) -> str:
    return mrkdwn(words(markdown))


@pytest.mark.parametrize(
    ("markdown", "marked"),
    [
        ("**Yes.** It is _so_.", "*Yes.* It is _so_."),
        ("**a _b_ c**", "*a* *_b_* *c*"),
        ("R&D < 1 > 0", "R&amp;D &lt; 1 &gt; 0"),
        ("[the paper](https://x.org/a?b=1&c=2)", "<https://x.org/a?b=1&amp;c=2|the paper>"),
        ("**[bold](https://x.org)**", "*<https://x.org|bold>*"),
        ("[mail](mailto:a@b.c)", "mail (mailto:a@b.c)"),
        ("**two\nlines**", "*two*\n*lines*"),
        ("wo**rd**s", "wo\u200b*rd*\u200bs"),
    ],
)
def test_looks_and_links_have_slacks_marks(markdown: str, marked: str) -> None:
    assert shown(markdown) == marked


@pytest.mark.parametrize(
    ("markdown", "marked"),
    [
        ("6*N*D and 2 * 3", "6*N*D and 2 * 3"),
        ("snake_case_name", "snake_case_name"),
        ("about ~3 weeks", "about ~3 weeks"),
        ("~3 or 4~", "∼3 or 4∼"),
        (r"a \*b\* c", "a ∗b∗ c"),
        ("`code`", "ˋcodeˋ"),
        ("**5 \\* (3)**", "*5 ∗ (3)*"),
        ("> quoted", "\u200b&gt; quoted"),
    ],
)
def test_a_mark_that_slack_would_obey_becomes_its_twin_and_others_stay(
    markdown: str, marked: str
) -> None:
    assert shown(markdown) == marked


@pytest.mark.parametrize("spoof", ["bank.com", "https://bank.com", "www.bank.com/x", "@boss"])
def test_words_that_look_like_another_address_are_no_link(spoof: str) -> None:
    assert shown(f"[{spoof}](https://evil.org)") == f"{spoof} (https://evil.org)"


def test_characters_that_turn_the_direction_are_left_out() -> None:
    assert shown("a\u202ecba\u2069") == "acba"


@given(st.one_of(TEXTS, EVIL))
def test_all_words_are_there_in_order_and_nothing_is_obeyed(markdown: str) -> None:
    said = words(markdown)
    found = read(shown(markdown))
    assert found.commands == []
    assert compared(found.text) == compared(said.text)
    assert set(found.links) <= {span.link for span in said.spans if span.link}


@given(st.one_of(TEXTS, EVIL))
def test_only_what_is_bold_or_italic_in_the_text_is_so_on_slack(markdown: str) -> None:
    said = words(markdown)
    looks = read(shown(markdown)).looks
    assert looks["strike"] == looks["code"] == looks["quote"] == []
    for name, marked in (
        ("bold", [span.text for span in said.spans if span.bold]),
        ("italic", [span.text for span in said.spans if span.italic]),
    ):
        allowed = compared("".join(marked))
        for words_with_look in looks[name]:
            assert "\u25a1" in words_with_look or compared(words_with_look) in allowed
