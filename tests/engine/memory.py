"""What a learner answered, remembered beside the engine by the records it gave."""

from __future__ import annotations

from collections.abc import Iterable

from dialogues.course import Course
from dialogues.record import AnswerShown, Guessed, QuizAnswered, Record, SectionReached
from dialogues.state import Conversation, Progress
from tests.engine.author import origin
from tests.engine.laws import OF_LESSONS


class Memory:
    """One run of one lesson; steps and sections go by the ids that they had at first."""

    def __init__(self, run: int) -> None:
        self.run = run
        self.guesses: dict[str, str] = {}
        self.ended: dict[str, str | None] = {}  # how, if it was right
        self.missed: set[str] = set()
        self.reached: set[str] = set()
        self.done: set[str] = set()

    def take(self, record: Record) -> None:
        match record:
            case Guessed():
                self.guesses[origin(record.step)] = record.choice
            case AnswerShown():
                self.ended[origin(record.step)] = None
                self.missed.add(origin(record.step))
            case QuizAnswered() if record.right:
                self.ended[origin(record.step)] = record.choice
            case QuizAnswered():
                self.ended.setdefault(origin(record.step), None)
            case SectionReached():
                (self.done if record.done else self.reached).add(origin(record.section))
            case _:
                pass

    def check(self, progress: Progress) -> None:
        """The conversation holds all of this."""
        assert progress.run == self.run
        assert {origin(id): c for id, c in progress.guesses.items()} == self.guesses
        ended = {origin(id): outcome.choice for id, outcome in progress.outcomes.items()}
        assert ended.keys() == self.ended.keys()
        assert all(right in (None, ended[id]) for id, right in self.ended.items())
        assert {origin(id) for id in progress.review} <= self.missed
        assert {origin(id) for id in progress.reached} == self.reached
        assert {origin(id) for id in progress.done} == self.done


class Memories:
    """What a learner did in each lesson."""

    def __init__(self) -> None:
        self.of: dict[str, Memory] = {}

    def take(self, records: Iterable[Record]) -> None:
        """Remember the records."""
        for record in records:
            if not isinstance(record, OF_LESSONS):
                continue
            memory = self.of.setdefault(record.lesson, Memory(record.run))
            assert record.run == memory.run
            memory.take(record)

    def check(self, conversation: Conversation, course: Course) -> None:
        """Nothing is forgotten, and what the course still has goes by its present id."""
        for id, memory in self.of.items():
            progress = conversation.lessons[id]
            memory.check(progress)
            present = {origin(i): i for i in course.lesson[id].place} if id in course.lesson else {}
            for kept in (*progress.guesses, *progress.outcomes, *progress.reached, *progress.done):
                assert present.get(origin(kept), kept) == kept
