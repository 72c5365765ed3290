"""The five counts of one question, and what they say about a team: never an average."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from dialogues.checklists.answers import Answer
from dialogues.digests.release import FEWEST


class Verdict(StrEnum):
    """What the counts of a question say; several may hold."""

    SPLIT = "split"
    """Some say Yes or Partly and some No: the smaller side is at least a quarter of them."""
    UNCLEAR = "unclear"
    """Half or more do not know."""
    GAP = "gap"
    """Three quarters or more say No."""


class Tally(msgspec.Struct, frozen=True, gc=False):
    """How many people gave which answer to a question."""

    yes: int = 0
    partly: int = 0
    no: int = 0
    unknown: int = 0
    does_not_apply: int = 0

    @property
    def people(self) -> int:
        """How many answered."""
        return sum(msgspec.structs.astuple(self))

    @property
    def open(self) -> bool:
        """Whether there is something to do: as soon as one person says so."""
        return bool(self.no or self.unknown or self.partly)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the counts say. One person alone says nothing about a team."""
        if self.people < 2:
            return ()
        good = self.yes + self.partly
        rules = (
            (Verdict.SPLIT, min(good, self.no) > 0 and 4 * min(good, self.no) >= good + self.no),
            (Verdict.UNCLEAR, 2 * self.unknown >= self.people),
            (Verdict.GAP, 4 * self.no >= 3 * self.people),
        )
        return tuple(verdict for verdict, holds in rules if holds)

    @property
    def keeps_secrets(self) -> bool:
        """Whether nobody's answer follows from it, not even for one of those who gave theirs."""
        return self.people >= FEWEST and max(msgspec.structs.astuple(self)) <= self.people - 2

    def __add__(self, other: Tally) -> Tally:
        mine, theirs = msgspec.structs.astuple(self), msgspec.structs.astuple(other)
        return Tally(*(a + b for a, b in zip(mine, theirs, strict=True)))


def tallied(answers: Iterable[Answer]) -> Tally:
    """Count the answers."""
    given = list(answers)
    return Tally(
        yes=given.count(Answer.YES),
        partly=given.count(Answer.PARTLY),
        no=given.count(Answer.NO),
        unknown=given.count(Answer.UNKNOWN),
        does_not_apply=given.count(Answer.DOES_NOT_APPLY),
    )
