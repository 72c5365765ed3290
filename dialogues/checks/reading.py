"""Messages are short, and so are sentences."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.passages import Passage, passages
from dialogues.checks.prose import sentences, words
from dialogues.checks.walk import At, all_steps
from dialogues.course import Lesson
from dialogues.problem import Problem
from dialogues.steps.check import Check
from dialogues.steps.guess import Guess
from dialogues.steps.reflection import Reflection

BUBBLE = (55, 60)
SENTENCE = (20, 25)
MINUTES = (25, 35)
"""Words, words and minutes: more than the first number is a warning, than the second an error."""

MOST_CHARACTERS = 2900
"""What fits into one message of every platform, with room for what the bot adds."""

WORDS_A_MINUTE = 200
SECONDS_A_CHECK = 25
SECONDS_A_QUESTION = 20


def bubble_length(lesson: Lesson) -> Iterator[Problem]:
    """A bubble or an extra is one idea in at most 60 words."""
    for passage in passages(lesson):
        if passage.role == "words":
            continue
        count = len(words(passage.text))
        wrong = f"{count} words in one message, {BUBBLE[0]} are enough: make two messages of it"
        yield from too_many("long-message", count, BUBBLE, wrong, passage.at)


def sentence_length(lesson: Lesson) -> Iterator[Problem]:
    """A sentence has at most 25 words. The longest of a text is named."""
    for passage in passages(lesson):
        longest = max(sentences(passage.text), key=lambda s: len(words(s)), default="")
        count = len(words(longest))
        begins = " ".join(longest.split()[:4])
        wrong = f"a sentence of {count} words ({begins} ...), {SENTENCE[0]} are enough: cut it"
        yield from too_many("long-sentence", count, SENTENCE, wrong, passage.at)


def message_length(lesson: Lesson) -> Iterator[Problem]:
    """Every text fits into one message, also the words of a picture."""
    pictures = [Passage(("pictures", i, "text"), p.text) for i, p in enumerate(lesson.pictures)]
    for passage in (*passages(lesson), *pictures):
        if len(passage.text) > MOST_CHARACTERS:
            wrong = f"{len(passage.text):,} characters, at most {MOST_CHARACTERS:,} fit: shorten it"
            yield Problem("long-message", wrong, passage.at)


def lesson_length(lesson: Lesson) -> Iterator[Problem]:
    """A lesson takes at most 25 minutes: reading, thinking about each check, other questions."""
    read = seconds = 0
    for _, step in all_steps(lesson):
        read += len(words(getattr(step, "text", "")))
        match step:
            case Check(choices=choices):
                seconds += SECONDS_A_CHECK
                read += sum(len(words(c.text + c.feedback * c.right)) for c in choices)
            case Guess() | Reflection():
                seconds += SECONDS_A_QUESTION
            case _:
                pass
    minutes = round(read / WORDS_A_MINUTE + seconds / 60)
    wrong = f"this takes about {minutes} minutes, {MINUTES[0]} are enough: make two lessons"
    yield from too_many("long-lesson", minutes, MINUTES, wrong, ("minutes",))


def too_many(rule: str, count: int, most: tuple[int, int], wrong: str, at: At) -> Iterator[Problem]:
    """Give a warning for more than the first of `most`, an error for more than the second."""
    if count > most[1]:
        yield Problem(rule, wrong, at)
    elif count > most[0]:
        yield Problem(rule, wrong, at, "warning")
