"""Questions teach: each answer has its own reason, and nothing gives the right one away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from statistics import mean

from dialogues.checks.prose import content_words, sentences, words
from dialogues.checks.walk import At, all_steps
from dialogues.course import Lesson
from dialogues.problem import Problem
from dialogues.steps.check import Check, CheckChoice
from dialogues.steps.extras import Extras
from dialogues.steps.guess import Guess
from dialogues.text import plain

VERDICT = re.compile(
    r"(?i)\W*(yes|no|right|correct|exactly|true|well done|wrong|incorrect|false|not quite|sorry)"
    r"\s*([.,:;!]|[–—-]\s)"
)
NEGATIVE = re.compile(r"(?i)\b(not|except|never|(all|none) of the above)\b|n['’]t\b")
FEEDBACK = (10, 40)
ALIKE = 0.8
LONGER = 1.3
ENOUGH_CHECKS = 6
"""With fewer checks than this, where the right options stand says nothing."""


def verdict_is_the_bots(lesson: Lesson) -> Iterator[Problem]:
    """The bot says "Yes." or the like before the feedback; the feedback does not say it again."""
    for at, check in checks(lesson):
        for i, choice in enumerate(check.choices):
            if found := VERDICT.match(choice.feedback):
                wrong = f"leave out {found.group().strip()!r}: the bot says whether it was right"
                yield Problem("verdict", wrong, (*at, "choices", i, "feedback"))


def feedback_differs(lesson: Lesson) -> Iterator[Problem]:
    """Each option has feedback of its own."""
    for at, check in checks(lesson):
        for (i, one), (j, other) in combinations(enumerate(check.choices), 2):
            alike = SequenceMatcher(None, words(one.feedback), words(other.feedback)).ratio()
            where = (*at, "choices", j, "feedback")
            if plain(one.feedback) == plain(other.feedback):
                wrong = f"the same feedback as on option {i + 1}: answer the choice that was made"
                yield Problem("same-feedback", wrong, where)
            elif alike > ALIKE:
                wrong = f"nearly the same feedback as on option {i + 1}: answer the choice made"
                yield Problem("same-feedback", wrong, where, "warning")


def feedback_length(lesson: Lesson) -> Iterator[Problem]:
    """Feedback has 10 to 40 words: enough for a reason, and no lecture."""
    for at, check in checks(lesson):
        for i, choice in enumerate(check.choices):
            count = len(words(choice.feedback))
            if not FEEDBACK[0] <= count <= FEEDBACK[1]:
                wrong = f"feedback of {count} words: {FEEDBACK[0]} to {FEEDBACK[1]} are good"
                where = (*at, "choices", i, "feedback")
                yield Problem("feedback-length", wrong, where, "warning")


def three_options(lesson: Lesson) -> Iterator[Problem]:
    """Three options are best: a fourth is seldom a believable one."""
    for at, check in checks(lesson):
        if (count := len(check.choices)) != 3:
            wrong = f"{count} options: three are best"
            yield Problem("options", wrong, (*at, "choices"), "warning")


def hint_keeps_the_secret(lesson: Lesson) -> Iterator[Problem]:
    """The hint helps to think, and does not name the right option."""
    for at, check in checks(lesson):
        key = _right(check)
        others = {w for c in check.choices if c is not key for w in content_words(c.text)}
        telling = content_words(key.text) - others - content_words(check.text)
        if plain(key.text) in plain(check.hint):
            wrong = "the hint names the right option: help to think instead"
            yield Problem("hint", wrong, (*at, "hint"))
        elif telling and telling <= content_words(check.hint):
            wrong = f"the hint has the words of the right option ({', '.join(sorted(telling))})"
            yield Problem("hint", wrong, (*at, "hint"), "warning")


def positive_question(lesson: Lesson) -> Iterator[Problem]:
    """A question asks for what is so, not for what is not."""
    for at, check in checks(lesson):
        asked = [s for s in sentences(check.text) if s.rstrip().endswith("?")]
        if found := NEGATIVE.search(" ".join(asked)):
            wrong = f"{found.group()!r} in a question is easily missed: ask the other way round"
            yield Problem("negative", wrong, (*at, "text"), "warning")


def length_tells_nothing(lesson: Lesson) -> Iterator[Problem]:
    """The right option is not much longer than the others."""
    for at, check in checks(lesson):
        key = _right(check)
        rest = mean(len(c.text) for c in check.choices if c is not key)
        if len(key.text) > LONGER * rest:
            wrong = "the right option is the longest by far: make the options alike in length"
            index = check.choices.index(key)
            yield Problem("key-length", wrong, (*at, "choices", index, "text"), "warning")


def place_tells_nothing(lesson: Lesson) -> Iterator[Problem]:
    """The right options stand at A, B and C about as often, and not three times in a row."""
    found = [
        (at, check, "ABCD"[check.choices.index(_right(check))]) for at, check in checks(lesson)
    ]
    letters = "".join(letter for _, _, letter in found)
    for index, (at, _, letter) in enumerate(found):
        if letters[: index + 1].endswith(3 * letter):
            wrong = f"the third right option in a row at {letter}: move it"
            yield Problem("key-place", wrong, (*at, "choices"), "warning")
    if len(letters) < ENOUGH_CHECKS:
        return
    for letter in "ABC"[: min(len(check.choices) for _, check, _ in found)]:
        share = letters.count(letter) / len(letters)
        if share == 0 or share > 0.5:
            often = "never" if share == 0 else "more often than not"
            wrong = f"the right option stands {often} at {letter}: move some"
            yield Problem("key-place", wrong, ("sections",), "warning")


def labels_differ(lesson: Lesson) -> Iterator[Problem]:
    """Each option can be typed: its label is not another's, and not the letter of one."""
    seen: set[tuple[At, str]] = set()
    for at, label in labelled(lesson):
        question = at[:4]
        if (question, plain(label)) in seen:
            yield Problem("label", "two options with the same words: change one", at)
        elif len(plain(label)) < 2:
            wrong = "an option of one letter or none: use words that make sense read alone"
            yield Problem("label", wrong, at)
        seen.add((question, plain(label)))


def guesses_come_back(lesson: Lesson) -> Iterator[Problem]:
    """A guess is asked again by its check, whose right option it offers under the same id."""
    for at, step in all_steps(lesson):
        if not isinstance(step, Guess):
            continue
        check = lesson.step(step.again)
        if isinstance(check, Check) and _right(check).id not in {c.id for c in step.choices}:
            wrong = f"no option has the id {_right(check).id!r}, which is right in {check.id!r}"
            yield Problem("guess", wrong, (*at, "choices"), "warning")


def checks(lesson: Lesson) -> Iterator[tuple[At, Check]]:
    """Give the checks, with the path to each."""
    for at, step in all_steps(lesson):
        if isinstance(step, Check):
            yield at, step


def labelled(lesson: Lesson) -> Iterator[tuple[At, str]]:
    """Give the words of every option and extra, with the path to each."""
    for at, step in all_steps(lesson):
        match step:
            case Check() | Guess():
                for i, text in enumerate([choice.text for choice in step.choices]):
                    yield (*at, "choices", i, "text"), text
            case Extras(extras=extras):
                for i, extra in enumerate(extras):
                    yield (*at, "extras", i, "title"), extra.title
            case _:
                pass


def _right(check: Check) -> CheckChoice:
    return next(choice for choice in check.choices if choice.right)
