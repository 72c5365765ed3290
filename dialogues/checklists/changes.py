"""What opened and what closed between two runs about the same tool. No trend, no figure."""

from __future__ import annotations

from datetime import date

import msgspec

from dialogues.checklists.answers import Run
from dialogues.checklists.card import day
from dialogues.checklists.model import Checklist
from dialogues.checklists.summary import Point, points_of
from dialogues.phrases import Phrases


class Changes(msgspec.Struct, frozen=True, gc=False):
    """The points that are open now and were not, and those that were open and are not, in order."""

    opened: tuple[Point, ...]
    closed: tuple[Point, ...]


def changes(checklist: Checklist, before: Run, after: Run) -> Changes:
    """Compare what was answered in both runs; what only one of them answers has not changed."""
    was = {p.question: p for p in points_of(checklist, before) if p.answer}
    both = [p for p in points_of(checklist, after) if p.answer and p.question in was]
    return Changes(
        opened=tuple(p for p in both if p.next and not was[p.question].next),
        closed=tuple(p for p in both if not p.next and was[p.question].next),
    )


def changes_in_words(changes: Changes, since: date, phrases: Phrases) -> str:
    """Return the changes as one line."""
    words = phrases.summary
    listed = [
        phrase.format(names=", ".join(point.name for point in points))
        for phrase, points in ((words.opened, changes.opened), (words.closed, changes.closed))
        if points
    ]
    date = day(since, phrases)
    if not listed:
        return words.unchanged.format(date=date)
    return words.changed.format(date=date, changes="; ".join(listed))
