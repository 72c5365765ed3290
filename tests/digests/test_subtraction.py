"""An attacker with all digests of a team, and one of its people, learns nobody's answer.

The attacker knows every answer given by name, who is behind each count, and one of the anonymous
people's own answers; and subtracts any digest about a tool from any other.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import product

import msgspec

from dialogues.digests.fold import digest
from dialogues.digests.release import standing
from dialogues.digests.sending import Gathered, Sending, key_of
from dialogues.digests.tally import Tally
from tests.checklists.runs import SHIPPED
from tests.digests.sent import LETTERS, MONDAY, released, sending

TEAMS = 300
WEEKS = 8
QUESTIONS = ("K1", "K2", "K8")
TOOLS = ("Chatbot", "Translator")


class Seen(msgspec.Struct, frozen=True):
    """The anonymous part of one question in one digest: the counts, and whose answers they are."""

    counts: tuple[int, ...]
    behind: frozenset[str]


def history(chance: random.Random) -> Iterator[tuple[Gathered, datetime]]:
    """Give what is gathered at the end of each day: people join, send, send again, withdraw."""
    people = chance.randint(1, 14)
    # Where nearly all say the same, counts tell the most.
    letters = chance.choice(("YN", "YPNUD", "YYYYN", "N"))
    gathered = Gathered()
    for day in range(7 * WEEKS):
        now = MONDAY + timedelta(days=day)
        kept = list(gathered.sendings)
        for _ in range(chance.randint(0, 3)):
            kept.append(_one(chance, chance.randint(1, people), letters, now))
        if kept and chance.random() < 0.1:
            kept.remove(chance.choice(kept))
        unique = {sending.consent: sending for sending in kept}
        gathered = msgspec.structs.replace(gathered, sendings=tuple(unique.values()))
        gathered = released(gathered, now)
        yield gathered, now


def _one(chance: random.Random, who: int, letters: str, now: datetime) -> Sending:
    answers = {q: chance.choice(letters + "." * (chance.random() < 0.1)) for q in QUESTIONS}
    tool, named = chance.choice(TOOLS), chance.random() < 0.2
    return sending(who, answers, named=named, at=now, tool=tool)


def guarded(gathered: Gathered, now: datetime, tool: str) -> dict[str, Seen]:
    """Return what the digest tells of the anonymous answers to each question."""
    found = digest(SHIPPED, key_of(tool), gathered, now)
    if found is None:
        return {}
    named = {s.who: s for s in gathered.sendings if s.named and s.tool == tool}
    groups = [inside for _, inside in standing(gathered, SHIPPED.id, key_of(tool), now)]
    told = {}
    for question in QUESTIONS:
        known = [_letter(s, question) for s in named.values()]
        there = next((i.tally for i in found.items if i.question == question), Tally())
        totals = zip(msgspec.structs.astuple(there), LETTERS.values(), strict=True)
        counts = tuple(total - known.count(answer) for total, answer in totals)
        shown = [group for group in groups if _shown(group, question)]
        behind = [s.consent for group in shown for s in _answered(group, question)]
        assert sum(counts) == len(behind)
        told[question] = Seen(counts, frozenset(behind))
    return told


def naive(gathered: Gathered, now: datetime, tool: str) -> dict[str, Seen]:
    """Return what a digest would tell that counts five or more people as they are."""
    last = {s.who: s for s in gathered.sendings if not s.named and s.tool == tool}
    told = {}
    for question in QUESTIONS:
        behind = _answered(tuple(last.values()), question)
        if len(behind) >= 5:
            given = [_letter(s, question) for s in behind]
            counts = tuple(given.count(answer) for answer in LETTERS.values())
            told[question] = Seen(counts, frozenset(s.consent for s in behind))
    return told


def _letter(sending: Sending, question: str) -> str:
    return next(given.answer for given in sending.answers if given.question == question)


def _answered(group: tuple[Sending, ...], question: str) -> list[Sending]:
    return [s for s in group if _letter(s, question) != "skipped"]


def _shown(group: tuple[Sending, ...], question: str) -> bool:
    given = [_letter(s, question) for s in _answered(group, question)]
    most = max((given.count(answer) for answer in LETTERS.values()), default=0)
    return len(given) >= 5 and most <= len(given) - 2


Telling = Callable[[Gathered, datetime, str], dict[str, Seen]]


def attacked(team: int, telling: Telling) -> tuple[int, int]:
    """Return how many counts this team's digests tell of anonymous people, and how many of these,
    or differences of two, tell somebody's answer.
    """
    nothing = Seen((0,) * 5, frozenset())
    seen: dict[tuple[str, str], dict[Seen, None]] = {}
    known: dict[tuple[str, str], int] = {}
    answers = [answer.value for answer in LETTERS.values()]
    for gathered, now in history(random.Random(team)):  # noqa: S311  # not a secret
        for tool in TOOLS:
            for question, told in telling(gathered, now, tool).items():
                seen.setdefault((tool, question), {nothing: None})[told] = None
        for one, question in product(gathered.sendings, QUESTIONS):
            if (letter := _letter(one, question)) != "skipped":
                known[one.consent, question] = answers.index(letter)
    pairs = [(q, a, b) for (_, q), all in seen.items() for a, b in product(all, all) if a is not b]
    count = sum(len(all) - 1 for all in seen.values())
    return count, sum(_tells(a, b, {c: known[c, q] for c in a.behind}) for q, a, b in pairs)


def _tells(a: Seen, b: Seen, answers: dict[str, int]) -> bool:
    """Whether the difference says what all who are only in the first answered.

    Once for an outsider, and once for each of them who knows their own answer.
    """
    only = a.behind - b.behind
    for insider in (None, *only):
        counts = [x - y for x, y in zip(a.counts, b.counts, strict=True)]
        if insider:
            counts[answers[insider]] -= 1
        others = len(only) - bool(insider)
        if others and max(counts) >= others:
            return True
    return False


def test_no_pair_of_digests_determines_an_anonymous_answer() -> None:
    found = [attacked(team, guarded) for team in range(TEAMS)]
    assert sum(determined for _, determined in found) == 0
    assert sum(told > 0 for told, _ in found) > TEAMS / 5


def test_the_attacker_breaks_digests_that_only_count_to_five() -> None:
    assert sum(attacked(team, naive)[1] > 0 for team in range(40)) > 20
