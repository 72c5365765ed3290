"""The questions are good questions: one right answer, a reason for each option, no give-away."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from statistics import mean

from dialogues.course import Lesson
from dialogues.steps.check import Check, CheckChoice
from tests.content.texts import checks, stems, words


def right(check: Check) -> CheckChoice:
    return next(c for c in check.choices if c.right)


def letters(lesson: Lesson) -> str:
    return "".join("ABC"[c.choices.index(right(c))] for c in checks(lesson))


def test_every_check_has_three_options_and_one_is_right(lesson: Lesson) -> None:
    odd = [c.id for c in checks(lesson) if [o.right for o in c.choices].count(True) != 1]
    assert odd + [c.id for c in checks(lesson) if len(c.choices) != 3] == []


def test_every_letter_is_right_about_as_often_and_never_three_times_in_a_row(
    lesson: Lesson,
) -> None:
    keys = letters(lesson)
    counts = {letter: keys.count(letter) for letter in "ABC"}
    assert all(len(keys) / 4 <= n <= len(keys) / 2 for n in counts.values()), counts
    assert not re.search(r"(.)\1\1", keys), keys


def test_the_right_option_is_not_given_away_by_its_length(lesson: Lesson) -> None:
    long = [
        c.id
        for c in checks(lesson)
        if len(right(c).text) > 1.3 * mean(len(o.text) for o in c.choices if not o.right)
    ]
    assert long == []


def test_every_option_has_its_own_feedback_of_ten_to_forty_words(lesson: Lesson) -> None:
    for check in checks(lesson):
        for option in check.choices:
            count = len(words(option.feedback))
            assert 10 <= count <= 40, f"{check.id} {option.id}: {count} words"
        for one, other in combinations(check.choices, 2):
            alike = SequenceMatcher(None, one.feedback, other.feedback, autojunk=False).ratio()
            assert alike <= 0.8, f"{check.id}: {one.id} and {other.id} are alike ({alike:.2f})"


def test_feedback_does_not_begin_with_the_verdict_that_the_bot_says(lesson: Lesson) -> None:
    verdict = re.compile(r"(?i)(yes|no|not quite|right|wrong|correct|exactly)\b")
    assert [
        f"{c.id} {o.id}" for c in checks(lesson) for o in c.choices if verdict.match(o.feedback)
    ] == []


def test_feedback_on_a_wrong_option_states_the_right_idea(lesson: Lesson) -> None:
    silent = [
        f"{c.id} {o.id}"
        for c in checks(lesson)
        for o in c.choices
        if not o.right and not stems(o.feedback) & stems(f"{right(c).text} {c.objective}")
    ]
    assert silent == []


def test_a_hint_does_not_name_the_right_option(lesson: Lesson) -> None:
    named = {c.id: stems(c.hint) & stems(right(c).text) for c in checks(lesson)}
    assert {id: shared for id, shared in named.items() if shared} == {}


def test_no_question_is_turned_round_or_asks_for_all_of_the_above(lesson: Lesson) -> None:
    turned = re.compile(r"(?i)\bnot\b(?! offer)|\bexcept\b|n't\b|(all|none) of the above")
    assert [c.id for c in checks(lesson) if turned.search(c.text)] == []
    assert [c.id for c in checks(lesson) for o in c.choices if " of the above" in o.text] == []


def test_every_label_says_something_and_fits_on_a_button(lesson: Lesson) -> None:
    odd = [
        f"{c.id} {o.id}: {o.text}"
        for c in checks(lesson)
        for o in c.choices
        if not 3 < len(o.text) <= 72 or o.text.endswith((".", "?"))
    ]
    assert odd == []
    assert all(part.short and len(part.short) <= 40 for part in lesson.parts)


def test_every_check_has_an_objective_of_its_own(lesson: Lesson) -> None:
    objectives = sorted(c.objective for c in checks(lesson))
    assert [a for a, b in pairwise(objectives) if a == b] == []
