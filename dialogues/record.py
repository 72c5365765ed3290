"""Something worth remembering, besides the conversation itself. Each kind has its own table."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from dialogues.digests.record import DigestRecord
from dialogues.sharing.record import SharingRecord
from dialogues.teams.record import TeamRecord


class QuizAnswered(msgspec.Struct, frozen=True, gc=False, tag="quiz_answered"):
    """One answer to a check. `attempt` counts from 1 each time the question is opened."""

    lesson: str
    step: str
    choice: str
    right: bool
    attempt: int
    hinted: bool
    run: int
    revision: str


class AnswerShown(msgspec.Struct, frozen=True, gc=False, tag="answer_shown"):
    """The learner asked to be shown the answer of a check, or was wrong twice."""

    lesson: str
    step: str
    run: int
    revision: str


class Guessed(msgspec.Struct, frozen=True, gc=False, tag="guessed"):
    """A guess before teaching: no verdict."""

    lesson: str
    step: str
    choice: str
    run: int
    revision: str


class Reflected(msgspec.Struct, frozen=True, gc=False, tag="reflected"):
    """What the learner wrote to a reflection. Private."""

    lesson: str
    step: str
    text: str
    run: int
    revision: str


class SectionReached(msgspec.Struct, frozen=True, gc=False, tag="section_reached"):
    """The learner came to a part (`done` False) or finished it (`done` True)."""

    lesson: str
    section: str
    done: bool
    run: int
    revision: str


class Calculated(msgspec.Struct, frozen=True, gc=False, tag="calculated"):
    """A result of a calculator that the learner kept: what was answered, and what came of it.

    Money in US dollars (a month, where the goal is a ready-made model), energy in kWh, emissions
    in kg CO2e, storage in GB, people in person-months. What was not asked, or does not apply, is
    None. `prices` is the date that stands beside the prices.
    """

    calculator: str
    guess: str | None
    goal: str
    data_bytes: int | None
    tokens: int | None
    material: str | None
    hours: float | None
    country: str | None
    script: str | None
    parameters: int | None
    method: str | None
    chip: str | None
    passes: int | None
    machines_given: int | None
    uses_per_month: int | None
    cost_run_low: float | None
    cost_run_central: float | None
    cost_run_high: float | None
    cost_project_low: float | None
    cost_project_central: float | None
    cost_project_high: float | None
    accelerator_hours_low: float | None
    accelerator_hours_central: float | None
    accelerator_hours_high: float | None
    machines_low: float | None
    machines_central: float | None
    machines_high: float | None
    energy_low: float | None
    energy_central: float | None
    energy_high: float | None
    co2e_low: float | None
    co2e_central: float | None
    co2e_high: float | None
    storage_low: float | None
    storage_central: float | None
    storage_high: float | None
    people_low: float | None
    people_central: float | None
    people_high: float | None
    prices: str
    revision: str


class ChecklistAnswered(msgspec.Struct, frozen=True, gc=False, tag="checklist_answered"):
    """One answer to a question of a checklist, or what was added to it. Private.

    `run` counts the learner's runs through checklists, `tool` is what this one is about. `answer`
    is yes, partly, no, unknown, does-not-apply or skipped; `basis` says what a yes rests on: seen,
    told or impression. The last row of a question in a run is the one that holds.
    """

    checklist: str
    version: str
    run: int
    tool: str
    question: str
    answer: str
    basis: str | None
    reason: str
    note: str
    revision: str


class ChecklistRun(msgspec.Struct, frozen=True, gc=False, tag="checklist_run"):
    """What a run through a checklist is about, written down when it changes. Private.

    `touches` are ids with a space between them; `form` is short or full. `repeats` is the run that
    this one asks again. The last row of a run is the one that holds.
    """

    checklist: str
    version: str
    run: int
    repeats: int | None
    tool: str
    use: str
    touches: str
    form: str
    remark: str
    finished: bool
    revision: str


Record: TypeAlias = (
    QuizAnswered
    | AnswerShown
    | Guessed
    | Reflected
    | SectionReached
    | Calculated
    | ChecklistAnswered
    | ChecklistRun
    | TeamRecord
    | SharingRecord
    | DigestRecord
)
