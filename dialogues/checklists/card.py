"""A summary as one message that is read in half a minute: what matters most stands first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import msgspec

from dialogues.checklists.answers import Form
from dialogues.checklists.model import Severity
from dialogues.checklists.summary import Point, Status, Step, Summary
from dialogues.checks.prose import sentences
from dialogues.phrases import Phrases
from dialogues.quoting import quoted

MOST_WORDS = 150
"""What can be read in 30 to 45 seconds."""

TOOL, NAME, ROLE, REASON, REMARK = 10, 3, 4, 20, 40
"""So many words of what a learner wrote are shown here; all of it stands in the full answers."""


class Detail(msgspec.Struct, frozen=True):
    """How much is shown: open points with their next step, and what may be left out."""

    top: int = 1
    not_answered: bool = False
    settled: bool = False
    remark: bool = False
    reasons: bool = False


DETAILS = (
    Detail(3, not_answered=True, settled=True, remark=True, reasons=True),
    Detail(3, not_answered=True, settled=True, remark=True),
    Detail(3, not_answered=True, settled=True),
    Detail(2, not_answered=True, settled=True),
    Detail(1, not_answered=True, settled=True),
    Detail(1, not_answered=True),
    Detail(1),
)
"""From all to the least. Each names every open point and every unproven Yes."""


def card(summary: Summary, phrases: Phrases) -> str:
    """Return the summary in Markdown, as detailed as 150 words allow."""
    cards = (_card(summary, phrases, detail) for detail in DETAILS)
    fitting = (text for text in cards if len(text.split()) <= MOST_WORDS)
    return next(fitting, None) or _card(summary, phrases, DETAILS[-1])


def day(on: date, phrases: Phrases) -> str:
    """Return a date in words."""
    month = phrases.months[on.month - 1]
    return phrases.summary.date.format(day=on.day, month=month, year=on.year)


def _card(summary: Summary, phrases: Phrases, detail: Detail) -> str:
    blocks = (
        _head(summary, phrases),
        (state(summary, phrases), counted(summary, phrases)),
        _open(summary, phrases, detail.top),
        _law(summary, phrases),
        _rest(summary, phrases, detail),
    )
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := list(block)))


def _head(summary: Summary, phrases: Phrases) -> Iterator[str]:
    words = phrases.summary
    title = words.short_form if summary.form is Form.SHORT else words.full_form
    yield title.format(name=summary.name, tool=quoted(summary.tool, TOOL))
    report = words.report.format(date=day(summary.on, phrases), version=summary.version)
    yield f"{by_whom(summary, phrases)} {report}"


def by_whom(summary: Summary, phrases: Phrases) -> str:
    """Return who answered, as a sentence."""
    words = phrases.summary
    name, role = quoted(summary.by.name, NAME), quoted(summary.by.role, ROLE)
    if not name:
        return words.by_you
    last = (role or name).removesuffix(".")  # "Dana K." ends the sentence by itself
    return words.by_role.format(name=name, role=last) if role else words.by.format(name=last)


def state(summary: Summary, phrases: Phrases) -> str:
    """Return the status with its rule."""
    words = phrases.summary
    status = {
        Status.FIX: words.fix,
        Status.FIND_OUT: words.find_out,
        Status.FOLLOW_UP: words.follow_up,
        Status.NONE_OPEN: words.none_open,
    }
    return status[summary.status]


def counted(summary: Summary, phrases: Phrases) -> str:
    """Return how many questions were answered how."""
    words, names, counts = phrases.summary, phrases.checklist, summary.counts
    named = (
        (counts.yes, names.yes),
        (counts.partly, names.partly),
        (counts.no, names.no),
        (counts.unknown, names.unknown),
        (counts.does_not_apply, names.does_not_apply),
        (counts.not_answered, names.not_answered),
    )
    listed = ", ".join(words.count.format(number=n, answer=name) for n, name in named if n)
    return words.counts.format(counts=listed, answered=counts.answered, asked=counts.asked)


def _open(summary: Summary, phrases: Phrases, top: int) -> Iterator[str]:
    words = phrases.summary
    if not summary.open:
        return
    yield words.top
    for number, point in enumerate(summary.open[:top], 1):
        yield words.point.format(
            number=number,
            severity=phrases.checklist.severity(point.severity).capitalize(),
            answer=phrases.checklist.answer(point.answer),
            name=point.name,
            **_next(point.next, phrases),
        )
    if rest := summary.open[top:]:
        yield words.also.format(names=_grouped(rest, phrases, _weight_and_answer(phrases)))


def _law(summary: Summary, phrases: Phrases) -> Iterator[str]:
    if summary.law:
        yield phrases.summary.law.format(**_next(summary.law, phrases))


def _rest(summary: Summary, phrases: Phrases, detail: Detail) -> Iterator[str]:
    words = phrases.summary
    if summary.unproven:
        yield words.unproven.format(names=_names(summary.unproven))
    if summary.affirmed and detail.settled:
        names = _grouped(summary.affirmed, phrases, _basis(phrases))
        yield words.affirmed.format(names=names)
    if summary.excluded and detail.settled:
        yield words.excluded.format(names=_excluded(summary, phrases, detail))
    if summary.not_answered and detail.not_answered:
        yield words.not_answered.format(names=_names(summary.not_answered))
    if summary.remark and detail.remark:
        name, remark = quoted(summary.by.name, NAME), quoted(summary.remark, REMARK)
        form = words.remark if name else words.remark_you
        yield form.format(name=name, remark=remark)
    if detail is not DETAILS[0]:
        yield words.more


def _excluded(summary: Summary, phrases: Phrases, detail: Detail) -> str:
    return ", ".join(
        phrases.summary.reason.format(name=point.name, reason=quoted(point.reason, REASON))
        if point.reason and detail.reasons
        else point.name
        for point in summary.excluded
    )


def _next(step: Step | None, phrases: Phrases) -> dict[str, str]:
    """Return what fills in a next step: of the action, the first sentence."""
    assert step
    effort = phrases.checklist.effort(step.effort)
    return {"action": sentences(step.action)[0], "owner": step.owner, "effort": effort}


def _weight_and_answer(phrases: Phrases) -> Callable[[Point], str]:
    words = phrases.checklist
    return lambda point: f"{words.severity(point.severity)}, {words.answer(point.answer)}"


def _basis(phrases: Phrases) -> Callable[[Point], str]:
    """Return what says on what a Yes rests; only of a high one that was asked."""
    return lambda p: (
        phrases.checklist.basis(p.basis) if p.basis or p.severity is Severity.HIGH else ""
    )


def _grouped(points: Iterable[Point], phrases: Phrases, about: Callable[[Point], str]) -> str:
    """Return the names, with what is said about them once behind each group."""
    groups: dict[str, list[Point]] = {}
    for point in points:
        groups.setdefault(about(point), []).append(point)
    return "; ".join(
        phrases.summary.group.format(names=_names(group), about=said) if said else _names(group)
        for said, group in groups.items()
    )


def _names(points: Iterable[Point]) -> str:
    return ", ".join(point.name for point in points)
