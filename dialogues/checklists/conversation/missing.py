"""Finds the next thing that a run still needs. Every way through the conversation uses it."""

from __future__ import annotations

from dialogues.checklists.answers import Answer, Answered, Run, asked, current, follow_up
from dialogues.checklists.model import Checklist

CARD = ("tool", "use", "touches", "form")
"""What is asked before the first question, in this order."""


def missing(checklist: Checklist, run: Run | None) -> tuple[str, str]:
    """Return the page that asks for the next thing, and the question it is about (or "")."""
    if page := _of_card(run):
        return page, ""
    assert run
    answers = current(checklist, run)
    for question in asked(checklist, run):
        if page := _of_question(checklist, run, answers.get(question.line_id)):
            return page, question.line_id
    return ("summary" if run.finished else "closing"), ""


def is_complete(checklist: Checklist, run: Run) -> bool:
    """Return whether all was asked."""
    return missing(checklist, run)[0] == "summary"


def way(checklist: Checklist, run: Run | None) -> tuple[tuple[str, str], ...]:
    """Return all pages that ask, in order: what `back` goes along."""
    card = tuple((page, "") for page in CARD)
    if run is None or not run.begun:
        return card
    questions = (("ask", question.line_id) for question in asked(checklist, run))
    return (*card, *questions, ("closing", ""), ("summary", ""))


def _of_card(run: Run | None) -> str:
    if run is None:
        return "tool"
    if not run.context.use:
        return "use"
    if not run.context.touches:
        return "touches"
    return "" if run.begun else "form"


def _of_question(checklist: Checklist, run: Run, answered: Answered | None) -> str:
    if answered is None:
        return "ask"
    return follow_up(checklist, run, answered) or ""


def is_open(answered: Answered | None) -> bool:
    """Return whether a note on this answer would say what is missing."""
    return bool(answered and answered.answer is Answer.PARTLY)
