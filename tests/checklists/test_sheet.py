"""A summary as a file: everything stands in it, and nothing in it is run or cut off."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given

from bot.changes import decode_reply, encode_reply
from bot.sheets import html_page
from dialogues.checklists.answers import Answer, Run
from dialogues.checklists.card import MOST_WORDS
from dialogues.checklists.context import Context
from dialogues.checklists.sheet import sheet
from dialogues.checklists.summary import Respondent, summarized
from dialogues.reply import Reply
from tests.checklists.runs import (
    HIRING,
    MOCK_UP,
    SHIPPED,
    TODAY,
    answered,
    run,
    runs,
)
from tests.checklists.talks import TINY, asked
from tests.checklists.talks import answered as talk

PHRASES = TINY.phrases
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
HEBREW = "לקוחות כותבים בעברית"
WRITTEN = (
    SCRIPT,
    "\"><b>&amp;'",
    HEBREW,
    "😀 👩🏽‍🚀",
    "*bold* _it_ [a](b) {{ 7*7 }} {% x %}",
    "x" * 2000,
)
VOID = frozenset({"meta", "br", "img", "link"})


class Page(HTMLParser):
    """What a browser would see: the tags with their attributes, and the words."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def page_of(one: Run) -> bytes:
    return html_page(sheet(summarized(SHIPPED, one, Respondent(), TODAY), PHRASES))


def with_words(words: str) -> Run:
    """Return a run in which the learner wrote these words wherever words can be written."""
    made = run({"K2": Answer.YES}, Context(words, "ready-made", ("none",)), remark=words)
    history = (
        *made.history,
        answered("K1", Answer.DOES_NOT_APPLY, reason=words),
        answered("K3", Answer.PARTLY, note=words),
    )
    return msgspec.structs.replace(made, history=history)


@pytest.mark.parametrize("words", WRITTEN)
def test_words_of_a_learner_stand_in_the_file_as_they_were_written(words: str) -> None:
    page = Page(page_of(with_words(words)))
    assert (
        page.text.count(words) == 7
    )  # the title and the reason twice, the tool, a note, the remark


def test_nothing_in_the_file_is_run_or_fetched() -> None:
    page = page_of(with_words(SCRIPT + "<style>@import 'https://x.example'</style>"))
    seen = Page(page)
    assert {tag for tag, _ in seen.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "footer"),
        *("h1", "h2", "h3", "p", "dl", "div", "dt", "dd", "section", "article"),
    }
    assert {name for _, attributes in seen.tags for name in attributes} <= {
        *("lang", "charset", "name", "content", "http-equiv", "class", "dir"),
    }
    style = re.search(rb"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    assert b"url(" not in style[1]
    assert b"@import" not in style[1]


def test_words_from_right_to_left_have_their_own_direction() -> None:
    page = page_of(with_words(HEBREW)).decode()
    lines = [line for line in page.splitlines() if HEBREW in line and "<title>" not in line]
    assert len(lines) == 6
    assert all('dir="auto"' in line for line in lines)


@given(runs())
def test_the_file_holds_all_that_the_summary_is_made_of(one: Run) -> None:
    summary = summarized(SHIPPED, one, Respondent(), TODAY)
    text = Page(page_of(one)).text
    for point in summary.points:
        assert f"{point.question}. {point.name}" in text
        for held in (point.text, point.reason, point.note, point.next and point.next.action):
            assert not held or held in text
    assert summary.tool in text
    assert summary.remark in text
    assert f"{summary.counts.answered} of {summary.counts.asked} answered" in text


def test_the_file_says_the_status_with_its_rule_and_what_the_law_may_ask() -> None:
    text = Page(page_of(msgspec.structs.replace(MOCK_UP, context=HIRING))).text
    assert "Status: Fix before use (rule: a high-severity answer is No)" in text
    assert "Self-report, not verified" in text
    assert "banned" in text
    assert "%" not in text


def test_the_file_is_offered_below_the_summary_and_leads_back_to_it() -> None:
    shown = asked(talk("more", "summary"))
    assert "Keep it as a file" in [choice.label for choice in shown.choices]
    turn = talk("more", "summary", "file")
    filed, next = turn.replies
    assert filed.document
    assert filed.document.kind == "summary"
    assert [choice.id for choice in next.choices] == ["_back", "_leave"]
    again = asked(talk("more", "summary", "file", "back"))
    assert again.text == shown.text
    assert len(again.text.split()) <= MOST_WORDS


def test_a_file_that_waits_in_the_outbox_is_read_back_whole() -> None:
    reply: Reply = talk("more", "summary", "file").replies[0]
    assert decode_reply(encode_reply(reply)) == reply
