"""A digest as one message that is read in half a minute: what matters most stands first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dialogues.checklists.card import MOST_WORDS, day
from dialogues.checklists.model import Severity
from dialogues.checklists.summary import Status, Step
from dialogues.checks.prose import sentences
from dialogues.digests.fold import Digest, Item
from dialogues.digests.tally import Tally, Verdict
from dialogues.phrases import Phrases
from dialogues.quoting import quoted

TOOL, SHORT_TOOL = 10, 5
"""So many words of a tool are shown; less where there is little room."""

ASSIGNED = 5
"""So many words of an owner, and of a date."""


class Detail(msgspec.Struct, frozen=True):
    """How much is shown: risks with their counts, next actions, and what may be left out.

    Without `names`, questions are counted where they are no risks: which they are, and why,
    stands on the page of all questions.
    """

    top: int
    actions: int
    counts: bool = False
    settled: bool = False
    names: bool = True


DETAILS = (
    Detail(3, 3, counts=True, settled=True),
    Detail(3, 3, settled=True),
    Detail(3, 2, settled=True),
    Detail(3, 2),
    Detail(2, 2),
    Detail(2, 1),
    Detail(1, 1),
    Detail(1, 1, names=False),
)
"""From all to the least. Each names what is open, and says what is unproven or withheld."""


def card(digest: Digest, phrases: Phrases) -> str:
    """Return the digest in Markdown, as detailed as 150 words allow."""
    cards = (_card(digest, phrases, detail) for detail in DETAILS)
    fitting = (text for text in cards if len(text.split()) <= MOST_WORDS)
    return next(fitting, None) or _card(digest, phrases, DETAILS[-1])


def counts(tally: Tally, phrases: Phrases) -> str:
    """Return the five counts in words, without those that are none."""
    names = phrases.checklist
    named = (
        (tally.yes, names.yes),
        (tally.partly, names.partly),
        (tally.no, names.no),
        (tally.unknown, names.unknown),
        (tally.does_not_apply, names.does_not_apply),
    )
    form = phrases.summary.count
    return ", ".join(form.format(number=n, answer=name) for n, name in named if n)


def verdicts(item: Item, phrases: Phrases) -> str:
    """Return what the counts say, each behind a space."""
    words = phrases.digest
    return "".join(" " + words.verdict.format(verdict=words.verdict_name(v)) for v in item.verdicts)


def report(digest: Digest, phrases: Phrases) -> str:
    """Return who said when what the digest counts, and that nobody verified it."""
    words = phrases.digest
    since, until = day(digest.since, phrases), day(digest.until, phrases)
    if since == until:
        days = words.day.format(day=since)
    else:
        days = words.days.format(since=since, until=until)
    return words.report.format(people=_people(digest, phrases), days=days)


def _people(digest: Digest, phrases: Phrases) -> str:
    words, named, anonymous = phrases.digest, digest.named, digest.anonymous
    if named and anonymous:
        return words.people_both.format(named=named, anonymous=anonymous)
    if anonymous:
        return words.people_anonymous.format(anonymous=anonymous)
    return words.people_named.format(named=named) if named > 1 else words.people_one


def _card(digest: Digest, phrases: Phrases, detail: Detail) -> str:
    blocks = (
        _head(digest, phrases, detail),
        _state(digest, phrases),
        _risks(digest, phrases, detail),
        _rest(digest, phrases, detail),
        _actions(digest, phrases, detail),
    )
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := list(block)))


def _head(digest: Digest, phrases: Phrases, detail: Detail) -> Iterator[str]:
    words, most = phrases.digest, TOOL if detail.names else SHORT_TOOL
    yield words.head.format(name=digest.name, tool=quoted(digest.tool, most))
    yield report(digest, phrases)
    if digest.few:
        yield words.few


def _state(digest: Digest, phrases: Phrases) -> Iterator[str]:
    words = phrases.digest
    status = {
        Status.FIX: words.fix,
        Status.FIND_OUT: words.find_out,
        Status.FOLLOW_UP: words.follow_up,
        Status.NONE_OPEN: words.none_open,
    }
    yield status[digest.status]
    if digest.withheld and digest.status is not Status.FIX:
        yield words.otherwise
    if digest.high:
        still = sum(item.tally.open for item in digest.high)
        form = words.high_at_least if digest.more_may_be_open else words.high
        yield form.format(open=still, high=len(digest.high))


def _risks(digest: Digest, phrases: Phrases, detail: Detail) -> Iterator[str]:
    words = phrases.digest
    if not digest.open:
        return
    yield words.top
    for number, item in enumerate(digest.open[: detail.top], 1):
        yield words.risk.format(number=number, **values(item, phrases))
        if Verdict.SPLIT in item.verdicts and detail.names:
            yield words.talk
    if rest := digest.open[detail.top :]:
        one = words.also_one
        named = [one.format(**_short(item, phrases)) if detail.counts else item.name
                 for item in rest]  # fmt: skip
        yield words.also.format(names="; ".join(named) if detail.counts else ", ".join(named))
    gaps = [item.name for item in digest.open[detail.top :] if Verdict.GAP in item.verdicts]
    if gaps:
        yield words.gaps.format(names=_listed(gaps, phrases, detail))


def _rest(digest: Digest, phrases: Phrases, detail: Detail) -> Iterator[str]:
    words = phrases.digest
    if unproven := _unproven(digest, phrases, detail):
        yield words.unproven.format(names=unproven)
    if digest.settled and detail.settled:
        yield words.none.format(names=_names(digest.settled))
    if digest.withheld:
        form = words.withheld if detail.names else words.withheld_short
        yield form.format(names=_listed(digest.withheld, phrases, detail))


def _unproven(digest: Digest, phrases: Phrases, detail: Detail) -> str:
    weak = [i for i in digest.items if i.severity is Severity.HIGH and i.impression]
    one = phrases.digest.unproven_one
    each = [one.format(name=i.name, weak=i.impression, yes=i.tally.yes) for i in weak]
    return _listed(each, phrases, detail)


def _listed(names: Sequence[str], phrases: Phrases, detail: Detail) -> str:
    if detail.names or len(names) <= 1:
        return ", ".join(names)
    return phrases.digest.several.format(number=len(names))


def _actions(digest: Digest, phrases: Phrases, detail: Detail) -> Iterator[str]:
    words = phrases.digest
    if digest.open or digest.law:
        yield words.next
    if digest.law:
        yield words.law.format(**_step(digest.law, phrases))
    for item in digest.open[: detail.actions]:
        assert item.next
        yield words.step.format(**_step(item.next, phrases)) + assigned(item, phrases)
    if digest.before:
        yield _changed(digest, phrases, detail)


def besides(digest: Digest, phrases: Phrases) -> str:
    """Return all that is said beside the counts, with every name: a line each, or nothing."""
    words, all = phrases.digest, DETAILS[0]
    unproven = _unproven(digest, phrases, all)
    lines = [
        *([words.unproven.format(names=unproven)] if unproven else []),
        *([words.withheld.format(names=", ".join(digest.withheld))] if digest.withheld else []),
        *([_changed(digest, phrases, all)] if digest.before else []),
    ]
    return "\n".join(lines)


def _changed(digest: Digest, phrases: Phrases, detail: Detail) -> str:
    words = phrases.digest
    assert digest.before
    date = day(digest.before, phrases)
    both = ((words.opened, digest.opened), (words.closed, digest.closed))
    listed = [form.format(names=_listed(names, phrases, detail)) for form, names in both if names]
    if not listed:
        return words.unchanged.format(date=date)
    return words.changed.format(date=date, changes="; ".join(listed))


def assigned(item: Item, phrases: Phrases) -> str:
    """Return who takes the next step and until when, behind a space; "" where nobody does."""
    words, step = phrases.sharing, item.assigned
    if step is None:
        return ""
    owner, due = quoted(step.owner, ASSIGNED), quoted(step.due, ASSIGNED)
    form = words.done if step.done else words.assigned if due else words.undated
    return f" {form.format(owner=owner, due=due)}"


def values(item: Item, phrases: Phrases) -> dict[str, str]:
    """Return what fills in a line about a question."""
    return {**_short(item, phrases), "verdicts": verdicts(item, phrases)}


def _short(item: Item, phrases: Phrases) -> dict[str, str]:
    return {
        "name": item.name,
        "severity": phrases.checklist.severity(item.severity),
        "counts": counts(item.tally, phrases),
    }


def _step(step: Step, phrases: Phrases) -> dict[str, str]:
    """Return what fills in a next step: of the action, the first sentence."""
    effort = phrases.checklist.effort(step.effort)
    return {"action": sentences(step.action)[0], "owner": step.owner, "effort": effort}


def _names(items: Iterable[Item]) -> str:
    return ", ".join(item.name for item in items)
