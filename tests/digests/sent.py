"""What people of a team sent, written down briefly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from dialogues.checklists.answers import Answer, Basis
from dialogues.digests.fold import Digest, digest
from dialogues.digests.release import closed, due
from dialogues.digests.sending import Gathered, Sending, key_of
from dialogues.sharing.request import SentAnswer
from tests.checklists.runs import SHIPPED

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
"""The begin of a week."""

NOW = MONDAY + timedelta(days=20, hours=12)

TOOL = "Support chatbot"

LETTERS = {
    "Y": Answer.YES,
    "P": Answer.PARTLY,
    "N": Answer.NO,
    "U": Answer.UNKNOWN,
    "D": Answer.DOES_NOT_APPLY,
}

MOCK_UP = {
    "K1": "NUUUUU",
    "K2": "YYYYUU",
    "K3": "PPYYNU",
    "K8": "YPNNNU",
    "K11": "NNNNNU",
    "K12": "YYYYYY",
    "K13": "YUUUUU",
}
"""Six people: one letter each for a question."""


def sending(  # noqa: PLR0913  # each is what one test is about
    who: int,
    answers: Mapping[str, str],
    *,
    named: bool = True,
    at: datetime = MONDAY,
    tool: str = TOOL,
    touches: tuple[str, ...] = ("none",),
    basis: Basis | None = None,
) -> Sending:
    """Return what this person sent: a letter for each question, a dot for a skipped one."""
    given = tuple(
        SentAnswer(
            question,
            LETTERS[letter].value if letter in LETTERS else "skipped",
            basis.value if basis and letter == "Y" else None,
            f"reason of {who}" if named else "",
            f"note of {who}" if named else "",
        )
        for question, letter in answers.items()
    )
    id = f"c{who}.{at.isoformat()}.{tool}"
    return Sending(id, who, named, SHIPPED.id, tool, touches, at, given)


def team(columns: Mapping[str, str], *, named: bool = True, first: int = 0) -> list[Sending]:
    """Return what several people sent: their letters stand below each other."""
    people = range(max(len(letters) for letters in columns.values()))
    return [
        sending(first + who, {q: letters[who] for q, letters in columns.items()}, named=named)
        for who in people
    ]


def folded(sendings: Sequence[Sending], now: datetime = NOW, tool: str = TOOL) -> Digest | None:
    """Return the digest of these, with everything closed that is due."""
    return digest(SHIPPED, key_of(tool), released(Gathered(tuple(sendings)), now), now)


def released(gathered: Gathered, now: datetime) -> Gathered:
    """Return what is gathered with everything closed that is due."""
    for number, release in enumerate(due(gathered, now), len(gathered.batches)):
        gathered = closed(gathered, release, f"b{number}")
    return gathered
