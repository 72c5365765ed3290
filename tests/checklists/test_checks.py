"""What is wrong with a checklist is told in its place, with what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checklists.desk import TEXT, Desk, new_checklist_desk
from tests.content_format.desk import HERE

WRONG: dict[str, tuple[str, str, str, str]] = {
    "an id twice": (
        "line_id: food",
        "line_id: @@walk",
        "error same-id",
        "'walk' already names another question of this checklist",
    ),
    "an old id that is in use": (
        "was: feed",
        "was: @@walk",
        "error same-id",
        "'walk' already names another question",
    ),
    "a reserved id": ("id: pets", "id: @@chat", "error reserved-id", "cannot have the id"),
    "a choice twice": (
        "{id: adults, text: Adults only}",
        "{id: @@baby, text: Adults only}",
        "error same-id",
        "'baby' stands twice",
    ),
    "a choice that is a button of the bot": (
        "{id: have,",
        "{id: @@skip,",
        "error reserved-id",
        "one of the bot's own buttons",
    ),
    "an unknown topic": (
        "topics: [cost]",
        "topics: [@@costs]",
        "error no-topic",
        "no topic 'costs', did you mean 'cost'?",
    ),
    "an unknown source": (
        "{source: vet,",
        "{source: @@vets,",
        "error no-source",
        "no source 'vets', did you mean 'vet'?",
    ),
    "no next step": (
        "        if_no: Choose a smaller pet.\n",
        "",
        "error missing-field",
        "missing field 'if_no'",
    ),
    "an empty next step": (
        "if_unknown: Ask at the shop.",
        "@@if_unknown:",
        "error empty",
        "'if_unknown' is empty",
    ),
    "an unknown effort": (
        "effort_if_unknown: M",
        "effort_if_unknown: @@XL",
        "error value",
        "'effort_if_unknown' must be 'S', 'S-M', 'M', 'M-L' or 'L'",
    ),
    "an unknown field": (
        "evidence: A sum for one year.",
        "evidence: A sum.\n        @@evidense: A sum.",
        "error unknown-field",
        "unknown field 'evidense', did you mean 'evidence'?",
    ),
    "a field that is found out": (
        'version: "2"',
        'version: "2"\nrevision: @@abc',
        "error unknown-field",
        "the program finds that out by itself",
    ),
    "a question that does not fit into a message": (
        "line: Can we pay for its food?",
        f"line: @@{'Can we? ' * 30}",
        "error long-message",
        "55 are enough",
    ),
    "evidence that does not fit into a message": (
        "evidence: A sum for one year.",
        f"evidence: @@{'A sum. ' * 29}",
        "warning long-message",
        "58 words in one message",
    ),
    "a long first sentence of a next step": (
        "if_no: Choose a smaller pet.",
        "if_no: @@Choose a pet that is so much smaller that it eats nearly nothing.",
        "warning long-step",
        "13 words in the first sentence, which a summary shows",
    ),
    "a long sentence": (
        "why: Food costs more than you think.",
        f"why: @@{'Food costs more than ' * 6}.",
        "warning long-sentence",
        "a sentence of 24 words (Food costs more than ...)",
    ),
    "a long name": (
        "line_summary: Food money",
        "line_summary: @@Money for its daily food",
        "error label",
        "5 words in a name, 3 are enough",
    ),
    "a name twice": (
        "line_summary: Food money",
        "line_summary: @@Daily walk",
        "error label",
        "two questions with the same name",
    ),
    "a label twice": (
        "text: Adults only",
        "text: @@A baby",
        "error label",
        "two choices with the same words",
    ),
    "nothing raises": (
        "      - {id: baby, text: A baby, raises: true}",
        "      @@- {id: baby, text: A baby}",
        "warning raises",
        "all choices raise severities, or none does",
    ),
    "a topic that the short form leaves out": (
        "  cost: Cost\n",
        "  cost: Cost\n  joy: @@Joy\n",
        "warning topic",
        "the short form asks nothing about 'joy'",
    ),
    "a source that nobody names": (
        "sources:\n  - {id: vet",
        "sources:\n  - {id: @@cat, citation: A cat., checked: known}\n  - {id: vet",
        "warning unused",
        "no question names the source 'cat'",
    ),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_checklist_desk(tmp_path / "content")


@pytest.mark.parametrize(("old", "new", "rule", "says"), WRONG.values(), ids=WRONG)
def test_a_problem_is_told_in_its_place(
    desk: Desk, old: str, new: str, rule: str, says: str
) -> None:
    place = desk.change(old, new)
    (problem,) = desk.problems()
    assert f"{problem.severity} {problem.rule}" == rule
    assert says in problem.message
    if HERE in new:
        assert (problem.line, problem.column) == place


def test_a_short_form_that_asks_nothing_is_refused(desk: Desk) -> None:
    desk.file.write_text(TEXT.replace("        short: true\n", ""))
    (problem,) = desk.problems()
    assert (problem.severity, problem.rule) == ("error", "no-short")


def test_a_checklist_whose_summary_is_too_long_to_read_is_told(desk: Desk) -> None:
    head, begin, rest = TEXT.partition("      - line_id: walk\n")
    question, end, tail = rest.partition("      - line_id: food\n")
    many = "".join(
        f"      - line_id: w{n}\n" + question.replace("Daily walk", f"Walk number {n}")
        for n in range(40)
    )
    desk.file.write_text(head + begin + question + many + end + tail)
    (problem,) = desk.problems()
    assert (problem.severity, problem.rule) == ("warning", "long-summary")
    assert "150 are read in half a minute" in problem.message
