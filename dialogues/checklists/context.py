"""What a checklist is answered about, and what that means for its questions.

There is one rule: where the tool affects something that raises, what weighs medium weighs high.
"""

from __future__ import annotations

import msgspec

from dialogues.checklists.model import Checklist, Question, Severity


class Context(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """The tool and its purpose in words, how it is used, and what it affects: ids of the card.

    An empty `use` or `touches` has not been asked.
    """

    tool: str = ""
    use: str = ""
    touches: tuple[str, ...] = ()


def raising(context: Context, checklist: Checklist) -> tuple[str, ...]:
    """Return the names of what the tool affects and what raises severities."""
    choices = checklist.context.touches.choices
    return tuple(touch.text for touch in choices if touch.raises and touch.id in context.touches)


def severity(question: Question, context: Context, checklist: Checklist) -> Severity:
    """Return how much the question weighs for this tool: at least what the checklist says."""
    if question.severity is Severity.MEDIUM and raising(context, checklist):
        return Severity.HIGH
    return question.severity


def wording(question: Question, context: Context, checklist: Checklist) -> str:
    """Return the question as it is asked: of a tool that is planned, what will be done."""
    use = checklist.use.get(context.use)
    return question.planned if use and use.planned and question.planned else question.line
