"""A check: a question with one right option, feedback for each, a hint, and a second try."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec
from pydantic import Field

from dialogues.checks.choices import confused_choices
from dialogues.matching import find_letter, find_words
from dialogues.model import Content, Id, Label, Step, Text
from dialogues.problem import Problem
from dialogues.record import AnswerShown, QuizAnswered, Record
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard, Next, Opened, Scene, Stay, Typed
from dialogues.state import Outcome, Progress

if TYPE_CHECKING:  # the course imports the steps
    from dialogues.course import Lesson


class CheckChoice(Content):
    """One option and its own feedback, without the verdict, which the bot says first."""

    id: Id
    text: Label
    feedback: Text
    right: bool = False


class Check(Step):
    """A question about what was just taught.

    Example: see part 1 of the first lesson in `content/`.
    """

    kind: Literal["check"]
    text: Text
    objective: Text
    choices: tuple[CheckChoice, ...] = Field(min_length=2, max_length=4)
    hint: Text

    @cached_property
    def options(self) -> tuple[Choice, ...]:
        """The options as lettered choices, A first."""
        return tuple(
            Choice(c.id, c.text, letter) for letter, c in zip("ABCD", self.choices, strict=False)
        )

    @cached_property
    def option(self) -> dict[str, CheckChoice]:
        """The options by id."""
        return {c.id: c for c in self.choices}


def check(step: Step, lesson: Lesson) -> Iterator[Problem]:
    """Give ids that are taken, and anything but one right option."""
    assert isinstance(step, Check)
    yield from confused_choices(step.choices, "choices")
    right = [index for index, choice in enumerate(step.choices) if choice.right]
    if not right:
        wrong = "no option is right: write 'right: true' at the one that is"
        yield Problem("one-right", wrong, ("choices",))
    for index in right[1:]:
        wrong = "a second option is right: leave 'right: true' at one, or make two questions"
        yield Problem("one-right", wrong, ("choices", index, "right"))


def open(scene: Scene) -> Opened:
    """Ask; after a wrong answer, give its feedback and offer a second try."""
    step, slots = scene.step, scene.slots
    assert isinstance(step, Check)
    if "wrong" in slots and "again" not in slots:
        return Opened((_retry(scene, step, str(slots["wrong"])),))
    hint = scene.phrases.answer.hint.format(hint=step.hint) + "\n\n" if "hint" in slots else ""
    help = Choice("hint", scene.phrases.button.hint)
    return Opened((Reply(hint + step.text, (*step.options, help)),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Judge the answer: right, wrong for the first time, wrong again; or help with it."""
    step, slots = scene.step, scene.slots
    assert isinstance(step, Check)
    retry = "wrong" in slots and "again" not in slots
    match answer:
        case Chosen("again") if retry:
            return Heard(Stay({**slots, "again": 1}))
        case Chosen("show") if retry:
            return _shown(scene, step)
        case Chosen("hint"):
            asked = {"again": 1} if retry else {}
            return Heard(Stay({**slots, **asked, "hint": 1}))
        case Chosen(choice) if not retry:
            return _answered(scene, step, choice)
        case Typed(text) if retry:  # an option named at this point is the second try
            named = find_letter(text, step.options) or find_words(text, step.options)
            return _answered(scene, step, named)
        case _:
            return None


def _answered(scene: Scene, step: Check, choice: str | None) -> Heard | None:
    chosen = step.option.get(choice or "")
    if chosen is None:
        return None
    record = _record(scene, chosen)
    if chosen.right:
        reply = Reply(f"{scene.phrases.verdict.right} {chosen.feedback}")
        return Heard(Next(), (reply,), (record,), _right(scene, chosen.id))
    if "wrong" not in scene.slots:
        stay = Stay({**scene.slots, "wrong": chosen.id})
        return Heard(stay, (), (record,), _wrong(scene.progress, step.id, chosen.id))
    return _wrong_twice(scene, step, chosen, record)


def _record(scene: Scene, chosen: CheckChoice) -> QuizAnswered:
    return QuizAnswered(
        lesson=scene.lesson.id,
        step=scene.step.id,
        choice=chosen.id,
        right=chosen.right,
        attempt=2 if "wrong" in scene.slots else 1,
        hinted="hint" in scene.slots,
        run=scene.progress.run,
        revision=scene.lesson.revision,
    )


def _right(scene: Scene, choice: str) -> Progress:
    step, progress = scene.step.id, scene.progress
    first = "wrong" not in scene.slots
    review = tuple(s for s in progress.review if s != step or not first)
    return _ended(progress, step, Outcome(choice, first), review)


def _wrong(progress: Progress, step: str, choice: str) -> Progress:
    """The first try is over, noted now: the learner may go back instead of trying again."""
    if step in progress.outcomes:
        return progress
    return _ended(progress, step, Outcome(choice), progress.review)


def _missed(scene: Scene, choice: str) -> Progress:
    step, progress = scene.step.id, scene.progress
    review = progress.review if step in progress.review else (*progress.review, step)
    return _ended(progress, step, Outcome(choice), review)


def _ended(progress: Progress, step: str, outcome: Outcome, review: tuple[str, ...]) -> Progress:
    """The last choice counts, but the first try is the one when it was asked first."""
    if before := progress.outcomes.get(step):
        outcome = Outcome(outcome.choice, before.first_try)
    outcomes = {**progress.outcomes, step: outcome}
    return msgspec.structs.replace(progress, outcomes=outcomes, review=review)


def _wrong_twice(scene: Scene, step: Check, chosen: CheckChoice, record: Record) -> Heard:
    words = f"{scene.phrases.verdict.wrong} {chosen.feedback}"
    if chosen.id == scene.slots["wrong"]:  # its feedback was just read
        words = scene.phrases.verdict.wrong
    text = scene.phrases.answer.wrong_twice.format(feedback=words, answer=_solution(scene, step))
    return Heard(Next(), (Reply(text),), (record, _gone(scene)), _missed(scene, chosen.id))


def _shown(scene: Scene, step: Check) -> Heard:
    reply = Reply(_solution(scene, step))
    return Heard(Next(), (reply,), (_gone(scene),), _missed(scene, str(scene.slots["wrong"])))


def _gone(scene: Scene) -> AnswerShown:
    lesson = scene.lesson
    return AnswerShown(lesson.id, scene.step.id, scene.progress.run, lesson.revision)


def _solution(scene: Scene, step: Check) -> str:
    letter, right = next(
        (letter, c) for letter, c in zip("ABCD", step.choices, strict=False) if c.right
    )
    return scene.phrases.answer.show.format(
        letter=letter, choice=right.text, feedback=right.feedback
    )


def _retry(scene: Scene, step: Check, wrong: str) -> Reply:
    feedback = next((c.feedback for c in step.choices if c.id == wrong), "")
    text = f"{scene.phrases.verdict.wrong} {feedback}".strip()
    words = scene.phrases.button
    choices = (
        Choice("again", words.try_again),
        Choice("show", words.show_me),
        Choice("hint", words.hint),
    )
    return Reply(text, choices)
