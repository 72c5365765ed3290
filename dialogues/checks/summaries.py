"""The summary of a checklist is read in half a minute, whatever is answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import cycle

from dialogues.checklists.answers import Answer, Answered, Basis, Form, Run
from dialogues.checklists.card import MOST_WORDS, card
from dialogues.checklists.context import Context
from dialogues.checklists.model import Checklist
from dialogues.checklists.summary import Respondent, summarized
from dialogues.phrases import Phrases
from dialogues.problem import Problem

LONG = "so many words " * 20
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
HARD: tuple[tuple[Answer | None, ...], ...] = (
    (Answer.NO,),
    (Answer.UNKNOWN,),
    (Answer.NO, Answer.UNKNOWN, Answer.PARTLY),
    (Answer.UNKNOWN, Answer.PARTLY, Answer.YES),
    (Answer.NO, Answer.YES, None),
    (Answer.NO, Answer.UNKNOWN, Answer.PARTLY, Answer.YES, Answer.DOES_NOT_APPLY, None),
)
"""Rows of answers, repeated over all questions, that make a summary long."""


def summary_fits(checklist: Checklist, phrases: Phrases) -> Iterator[Problem]:
    """The summary has at most 150 words also when nearly everything is open."""
    longest = max(len(text.split()) for text in hard_cards(checklist, phrases))
    if longest > MOST_WORDS:
        wrong = (
            f"a summary of this can have {longest} words, {MOST_WORDS} are read in half a minute: "
            "ask fewer questions, or give them shorter names"
        )
        yield Problem("long-summary", wrong, ("sections",), "warning")


def hard_cards(checklist: Checklist, phrases: Phrases) -> Iterator[str]:
    """Give summaries with much in them: long words of a learner, and many open points."""
    touches = tuple(touch.id for touch in checklist.context.touches.choices if touch.raises)
    for context in (Context(LONG, "", touches), Context(LONG)):
        for row in HARD:
            answered = zip(checklist.questions, cycle(row), strict=False)
            history = tuple(
                Answered(q.line_id, a, SOME_DAY, "", Basis.IMPRESSION, LONG) for q, a in answered
            )
            run = Run(checklist.id, 1, Form.FULL, context, history, remark=LONG)
            yield card(
                summarized(checklist, run, Respondent(LONG, LONG), date(2026, 9, 30)), phrases
            )
