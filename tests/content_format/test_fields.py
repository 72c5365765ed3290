"""What the models refuse is said in plain words, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.complaints import SHOWN
from bot.content.load import load_course
from bot.content.placed import ContentError
from tests.content_format.desk import Desk

WRONG: dict[str, tuple[str, str, str, str]] = {
    "a misspelled field": (
        "        hint: Think",
        "        @@hints: Think",
        "unknown-field",
        "unknown field 'hints', did you mean 'hint'?",
    ),
    "a field in capitals": (
        "audience:",
        "@@Audience:",
        "unknown-field",
        "unknown field 'Audience', did you mean 'audience'?",
    ),
    "a field that resembles nothing": (
        "also: [yeasts]",
        "@@xyz: [yeasts]",
        "unknown-field",
        "unknown field 'xyz'; known here: term, definition, also",
    ),
    "the program's own fields": (
        "minutes: 3",
        "revision: @@abc\nminutes: 3",
        "unknown-field",
        "unknown field 'revision': the program finds that out by itself",
    ),
    "a misspelled kind": (
        "kind: ending",
        "kind: @@endign",
        "unknown-kind",
        "unknown kind 'endign', did you mean 'ending'?",
    ),
    "a kind that resembles nothing": (
        "kind: ending",
        "kind: @@zzz",
        "unknown-kind",
        "unknown kind 'zzz'; the kinds are: statement, picture, check, guess, reflection, "
        "extras, pause, calculator, checklist, compare, ending",
    ),
    "the kind that is not written": (
        "kind: ending",
        "kind: @@heading",
        "unknown-kind",
        "unknown kind 'heading', did you mean 'ending'?",
    ),
    "no kind": (
        "- {id: end, kind: ending, ",
        "- @@{id: end, ",
        "missing-field",
        "missing field 'kind', such as kind: statement",
    ),
    "a missing field": (
        "      - id: c1\n        kind: check\n        objective: Know what yeast does\n",
        "      - @@id: c1\n        kind: check\n",
        "missing-field",
        "missing field 'objective'",
    ),
    "no id": (
        "{id: r1, kind: reflection, ",
        "@@{kind: reflection, ",
        "missing-field",
        "missing field 'id'",
    ),
    "an id with a space": (
        "id: rest,",
        "id: @@a rest,",
        "id",
        "'a rest' is not an id: write 1 to 40 letters, digits, dots, dashes or underscores, "
        "with a letter or a digit first",
    ),
    "an id that is too long": ("id: BREAD", "id: @@B" + 40 * "a", "id", "is not an id"),
    "a mark that is no id": ('"1": {alt', '@@"1 2": {alt', "id", "'1 2' is not an id"),
    "a text that is empty": (
        "text: A loaf stands in the oven.",
        "@@text:",
        "empty",
        "'text' is empty: write its value, or delete the line",
    ),
    "a text in empty quotes": ("thanks: Thanks.", 'thanks: @@""', "empty", "'thanks' is empty"),
    "a text of spaces": ("thanks: Thanks.", 'thanks: @@"  "', "empty", "'thanks' is empty"),
    "a list that is empty": (
        "glossary:\n  - {term: Yeast, definition: A small living thing that eats sugar., "
        "also: [yeasts]}\n",
        "@@glossary:\n",
        "empty",
        "'glossary' is empty",
    ),
    "a text that is too long": (
        "hook: What",
        "hook: @@" + 1000 * "What ",
        "too-long",
        "'hook' has 5,026 characters; at most 4,000 fit",
    ),
    "a button that is too long": (
        "text: Heat",
        "text: @@" + 73 * "W",
        "too-long",
        "'text' has 73 characters; at most 72 fit",
    ),
    "a list for a text": (
        "hook: What do you smell in a bakery?",
        "hook: @@[What]",
        "value",
        "'hook' must be a text, not a list and not fields",
    ),
    "a text for a list": (
        "also: [yeasts]",
        "also: @@yeasts",
        "value",
        "'also' must be a list: one item a line, each after a dash",
    ),
    "a text for an item": (
        "    steps:\n      - {id: both",
        "    steps:\n      - @@hello\n      - {id: both",
        "value",
        "an item of 'steps' must be a step: fields such as id, kind and text",
    ),
    "a text for fields": (
        'show: {picture: oven, mark: "1"}',
        "show: @@oven",
        "value",
        "'show' must be fields, one a line, each with its name and a colon",
    ),
    "a list for fields": (
        "{title: Old Notes, collected: 2024-05-06, note: Mended in June.}",
        "@@[a]",
        "value",
        "'document' must be fields",
    ),
    "a word for a number": (
        "minutes: 3",
        "minutes: @@three",
        "value",
        "'minutes' must be a whole number, such as 20",
    ),
    "a broken number": ("minutes: 3", "minutes: @@3.5", "value", "must be a whole number"),
    "a number that is too small": ("minutes: 3", "minutes: @@0", "value", "must be at least 1"),
    "a number that is too large": ("minutes: 3", "minutes: @@999", "value", "at most 120"),
    "a word for true": ("right: true", "right: @@maybe", "value", "must be true or false"),
    "a word for a date": (
        "collected: 2024-05-06",
        "collected: @@May 2024",
        "value",
        "'collected' must be a date, such as 2025-04-22",
    ),
    "a time in a date": (
        "collected: 2024-05-06",
        'collected: @@"2024-05-06 12:30"',
        "value",
        "a date without a time",
    ),
    "a list that is too short": (
        "[{id: rye, title: Rye, text: Rye rises less., sources: [mill]}]",
        "@@[]",
        "too-few",
        "'extras' needs at least 1 item",
    ),
    "a list that is too long": (
        "[{id: gas, text: Some gas}, ",
        "@@[{id: a, text: A a}, {id: b, text: B b}, {id: gas, text: Some gas}, ",
        "too-many",
        "'choices' holds more than 4 items",
    ),
}


@pytest.mark.parametrize(("old", "new", "rule", "says"), WRONG.values(), ids=WRONG)
def test_one_slip_is_one_problem_in_its_place(
    desk: Desk, old: str, new: str, rule: str, says: str
) -> None:
    place = desk.change(old, new)
    (problem,) = desk.refusal()
    assert (problem.line, problem.column) == place
    assert (problem.rule, problem.severity) == (rule, "error")
    assert says in problem.message


def test_all_problems_of_all_files_are_told_at_once_one_a_line(desk: Desk) -> None:
    desk.change("        hint: Think", "        hints: Think")
    (desk.content / "rye").mkdir()
    (desk.content / "rye" / "lesson.yaml").write_text("id: [\n")
    (desk.content / "phrases.yaml").write_text("verdict: no\n")
    found = desk.refusal()
    files = {Path(problem.file).relative_to(desk.content).as_posix() for problem in found}
    assert files == {"bread/lesson.yaml", "rye/lesson.yaml", "phrases.yaml"}
    with pytest.raises(ContentError) as caught:
        load_course(desk.content)
    assert str(caught.value).splitlines() == [str(problem) for problem in found]


def test_a_problem_is_shown_with_file_line_column_severity_rule_and_message(desk: Desk) -> None:
    desk.change("minutes: 3", "minutes: three")
    (problem,) = desk.refusal()
    wanted = "6:10: error value 'minutes' must be a whole number, such as 20"
    assert str(problem) == f"{desk.file}:{wanted}"


def test_the_length_of_a_list_is_not_blamed_for_what_is_wrong_in_it(desk: Desk) -> None:
    desk.change("kind: ending", "kind: endign")
    assert [problem.rule for problem in desk.refusal()] == ["unknown-kind"]


def test_so_many_problems_are_told_as_a_person_can_read(desk: Desk) -> None:
    desk.change("[yeasts]", "[" + "[a], " * 500 + "]")
    assert len(desk.refusal()) == SHOWN
