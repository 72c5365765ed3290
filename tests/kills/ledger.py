"""The driver's own book: what it was told over all lives of a program, and what it may be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tests.kills.talk import Message


class Ledger:
    """Holds what is heard against what a program says that is left alone.

    A message may come twice only as the first that a learner is told in a new life.
    """

    def __init__(self, expected: Sequence[Message]) -> None:
        learners = {message.to for message in expected}
        self._expected = {to: [m for m in expected if m.to == to] for to in learners}
        self._heard: Counter[str] = Counter()
        self._greeted: set[str] = set(learners)
        self.accepted = self.duplicates = self.repeats = self.kills = 0

    def begin_life(self) -> None:
        """The program was started."""
        self._greeted = set()

    def accept(self, *, duplicate: bool) -> None:
        """The next input of the script was accepted."""
        self.accepted += 1
        self.duplicates += duplicate

    def hear(self, message: Message) -> None:
        """Note a message. Asserts that it is the learner's next one, or the last once more."""
        to = message.to
        number = self._heard[to]
        before, after = self._expected[to][:number], self._expected[to][number:]
        if after[:1] == [message]:
            self._heard[to] += 1
        else:
            assert to not in self._greeted, f"{to}, after message {number}: {message}"
            assert before[-1:] == [message], f"{to}, after message {number}: {message}"
            self.repeats += 1
        self._greeted.add(to)

    def check(self, inputs: int) -> None:
        """Assert that every input was accepted and every message said, few of them twice."""
        assert self.accepted == inputs
        unsaid = {to: all[self._heard[to] :] for to, all in self._expected.items()}
        assert not any(unsaid.values()), f"never said: {unsaid}"
        assert self.repeats <= self.kills
