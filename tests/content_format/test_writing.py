"""What could be written better is reported in its place, and keeps no lesson from being tried."""

from __future__ import annotations

import pytest

from tests.content_format.desk import TEXT, Desk

FEEDBACK = "The yeast eats sugar and makes gas, and so the dough grows in its bowl."
BUBBLE = "      - {id: m%d, kind: statement, text: More.}\n"

UNPOLISHED: dict[str, tuple[str, str, str, str]] = {
    "four bubbles": (
        "      - {id: p1, kind: picture",
        BUBBLE % 1 + BUBBLE % 2 + "      - @@{id: p1, kind: picture",
        "error too-much-at-once",
        "4 bubbles or pictures in a row, at most 3 are good",
    ),
    "six messages": (
        "  - id: bye\n    steps:\n",
        "  - id: bye\n    steps:\n      - @@{id: n, kind: statement, text: More.}\n"
        + BUBBLE % 1
        + BUBBLE % 2
        + BUBBLE.replace(
            "statement, text: More.", "compare, pairs: [{guess: g1, check: c1, about: A}]"
        )
        % 3,
        "error too-much-at-once",
        "6 messages in a row",
    ),
    "a long bubble": (
        "text: Dough needs rest.",
        "text: @@" + "Dough needs rest. " * 19,
        "warning long-message",
        "57 words in one message, 55 are enough",
    ),
    "a bubble that is too long": (
        "text: Dough needs rest.",
        "text: @@" + "Dough needs rest. " * 21,
        "error long-message",
        "63 words",
    ),
    "an extra that is too long": (
        "text: Rye rises less.",
        "text: @@" + "Rye rises less. " * 21,
        "error long-message",
        "63 words",
    ),
    "a long sentence": (
        "text: What would you bake?",
        "text: @@Hm. What would you bake" + " and bake" * 9 + "?",
        "warning long-sentence",
        "a sentence of 22 words (What would you bake ...), 20 are enough",
    ),
    "a sentence that is too long": (
        "text: What would you bake?",
        "text: @@What would you bake" + " and bake" * 11 + "?",
        "error long-sentence",
        "26 words",
    ),
    "more than one message takes": (
        "text: A loaf stands in the oven.",
        "text: @@" + "A loaf stands in the oven. " * 110,
        "error long-message",
        "2,969 characters, at most 2,900 fit",
    ),
    "a verdict": (
        f"feedback: {FEEDBACK}",
        f"feedback: @@Yes. {FEEDBACK}",
        "error verdict",
        "leave out 'Yes.': the bot says whether it was right",
    ),
    "the same feedback": (
        "feedback: It likes to be warm, but what lifts the dough is something that fills holes.",
        f"feedback: @@{FEEDBACK}",
        "error same-feedback",
        "the same feedback as on option 1",
    ),
    "nearly the same feedback": (
        "feedback: It likes to be warm, but what lifts the dough is something that fills holes.",
        f"feedback: @@{FEEDBACK.replace('grows', 'swells')}",
        "warning same-feedback",
        "nearly the same feedback as on option 1",
    ),
    "short feedback": (
        f"feedback: {FEEDBACK}",
        "feedback: @@It makes gas.",
        "warning feedback-length",
        "feedback of 3 words: 10 to 40 are good",
    ),
    "long feedback": (
        f"feedback: {FEEDBACK}",
        "feedback: @@" + "It makes gas. " * 14,
        "warning feedback-length",
        "feedback of 42 words",
    ),
    "a hint that tells": (
        "hint: Think of",
        "hint: @@It is a gas. Think of",
        "error hint",
        "the hint names the right option",
    ),
    "a hint with the words of the answer": (
        "hint: Think of the small holes in a slice.\n        choices:\n          - id: gas\n"
        "            text: A gas\n",
        "hint: @@Think of foam.\n        choices:\n          - id: gas\n            text: Foams\n",
        "warning hint",
        "the hint has the words of the right option (foam)",
    ),
    "a negative question": (
        "text: What does the yeast make?",
        "text: @@What does the yeast not make?",
        "warning negative",
        "'not' in a question is easily missed",
    ),
    "the right option is the longest": (
        "            text: A gas\n",
        "            text: @@A gas that smells\n",
        "warning key-length",
        "the right option is the longest by far",
    ),
    "options with the same words": (
        "            text: Salt\n",
        "            text: @@heat\n",
        "error label",
        "two options with the same words",
    ),
    "an option of one letter": (
        "{id: salt, text: The salt}",
        "{id: salt, text: @@B}",
        "error label",
        "an option of one letter or none",
    ),
    "an option without letters": (
        "{id: salt, text: The salt}",
        "{id: salt, text: @@'!!!'}",
        "error label",
        "an option of one letter or none",
    ),
    "a guess without the right option": (
        "choices: [{id: gas, text: Some gas}",
        "choices: @@[{id: air, text: Some gas}",
        "warning guess",
        "no option has the id 'gas', which is right in 'c1'",
    ),
    "an option that is a command": (
        "{id: salt, text: The salt}",
        "{id: salt, text: @@Menu}",
        "warning taken-word",
        "'Menu' also calls the command 'menu'",
    ),
    "a term that is a command": (
        "{term: Yeast,",
        "{term: @@Help,",
        "warning taken-word",
        "'Help' typed alone calls the command 'help'",
    ),
    "a definition of two sentences": (
        "definition: A small living thing that eats sugar.",
        "definition: @@A small living thing. It eats sugar.",
        "error definition",
        "more than one sentence",
    ),
    "a definition that is too long": (
        "definition: A small living thing",
        "definition: @@A small" + " thing" * 25,
        "error definition",
        "words, at most 25 are good",
    ),
    "a definition by the term itself": (
        "definition: A small living thing",
        "definition: @@What yeast is when it",
        "warning definition",
        "'Yeast' is explained by itself",
    ),
    "a term that is never said": (
        "glossary:\n",
        "glossary:\n  - {term: @@Sourdough, definition: Old dough.}\n",
        "warning unused",
        "the lesson never says 'Sourdough'",
    ),
    "a source that is never named": (
        "sources:\n  - {id",
        "sources:\n  - {id: @@sea, citation: A, checked: made up}\n  - {id",
        "warning unused",
        "no step names the source 'sea'",
    ),
    "a picture that is never shown": (
        "pictures:\n  - id: oven",
        "pictures:\n  - {id: @@pan, file: oven.svg, caption: A pan, text: A pan.,\n"
        "     alt: Drawing of a pan with a loaf of bread in the middle of it.}\n  - id: oven",
        "warning unused",
        "no step shows the picture 'pan'",
    ),
    "a mark that is never shown": (
        'show: {picture: oven, mark: "1"}',
        "show: {picture: oven}",
        "warning unused",
        "no step shows the mark '1'",
    ),
    "a short alternative text": (
        "alt: Drawing of an oven with a loaf of bread in the middle of it.",
        "alt: @@An oven",
        "warning alt",
        "7 characters: 40 to 600 say enough",
    ),
    "an alternative text that is too long": (
        "alt: Drawing of an oven with a loaf of bread in the middle of it.",
        "alt: @@" + "Drawing of an oven. " * 101,
        "error alt",
        "2,019 characters, platforms take 2,000",
    ),
    "a title that no button takes": (
        "title: The dough",
        "title: @@The dough " + "and its rest " * 5,
        "warning label",
        "74 characters will be cut on a button: add a field 'short'",
    ),
    "an addition to no document": (
        "document: {title: Old Notes, collected: 2024-05-06, note: Mended in June.}\n",
        "",
        "warning added",
        "no document is named",
    ),
}


@pytest.mark.parametrize(("old", "new", "what", "says"), UNPOLISHED.values(), ids=UNPOLISHED)
def test_what_could_be_better_is_told_in_its_place(
    desk: Desk, old: str, new: str, what: str, says: str
) -> None:
    place = desk.change(old, new)
    (problem,) = desk.problems()
    assert f"{problem.severity} {problem.rule}" == what
    assert says in problem.message
    if "@@" in new:
        assert (problem.line, problem.column) == place
    assert desk.refusal() == ()


def test_the_sample_has_no_problem(desk: Desk) -> None:
    assert desk.problems() == ()


@pytest.mark.parametrize("begins", ["No model is perfect:", "Right-hand drive", "Yesterday,"])
def test_a_sentence_that_only_looks_like_a_verdict_is_let_through(desk: Desk, begins: str) -> None:
    desk.change(f"feedback: {FEEDBACK}", f'feedback: "{begins} {FEEDBACK}"')
    assert desk.problems() == ()


def test_not_outside_the_question_itself_is_let_through(desk: Desk) -> None:
    desk.change(
        "text: What does the yeast make?",
        "text: The dough does not rise. What should the yeast make?",
    )
    assert desk.problems() == ()


def _with_checks(keys: str) -> str:
    """Return the sample with more checks, whose right options stand at these letters."""
    start = TEXT.index("      - id: c1\n")
    check = TEXT[start : TEXT.index("      - id: x1\n")]
    plain = check.replace("            right: true\n", "")
    checks = []
    for number, key in enumerate(keys):
        lines = plain.replace("id: c1", f"id: k{number}")
        words = {"A": "A gas", "B": "Heat", "C": "Salt"}[key]
        checks.append(
            lines.replace(f"text: {words}\n", f"text: {words}\n            right: true\n")
        )
    return TEXT.replace("      - id: x1\n", "".join(checks) + "      - id: x1\n")


def test_three_right_options_in_a_row_at_one_letter_are_told(desk: Desk) -> None:
    desk.write(_with_checks("BAA"))
    assert desk.problems() == ()
    desk.write(_with_checks("AAB"))
    (problem,) = desk.problems()
    assert problem.message == "the third right option in a row at A: move it"


def test_right_options_that_favor_a_letter_are_told(desk: Desk) -> None:
    desk.write(_with_checks("BABAB"))
    (problem,) = desk.problems()
    assert problem.message == "the right option stands never at C: move some"
    desk.write(_with_checks("ABACABA"))
    (problem,) = desk.problems()
    assert problem.message == "the right option stands more often than not at A: move some"


def test_two_or_four_options_are_told(desk: Desk) -> None:
    start = TEXT.index("          - id: salt\n")
    salt = TEXT[start : TEXT.index("      - id: x1\n")]
    desk.write(TEXT.replace(salt, ""))
    (problem,) = desk.problems()
    assert (problem.rule, problem.message) == ("options", "2 options: three are best")


def test_a_lesson_of_more_than_25_minutes_is_told(desk: Desk) -> None:
    desk.write(_with_checks("BCA" * 16))
    (problem,) = desk.problems()
    assert (problem.line, problem.rule, problem.severity) == (6, "long-lesson", "warning")
    assert problem.message.startswith("this takes about 27 minutes")
