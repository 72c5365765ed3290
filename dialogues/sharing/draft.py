"""What would go out: the learner's run as managers would see it, before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from dialogues.checklists.answers import Run
from dialogues.checklists.card import card
from dialogues.checklists.summary import Point, Summary
from dialogues.quoting import literal
from dialogues.sharing.record import AnswerSent, Consented

if TYPE_CHECKING:
    from dialogues.phrases import Phrases

ALL = "all"
SKIPPED = "skipped"


class Draft(msgspec.Struct, frozen=True, gc=False):
    """To which team, and in which form. `without` are questions whose own words are left out."""

    team: str
    named: bool
    name: str
    role: str
    remark: str
    without: frozenset[str]


def outgoing(summary: Summary, draft: Draft) -> Summary:
    """Return the summary with nothing in it but what goes out."""
    points = tuple(_outgoing(point, draft) for point in summary.points)
    return msgspec.structs.replace(
        summary, points=points, remark=draft.remark if draft.named else ""
    )


def wordy(summary: Summary) -> tuple[Point, ...]:
    """Return the points that hold words of the learner's own."""
    return tuple(point for point in summary.points if point.note or point.reason)


def text_of(summary: Summary, draft: Draft, phrases: Phrases) -> str:
    """Return the message that managers get; without a name, what a digest may count."""
    if draft.named:
        return card(summary, phrases)
    words, names = phrases.sharing, phrases.checklist
    raising = ", ".join(summary.raised_by)
    lines = [
        *([words.anonymous_affects.format(names=raising)] if raising else []),
        *(
            words.anonymous_line.format(name=p.name, answer=_in_words(p, phrases))
            for p in summary.points
        ),
    ]
    tool = literal(summary.tool)
    use = summary.use or names.not_answered
    return words.anonymous_text.format(tool=tool, use=use, lines="\n".join(lines))


def consented(  # noqa: PLR0913, PLR0917  # what there is to know of a consent
    consent: str,
    summary: Summary,
    run: Run,
    draft: Draft,
    managers: tuple[str, ...],
    text: str,
    revision: str,
) -> tuple[Consented, tuple[AnswerSent, ...]]:
    """Return the records of a consent: what it covers, and every answer that goes with it."""
    record = Consented(
        consent=consent,
        team=draft.team,
        checklist=run.checklist,
        version=summary.version,
        run=run.number,
        tool=run.context.tool,
        use=run.context.use,
        touches=" ".join(run.context.touches),
        form=run.form.value,
        named=draft.named,
        name=draft.name if draft.named else "",
        role=draft.role if draft.named else "",
        remark=summary.remark,
        managers="\n".join(managers),
        text=text,
        revision=revision,
    )
    return record, tuple(_sent(consent, point) for point in summary.points)


def _outgoing(point: Point, draft: Draft) -> Point:
    if draft.named and not draft.without & {ALL, point.question}:
        return point
    return msgspec.structs.replace(point, note="", reason="")


def _sent(consent: str, point: Point) -> AnswerSent:
    answer = point.answer.value if point.answer else SKIPPED
    basis = point.basis.value if point.basis else None
    return AnswerSent(consent, point.question, answer, basis, point.reason, point.note)


def _in_words(point: Point, phrases: Phrases) -> str:
    names = phrases.checklist
    answer = names.answer(point.answer)
    return f"{answer}, {names.basis(point.basis)}" if point.basis else answer
