"""The words of the calculator: easy to read, and checked before they are used."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from textstat import textstat

from bot import shipped
from bot.content.calculator import read_calculators
from dialogues.checks.prose import sentences, words
from dialogues.input import Pressed
from dialogues.reply import Reply
from dialogues.state import fresh
from tests.conversation.test_pages import CASES, COURSE
from tests.engine.talks import say

YAML = "training-cost/calculator.yaml"


@pytest.fixture(scope="module", autouse=True)
def dictionary() -> None:
    """Load the dictionary of textstat, which leaves its file open."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        textstat.flesch_kincaid_grade("word")


def said() -> Iterator[Reply]:
    """Give what is said on the way to a result, and on the pages that a learner reads first."""
    for inputs in CASES.values():
        conversation = fresh()
        for input in ("hello", *inputs):
            turn = say(COURSE, conversation, input)
            conversation = turn.conversation
            if input != "hello":
                yield from turn.replies
        for page in ("whatif", "ways", "more"):
            yield from say(COURSE, conversation, Pressed(page)).replies


def prose(text: str) -> str:
    """Return the text without its figures, which are no words."""
    return " ".join(word for word in text.split() if not any(c.isdigit() for c in word))


def test_the_questions_and_results_read_at_grade_eight_or_lower() -> None:
    text = "\n".join(dict.fromkeys(prose(reply.text) for reply in said()))
    assert textstat.flesch_kincaid_grade(text.replace("\n", " ")) <= 8


def test_no_sentence_has_more_than_twenty_five_words() -> None:
    long = {s for reply in said() for s in sentences(reply.text) if len(words(s)) > 25}
    assert long == set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(shipped.CONTENT / "calculators", tmp_path / "calculators")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "{about}** for one try. The",
            "{abuot}** for one try. The",
            "did you mean 'about'",
        ),
        ("**{about} a month**. The range", "much. The range", "{about} is missing"),
        ("    email: e-mail\n", "", "the name of 'email' is missing"),
        (
            '{id: huge, label: "More than 10 million dollars", low: 10000000,',
            '{id: huge, label: "More than 10 million dollars", low: 20000000,',
            "close the gap",
        ),
        (
            "{id: week, label: Within 1 week, also: [1 week, a week, one week], minutes: 10080}",
            "{id: week, label: Within 1 week}",
            "answers nothing",
        ),
        (
            "{id: week, label: Within 1 week",
            "{id: change, label: Within 1 week",
            "one of the bot's own buttons",
        ),
        ("also: [1 day, a day, one day]", "also: [1 Day]", "write it as '1 day'"),
        (
            "  - {name: pue, title: Cooling and losses of the building, basis: measured}\n",
            "",
            "no words for the constant 'pue'",
        ),
        ("first: [gpt3-175b,", "first: [gpt9-175b,", "no run 'gpt9-175b'"),
        ("goal: fine-tune, data", "goal: dream, data", "goal"),
        ("title: Calculator\n", "title: Calculator\ntitel: x\n", "unknown field 'titel'"),
    ],
)
def test_a_slip_in_the_words_is_named_with_its_line(
    folder: Path, old: str, new: str, says: str
) -> None:
    path = folder / "calculators" / YAML
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    read = read_calculators(folder)
    assert read.calculators == ()
    problem = next(p for p in read.problems if says in p.message)
    assert problem.file.endswith("calculator.yaml")
    assert problem.line > 1
    assert len(read.problems) <= 2


def test_the_words_that_ship_have_no_problem(folder: Path) -> None:
    assert read_calculators(folder).problems == ()
