"""A summary as a page to keep: the facts of the message, then every answer as it was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dialogues.checklists.answers import Form
from dialogues.checklists.card import by_whom, counted, day, state
from dialogues.checklists.summary import Point, Step, Summary
from dialogues.phrases import Phrases
from dialogues.sheet import Entry, Part, Row, Sheet


def sheet(summary: Summary, phrases: Phrases) -> Sheet:
    """Return the page: nothing is shortened or left out."""
    words = phrases.sheet
    return Sheet(
        title=words.title.format(name=summary.name, tool=summary.tool),
        about=tuple(_about(summary, phrases)),
        state=_unmarked(state(summary, phrases)),
        lines=(counted(summary, phrases),),
        parts=tuple(part for part in _parts(summary, phrases) if part.entries or part.lines),
        foot=(words.yours, words.advice),
    )


def _about(summary: Summary, phrases: Phrases) -> Iterator[Row]:
    words = phrases.sheet
    form = words.short_form if summary.form is Form.SHORT else words.full_form
    yield Row(words.tool, summary.tool)
    yield Row(words.use, summary.use or phrases.checklist.not_answered)
    if summary.raised_by:
        yield Row(words.raised, ", ".join(summary.raised_by))
    yield Row(words.checklist, form.format(version=summary.version))
    date = day(summary.on, phrases)
    yield Row(words.answered, words.report.format(by=by_whom(summary, phrases), date=date))


def _parts(summary: Summary, phrases: Phrases) -> Iterator[Part]:
    words = phrases.sheet
    numbered = enumerate(summary.open, 1)
    yield Part(words.open, entries=tuple(_open(n, point, phrases) for n, point in numbered))
    if summary.law:
        yield Part(words.law, lines=(_next(summary.law, phrases),))
    yield Part(words.unproven, lines=_names(summary.unproven))
    yield Part(words.excluded, lines=tuple(_excluded(summary, phrases)))
    yield Part(words.not_answered, lines=_names(summary.not_answered))
    if summary.remark:
        yield Part(words.remark, lines=(summary.remark,))
    yield Part(words.all, entries=tuple(_full(point, phrases) for point in summary.points))


def _open(number: int, point: Point, phrases: Phrases) -> Entry:
    title = phrases.sheet.number.format(number=number, name=point.name)
    return Entry(title, _tag(point, phrases), rows=tuple(_steps(point, phrases)))


def _full(point: Point, phrases: Phrases) -> Entry:
    title = phrases.sheet.number.format(number=point.question, name=point.name)
    return Entry(title, _tag(point, phrases), point.text, tuple(_rows(point, phrases)))


def _rows(point: Point, phrases: Phrases) -> Iterator[Row]:
    words, names = phrases.sheet, phrases.checklist
    if point.basis:
        yield Row(words.basis, names.basis(point.basis))
    if point.reason:
        yield Row(words.reason, point.reason)
    if point.note:
        yield Row(words.note, point.note)
    yield from _steps(point, phrases)


def _steps(point: Point, phrases: Phrases) -> Iterator[Row]:
    if point.next:
        yield Row(phrases.sheet.next, _next(point.next, phrases))


def _next(step: Step, phrases: Phrases) -> str:
    effort = phrases.checklist.effort(step.effort)
    return phrases.sheet.step.format(action=step.action, owner=step.owner, effort=effort)


def _tag(point: Point, phrases: Phrases) -> str:
    names = phrases.checklist
    return phrases.sheet.tag.format(
        answer=names.answer(point.answer), severity=names.severity(point.severity)
    )


def _excluded(summary: Summary, phrases: Phrases) -> Iterator[str]:
    form = phrases.summary.reason
    for point in summary.excluded:
        yield form.format(name=point.name, reason=point.reason) if point.reason else point.name


def _names(points: Iterable[Point]) -> tuple[str, ...]:
    return tuple(point.name for point in points)


def _unmarked(text: str) -> str:
    """Return words of the program, in which nobody else's stand, without their bold marks."""
    return text.replace("**", "")
