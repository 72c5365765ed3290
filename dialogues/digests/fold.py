"""One digest of all that was sent about a tool: counts, what is open, what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypeAlias

import msgspec

from dialogues.checklists.answers import Answer, Basis
from dialogues.checklists.context import Context, severity
from dialogues.checklists.model import Action, Checklist, Question, Severity
from dialogues.checklists.summary import Status, Step
from dialogues.digests.release import FEWEST, standing
from dialogues.digests.sending import Gathered, Past, Sending, day_of, key_of
from dialogues.digests.tally import Tally, Verdict, tallied
from dialogues.sharing.request import NextStep

ANSWERS = {answer.value: answer for answer in Answer}
"""The five answers by what is stored for them."""

Given: TypeAlias = dict[str, tuple[Answer, Basis | None]]
"""What one person answered, by the id of the question."""

Row: TypeAlias = tuple[Tally, list[Basis | None], bool]
"""The counts of one question, what each Yes by name rests on, and whether others are withheld."""


class Item(msgspec.Struct, frozen=True, gc=False):
    """One question with its counts; `next` is there when it is open.

    `told` and `impression` count the Yes, given by name, that rest on no more than that. What the
    one who reads it `assigned` last is beside it.
    """

    question: str
    name: str
    severity: Severity
    tally: Tally
    told: int
    impression: int
    next: Step | None
    assigned: NextStep | None = None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the counts say."""
        return self.tally.verdicts


class Digest(msgspec.Struct, frozen=True, gc=False):
    """What a team says about a tool: self-reports, which nobody has verified.

    `named` people sent it with their name, `anonymous` without; `since` and `until` are the days
    of the first and the last of it. `items` are the questions that can be counted, in the
    checklist's order; `withheld` names those where answers without a name are not counted, as
    they would say who answered what. `opened` and `closed` are what changed since the digest of
    the day `before`.
    """

    checklist: str
    name: str
    version: str
    tool: str
    named: int
    anonymous: int
    since: date
    until: date
    items: tuple[Item, ...]
    withheld: tuple[str, ...]
    law: Step | None
    before: date | None = None
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()

    @property
    def few(self) -> bool:
        """Whether so few answered that names can be guessed."""
        return self.named + self.anonymous < FEWEST

    @property
    def open(self) -> tuple[Item, ...]:
        """What is open; what matters most stands first."""
        return tuple(sorted((item for item in self.items if item.next), key=_weight))

    @property
    def settled(self) -> tuple[Item, ...]:
        """What nobody says is open, and of which nothing is withheld."""
        return tuple(i for i in self.items if not i.next and i.name not in self.withheld)

    @property
    def more_may_be_open(self) -> bool:
        """Whether something is withheld about a question that is not open already."""
        return not {*self.withheld} <= {item.name for item in self.open}

    @property
    def high(self) -> tuple[Item, ...]:
        """The questions of high severity."""
        return tuple(item for item in self.items if item.severity is Severity.HIGH)

    @property
    def status(self) -> Status:
        """Whether the tool may be used: by the rule of the individual summary."""
        high = [item.tally for item in self.high]
        if any(tally.no for tally in high):
            return Status.FIX
        if any(tally.open for tally in high):
            return Status.FIND_OUT
        return Status.FOLLOW_UP if self.open else Status.NONE_OPEN


def digest(checklist: Checklist, tool: str, gathered: Gathered, now: datetime) -> Digest | None:
    """Return the digest about the tool with this key; None when there is not enough to count."""
    named = _named(gathered, checklist.id, tool)
    batches = standing(gathered, checklist.id, tool, now)
    if not named and not batches:
        return None
    groups = [inside for _, inside in batches]
    raises = [_raises(checklist, [s]) for s in named] + [_raises(checklist, g) for g in groups]
    days = [day_of(s.at) for s in named] + [day_of(batch.at) for batch, _ in batches]
    by_name = [_read(checklist, sending) for sending in named]
    others = [[_read(checklist, sending) for sending in group] for group in groups]
    rows = [(q, _row(q, by_name, others)) for q in checklist.questions]
    made = Digest(
        checklist=checklist.id,
        name=checklist.name,
        version=checklist.version,
        tool=_spelling(named, groups),
        named=len(named),
        anonymous=sum(batch.size for batch, _ in batches),
        since=min(days),
        until=max(days),
        items=tuple(
            _item(checklist, q, row, raised=any(raises)) for q, row in rows if row[0].people
        ),
        withheld=tuple(q.line_summary for q, (_, _, withheld) in rows if withheld),
        law=_step(checklist.context.touches.action) if any(raises) else None,
    )
    return _compared(made, _past(gathered, checklist.id, tool, now))


def tools(gathered: Gathered, checklist: Checklist, now: datetime) -> dict[str, str]:
    """Return the tools that there is a digest about: key and name, in the order of their names."""
    keys = {key_of(s.tool) for s in gathered.sendings if s.checklist == checklist.id and s.named}
    keys |= {b.tool for b in gathered.batches if b.checklist == checklist.id}
    found = {key: digest(checklist, key, gathered, now) for key in keys}
    return {key: found.tool for key, found in sorted(found.items()) if found}


def _named(gathered: Gathered, checklist: str, tool: str) -> list[Sending]:
    """Return the last that each person sent by name."""
    last: dict[int, Sending] = {}
    for sending in sorted(gathered.sendings, key=lambda s: (s.at, s.consent)):
        if sending.named and (sending.checklist, key_of(sending.tool)) == (checklist, tool):
            last[sending.who] = sending
    return list(last.values())


def _raises(checklist: Checklist, sendings: Sequence[Sending]) -> bool:
    """Whether at least half of them say that the tool affects something that raises."""
    raising = {touch.id for touch in checklist.context.touches.choices if touch.raises}
    return 2 * sum(bool(raising.intersection(s.touches)) for s in sendings) >= len(sendings)


def _read(checklist: Checklist, sending: Sending) -> Given:
    """Return the answers by the present ids of their questions, without what was skipped."""
    found: Given = {}
    for given in sending.answers:
        question = checklist.question(given.question)
        if question and given.answer in ANSWERS:
            basis = Basis(given.basis) if given.basis else None
            found[question.line_id] = ANSWERS[given.answer], basis
    return found


def _row(question: Question, named: Sequence[Given], groups: Iterable[Sequence[Given]]) -> Row:
    """Return the counts, what each Yes by name rests on, and whether others are withheld."""
    id = question.line_id
    counts = [_tally(id, group) for group in groups]
    tally = sum((one for one in counts if one.keeps_secrets), _tally(id, named))
    bases = [given[id][1] for given in named if id in given and given[id][0] is Answer.YES]
    return tally, bases, any(one.people for one in counts if not one.keeps_secrets)


def _item(checklist: Checklist, question: Question, row: Row, *, raised: bool) -> Item:
    tally, bases, _ = row
    touches = [t.id for t in checklist.context.touches.choices if t.raises] if raised else []
    return Item(
        question=question.line_id,
        name=question.line_summary,
        severity=severity(question, Context(touches=tuple(touches)), checklist),
        tally=tally,
        told=bases.count(Basis.TOLD),
        impression=bases.count(Basis.IMPRESSION),
        next=_next(question, tally) if tally.open else None,
    )


def _tally(id: str, group: Sequence[Given]) -> Tally:
    return tallied(given[id][0] for given in group if id in given)


def _next(question: Question, tally: Tally) -> Step:
    """Return what to do: to find out, where more people do not know than know of a gap."""
    unknown = tally.unknown > tally.no + tally.partly
    return _step(question.next_if_unknown if unknown else question.next_if_no)


def _step(action: Action) -> Step:
    return Step(action.action, action.owner, action.effort)


def _weight(item: Item) -> tuple[int, int, int]:
    """Return the place among the open items; equal ones stay in the checklist's order."""
    return list(Severity).index(item.severity), -item.tally.no, -item.tally.unknown


def _spelling(named: Sequence[Sending], groups: Sequence[Sequence[Sending]]) -> str:
    """Return the tool as the first who gave a name wrote it, else as most of the others did."""
    if named:
        return min(named, key=lambda s: (s.at, s.consent)).tool
    written = sorted(s.tool for group in groups for s in group)
    return max(written, key=written.count)


def _past(gathered: Gathered, checklist: str, tool: str, now: datetime) -> Past | None:
    """Return the last digest about the tool on an earlier day."""
    about = (p for p in gathered.past if (p.checklist, p.tool) == (checklist, tool))
    return next((p for p in about if p.at.date() < now.date()), None)


def _compared(made: Digest, past: Past | None) -> Digest:
    if past is None:
        return made
    known = [item for item in made.items if item.question in past.counted]
    return msgspec.structs.replace(
        made,
        before=past.at.date(),
        opened=tuple(i.name for i in known if i.next and i.question not in past.open),
        closed=tuple(i.name for i in made.settled if i.question in past.open),
    )
