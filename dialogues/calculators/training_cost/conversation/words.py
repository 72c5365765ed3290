"""The words of the training-cost calculator, read from its `calculator.yaml`."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from dialogues.calculators.training_cost.conversation.page_words import (
    How,
    KeptWords,
    PictureWords,
    Results,
    Runs,
    Ways,
    WhatIf,
)
from dialogues.calculators.training_cost.inputs import Goal, Material, Method, Script
from dialogues.model import Content, Id, Label, Text

Basis = Literal["measured", "convention", "judgement", "recalled"]
"""Where a constant comes from."""


class Answers(Content):
    """What an answer sets: the inputs of the calculator that are kept as slots."""

    goal: Goal | None = None
    data: int | None = Field(None, ge=1)
    material: Material | None = None
    minutes: int | None = Field(None, ge=1)
    country: str | None = None
    uses: int | None = Field(None, ge=1)
    parameters: int | None = Field(None, ge=1)
    script: Script | None = None
    method: Method | None = None
    chip: str | None = None
    passes: int | None = Field(None, ge=1)
    machines: int | None = Field(None, ge=1)

    @cached_property
    def slots(self) -> dict[str, str | int]:
        """What is set, by name."""
        given = ((name, getattr(self, name)) for name in Answers.model_fields)
        return {name: value for name, value in given if value is not None}


class Option(Answers):
    """One button of a question. `also` are other words that mean it when typed."""

    id: Id
    label: Label
    also: tuple[str, ...] = ()


class Question(Content):
    """One question. `example` says what to type when a text was not understood."""

    name: Label
    text: Text
    example: Text = ""
    choices: tuple[Option, ...] = Field(min_length=2, max_length=5)


class Questions(Content):
    """All questions; those from `size` on are folded behind "More options"."""

    goal: Question
    amount: Question
    kind: Question
    time: Question
    country: Question
    uses: Question
    size: Question
    script: Question
    method: Question
    chip: Question
    passes: Question
    machines: Question


class Magnitude(Content):
    """A guess: the bill lies from `low` to `high`, in dollars."""

    id: Id
    label: Label
    low: float
    high: float


class Start(Content):
    """The example, the guess, and the results that were kept. `example` is one of a sum."""

    intro: Text
    ask: Text
    example: Text
    home: Text
    one_kept: Text
    more_kept: Text
    guesses: tuple[Magnitude, ...] = Field(min_length=2, max_length=4)


class Asking(Content):
    """What stands around a question."""

    first: Text
    question: Text
    again: Text
    understood: Text
    change: Text
    options: Text
    more: Text
    skipped: Text
    closed: Text


class Trouble(Content):
    """What is said to a text that is no answer."""

    not_understood: Text
    no_unit: Text
    bits: Text
    ambiguous: Text
    small_amount: Text
    large_amount: Text
    small_time: Text
    large_time: Text
    small_number: Text
    large_number: Text
    media: Text
    hours: Text
    currency: Text
    country: Text
    countries: Text


class Buttons(Content):
    """Labels of the buttons."""

    begin: Label
    no_guess: Label
    skip: Label
    close: Label
    done: Label
    what_if: Label
    ways: Label
    how: Label
    keep: Label
    more: Label
    picture: Label
    all: Label
    text: Label
    runs: Label
    change: Label
    options: Label
    kept: Label
    older: Label
    usual: Label
    result: Label
    back: Label
    next_page: Label
    more_runs: Label
    other_run: Label
    use: Label
    other: Label
    half_data: Label
    half_time: Label
    country: Label
    ready_made: Label
    fine_tune: Label
    scratch: Label
    double_uses: Label


class Names(Content):
    """The short names of what was answered."""

    goal: dict[Goal, Text]
    material: dict[Material, Text]
    script: dict[Script, Text]
    method: dict[Method, Text]
    amount: Text
    tokens: Text
    count: Text
    pages: Text
    time: Text
    country: Text
    world: Text
    uses: Text
    one_use: Text
    size: Text
    passes: Text
    one_pass: Text
    machines: Text
    one_machine: Text
    dollars: Text
    one_dollar: Text
    no_dollar: Text
    guess: Text
    none: Text
    at_world: Text


class ConstantWords(Content):
    """What a constant is; `name` stands for every constant that begins with it."""

    name: Text
    title: Text
    basis: Basis


class Words(Content):
    """All words of the calculator."""

    title: Label
    months: tuple[Text, ...] = Field(min_length=12, max_length=12)
    example: Answers
    start: Start
    questions: Questions
    asking: Asking
    trouble: Trouble
    button: Buttons
    names: Names
    result: Results
    what_if: WhatIf
    ways: Ways
    how: How
    runs: Runs
    picture: PictureWords
    kept: KeptWords
    constants: tuple[ConstantWords, ...]
