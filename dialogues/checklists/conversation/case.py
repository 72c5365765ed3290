"""One learner's case: the checklist, the run in hand, and all that is needed to speak about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from dialogues.chat.later import zone_named
from dialogues.checklists.answers import Answered, Run, current, with_answer
from dialogues.checklists.card import day
from dialogues.checklists.conversation.missing import is_complete, missing
from dialogues.checklists.conversation.recording import answer_record, run_record
from dialogues.checklists.model import Checklist, Question
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Close, Heard, Move, Next, Scene, Stay

if TYPE_CHECKING:  # the course holds the checklists
    from dialogues.phrases import Phrases

LONGEST_LABEL = 72

Slots = dict[str, str | int]


@dataclass(frozen=True)
class Case:
    """The scene of a checklist: a step of a lesson (`in_lesson`), or opened from anywhere."""

    scene: Scene
    checklist: Checklist
    in_lesson: bool

    @property
    def phrases(self) -> Phrases:
        return self.scene.phrases

    @property
    def at(self) -> str:
        """The page that is shown; "" for the next thing that is missing."""
        return str(self.scene.slots.get("at", ""))

    @property
    def what(self) -> str:
        """What the page is about: the id of a question, mostly."""
        return str(self.scene.slots.get("what", ""))

    @property
    def page(self) -> int:
        """Which page of a long list is shown, from 0."""
        return int(self.scene.slots.get("page", 0))

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The learner's runs through this checklist, the one changed last first."""
        mine = (run for run in self.scene.checklists if run.checklist == self.checklist.id)
        return tuple(mine)[::-1]

    @cached_property
    def run(self) -> Run | None:
        """The run in hand, if there is one."""
        return next((r for r in self.runs if r.number == self.scene.slots.get("run")), None)

    @property
    def the_run(self) -> Run:
        """The run in hand, on a page that is shown only with one."""
        assert self.run
        return self.run

    @cached_property
    def answers(self) -> dict[str, Answered]:
        """The answers that hold, by question."""
        return current(self.checklist, self.run) if self.run else {}

    @property
    def question(self) -> Question:
        """The question that the page is about."""
        question = self.checklist.question(self.what)
        assert question
        return question

    @cached_property
    def is_complete(self) -> bool:
        """Whether all was asked in the run in hand."""
        return self.run is not None and is_complete(self.checklist, self.run)

    @property
    def way_out(self) -> Move:
        return Next() if self.in_lesson else Close()

    def leave(self) -> Choice:
        """Return the button that leads on in the lesson, or back to where the learner was."""
        label, words = self.phrases.checking_button, self.phrases.button
        if not self.in_lesson:
            return Choice("_leave", label.close)
        if any(is_complete(self.checklist, run) for run in self.runs):
            return Choice("_leave", words.go_on, also=self.phrases.go_on)
        return Choice("_leave", label.skip_all)

    def left(self) -> Heard:
        """Leave the checklist; who skips it is told how to come back."""
        skipped = self.in_lesson and not self.is_complete
        said = (Reply(self.phrases.checking.left),) if skipped else ()
        return Heard(self.way_out, said)

    def show(self, at: str = "", *replies: Reply, **view: str | int) -> Heard:
        """Show another page about the same run; without one, the next thing that is missing."""
        return Heard(self._stay(self.run, at, view), replies)

    def open_run(self, run: Run | None, *replies: Reply, at: str = "") -> Heard:
        """Take another run in hand; None for a new one."""
        return Heard(self._stay(run, at, {}), replies)

    def updated(self) -> Heard:
        """Say that the checklist was changed by its author, and show what is missing now."""
        return self.open_run(self.run, Reply(self.phrases.checking.updated))

    def keep(self, run: Run, *replies: Reply, at: str = "", **view: str | int) -> Heard:
        """Keep a run whose card, form or end is new."""
        records = (run_record(self.checklist, run),) if run.begun else ()
        return Heard(self._stay(run, at, view), replies, records, checklist=run)

    def answer(self, answered: Answered, *, at: str = "") -> Heard:
        """Keep one more answer."""
        run = with_answer(self.the_run, answered)
        record = answer_record(self.checklist, run, answered)
        view: Slots = {"last": answered.question}
        if at:
            view["what"] = answered.question
        return Heard(self._stay(run, at, view), (), (record,), checklist=run)

    def changed(self, **fields: object) -> Run:
        """Return the run in hand with these fields changed."""
        return msgspec.structs.replace(self.the_run, **fields)

    def slots(self, at: str = "", **view: str | int) -> Slots:
        """Return the slots that show this page about the same run."""
        return self._stay(self.run, at, view).slots

    def home_slots(self) -> Slots:
        """Return the slots that show the list of runs, or the beginning."""
        return self._stay(None, "", {}).slots

    def shown_at(self, at: str, what: str = "") -> Case:
        """Return the case at another page."""
        slots = {**self.scene.slots, "at": at, "what": what}
        scene = msgspec.structs.replace(self.scene, slots=slots)
        return Case(scene, self.checklist, self.in_lesson)

    def _stay(self, run: Run | None, at: str, view: Slots) -> Stay:
        """Return the slots of a page. They name it, so that each page is a prompt of its own."""
        slots: Slots = {} if self.in_lesson else {"list": self.checklist.id}
        if run:
            slots["run"] = run.number
        if run and not at:
            at, what = missing(self.checklist, run)
            slots |= {"what": what} if what else {}
        return Stay({**slots, **({"at": at} if at else {}), **view})

    def day(self, at: datetime) -> str:
        """Return the day of an instant where the learner is, in words."""
        return day(self.date(at), self.phrases)

    def date(self, at: datetime) -> date:
        """Return the date of an instant where the learner is."""
        zone = zone_named(self.scene.view.zone)
        return at.astimezone(zone).date() if zone else at.date()


class Page(msgspec.Struct, frozen=True):
    """One page of the conversation. `needs_run` is shown only about a run whose card is filled."""

    open: Callable[[Case], tuple[Reply, ...]]
    hear: Callable[[Case, Answer], Heard | None]
    needs_run: bool = True


def label(text: str) -> str:
    """Return as much as fits on a button."""
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rstrip() + "…"
