"""What makes a lesson good. `tutorbot check` reports it; the lesson can be tried out all the same.

The thresholds come from research on reading and on questions: see the author guide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dialogues.checks import apparatus, path, questions, reading
from dialogues.checks.taken import taken_words
from dialogues.course import Lesson
from dialogues.phrases import Phrases
from dialogues.problem import Problem

WRITING: tuple[Callable[[Lesson], Iterator[Problem]], ...] = (
    path.too_much_at_once,
    reading.bubble_length,
    reading.sentence_length,
    reading.message_length,
    reading.lesson_length,
    questions.verdict_is_the_bots,
    questions.feedback_differs,
    questions.feedback_length,
    questions.three_options,
    questions.hint_keeps_the_secret,
    questions.positive_question,
    questions.length_tells_nothing,
    questions.place_tells_nothing,
    questions.labels_differ,
    questions.guesses_come_back,
    apparatus.definitions,
    apparatus.unused_terms,
    apparatus.unused_sources,
    apparatus.unused_pictures,
    apparatus.alt_length,
    apparatus.short_names,
    apparatus.additions,
)


def unpolished(lesson: Lesson, phrases: Phrases | None) -> Iterator[Problem]:
    """Give everything that could be written better in a lesson that is sound.

    Without phrases, what depends on the bot's own words is left out.
    """
    for rule in WRITING:
        yield from rule(lesson)
    if phrases:
        yield from taken_words(lesson, phrases)
