"""What would keep a lesson from being taught is refused when it is loaded."""

from __future__ import annotations

import pytest

from dialogues.talk import MAX_STEPS
from tests.content_format.desk import TEXT, Desk

BUBBLES = "".join(f"      - {{id: n{i}, kind: statement, text: More.}}\n" for i in range(MAX_STEPS))

UNSOUND: dict[str, tuple[str, str, str, str]] = {
    "a step's id twice": (
        "id: s2, was: [s0]",
        "id: @@s1, was: [s0]",
        "same-id",
        "'s1' already names another step or section of this lesson",
    ),
    "a step named as a section": ("id: rest,", "id: @@dough,", "same-id", "'dough' already names"),
    "a section's id twice": ("  - id: bye", "  - id: @@hello", "same-id", "'hello' already"),
    "a former id that is in use": ("was: [s0]", "was: [@@s1]", "same-id", "'s1' already names"),
    "a former id twice": ("was: [s0]", "was: [@@mixing]", "same-id", "'mixing' already names"),
    "a source's id twice": (
        "  - {id: mill,",
        "  - {id: mill, citation: A, checked: made up}\n  - {id: @@mill,",
        "same-id",
        "'mill' already names another source",
    ),
    "a picture's id twice": (
        "pictures:\n  - id: oven",
        "pictures:\n  - {id: oven, file: oven.svg, alt: a, caption: b, text: c}\n  - id: @@oven",
        "same-id",
        "'oven' already names another picture",
    ),
    "a form of a term twice": (
        "also: [yeasts]",
        "also: [@@YEAST]",
        "same-id",
        "'yeast' already names another term",
    ),
    "a term that cannot be typed": (
        "also: [yeasts]",
        "also: [@@'?!']",
        "same-id",
        "no letters that could be typed",
    ),
    "a choice's id twice": (
        "          - id: heat",
        "          - id: @@gas",
        "same-id",
        "the id 'gas' stands twice in this step",
    ),
    "a guess's choice twice": (
        "{id: salt, text: The",
        "{id: @@heat, text: The",
        "same-id",
        "twice",
    ),
    "an extra's id twice": (
        "{id: rye, title",
        "{id: rye, title: A, text: B}, {id: @@rye, title",
        "same-id",
        "twice in this step",
    ),
    "an option called as a button": (
        "          - id: heat",
        "          - id: @@hint",
        "reserved-id",
        "the id 'hint' is that of one of the bot's own buttons",
    ),
    "an extra called as a button": ("{id: rye", "{id: @@continue", "reserved-id", "'continue'"),
    "a lesson called as the chat": ("id: BREAD", "id: @@chat", "reserved-id", "'chat'"),
    "a source that is not there": (
        "sources: [mill], picture",
        "sources: [mill, @@mile], picture",
        "no-source",
        "no source 'mile', did you mean 'mill'?",
    ),
    "an extra's source that is not there": (
        "less., sources: [mill]",
        "less., sources: [@@xyz]",
        "no-source",
        "no source 'xyz'",
    ),
    "a source named twice": (
        "sources: [mill], picture",
        "sources: [mill, @@mill], picture",
        "same-id",
        "source 'mill' is named twice here",
    ),
    "a picture that is not there": (
        "picture: {picture: oven}}",
        "picture: {picture: @@ovem}}",
        "no-picture",
        "no picture 'ovem', did you mean 'oven'?",
    ),
    "a mark that is not there": (
        'show: {picture: oven, mark: "1"}',
        'show: {picture: oven, mark: @@"2"}',
        "no-picture",
        "picture 'oven' has no mark '2'",
    ),
    "a guess without its check": (
        "again: c1",
        "again: @@c11",
        "no-step",
        "no step 'c11' of kind 'check', did you mean 'c1'?",
    ),
    "a guess that names another kind": ("again: c1", "again: @@r1", "no-step", "of kind 'check'"),
    "a comparison without its guess": (
        "{guess: g1,",
        "{guess: @@g11,",
        "no-step",
        "no step 'g11' of kind 'guess', did you mean 'g1'?",
    ),
    "a comparison without its check": ("check: c1,", "check: @@s1,", "no-step", "no step 's1'"),
    "a comparison before its check": (
        "      - id: c1\n",
        "      - {id: early, kind: compare, pairs: [{guess: g1, check: @@c1, about: It}]}\n"
        "      - id: c1\n",
        "order",
        "step 'c1' must come before step 'early'",
    ),
    "no right option": (
        "          - id: gas\n            text: A gas\n            right: true\n",
        "          @@- id: gas\n            text: A gas\n",
        "one-right",
        "no option is right: write 'right: true' at the one that is",
    ),
    "two right options": (
        "            text: Heat\n",
        "            text: Heat\n            right: @@true\n",
        "one-right",
        "a second option is right",
    ),
    "a lesson that does not end": (
        "      - {id: end, kind: ending, text: That was all.}\n",
        "      - {id: end, kind: @@pause, text: That was all.}\n",
        "no-ending",
        "the lesson ends here with kind 'pause'",
    ),
    "an ending before the end": (
        "      - {id: rest, kind: pause, text: Time for tea?}\n",
        "      - {id: rest, kind: @@ending, text: Time for tea?}\n",
        "no-way-on",
        "an ending has no way on",
    ),
    "a lesson that never waits": (
        "      - {id: s2, was: [s0], kind: statement, text: Dough needs rest., added: true}\n",
        "      - @@{id: s2, was: [s0], kind: statement, text: Dough needs rest., added: true}\n"
        + BUBBLES,
        "no-question",
        "52 steps without anything to answer",
    ),
}


@pytest.mark.parametrize(("old", "new", "rule", "says"), UNSOUND.values(), ids=UNSOUND)
def test_an_unsound_lesson_is_refused_in_its_place(
    desk: Desk, old: str, new: str, rule: str, says: str
) -> None:
    place = desk.change(old, new)
    (problem,) = desk.refusal()
    assert (problem.rule, problem.severity) == (rule, "error")
    assert says in problem.message
    assert (problem.line, problem.column) == place


def test_a_guess_after_its_check_is_refused(desk: Desk) -> None:
    steps = TEXT.index("      - id: g1"), TEXT.index("  - id: dough")
    guess = TEXT[slice(*steps)]
    desk.write(TEXT.replace(guess, "").replace("      - id: x1\n", guess + "      - id: x1\n"))
    (problem,) = desk.refusal()
    assert (problem.rule, problem.message) == (
        "order",
        "step 'g1' must come before step 'c1': move one",
    )


def test_two_lessons_of_one_id_are_refused(desk: Desk) -> None:
    other = desk.content / "toast"
    desk.lesson.rename(other)
    desk.lesson.mkdir()
    for file in other.iterdir():
        (desk.lesson / file.name).write_bytes(file.read_bytes())
    (problem,) = desk.refusal()
    assert (problem.file, problem.line, problem.column) == (str(other / "lesson.yaml"), 1, 5)
    assert problem.message == (
        f"the id 'BREAD' is also that of {desk.file}: give each lesson its own"
    )


def test_a_lesson_that_is_sound_but_unpolished_is_loaded(desk: Desk) -> None:
    desk.change("text: Dough needs rest.", "text: " + "Dough needs rest and time " * 20)
    assert desk.refusal() == ()
    assert {problem.severity for problem in desk.problems()} == {"error"}
