"""The words of the training-cost calculator, read from its `calculator.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

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

    @property
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
    """The example, the guess, and the results that were kept."""

    intro: Text
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
    text: Label
    runs: Label
    change: Label
    options: Label
    kept: Label
    older: Label
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


class Meaning(Content):
    """What costs below this many dollars mean for a small firm."""

    below: float
    text: Text


class Results(Content):
    """The result."""

    head: Text
    again: Text
    again_run: Text
    again_month: Text
    run: Text
    own: Text
    month: Text
    machines: Text
    enough: Text
    unreal: Text
    does_not_fit: Text
    toy: Text
    untested: Text
    project: Text
    people: Text
    hit: Text
    low: Text
    high: Text
    world: Text
    outside: Text
    outside_month: Text
    kept: Text
    meaning: tuple[Meaning, ...] = Field(min_length=1)
    meaning_month: tuple[Meaning, ...] = Field(min_length=1)


class Reasons(Content):
    """Why a what-if changes what it changes."""

    half_data: Text
    half_data_size: Text
    half_time: Text
    half_time_own: Text
    country: Text
    ready_made: Text
    fine_tune_more: Text
    scratch_toy: Text
    fine_tune: Text
    scratch: Text
    double_uses: Text


class WhatIf(Content):
    """What would change, and why."""

    ask: Text
    head: Text
    country: Text
    cost: Text
    same_cost: Text
    cost_new: Text
    same_month: Text
    month: Text
    month_before: Text
    machines: Text
    gas: Text
    people: Text
    why: Reasons


class Ways(Content):
    """The three ways side by side."""

    head: Text
    ready_made: Text
    fine_tune: Text
    scratch: Text
    toy: Text
    large: Text
    end: Text
    usual: Text


class BasisNames(Content):
    """Where a constant comes from, in words."""

    measured: Text
    convention: Text
    judgement: Text
    recalled: Text


class How(Content):
    """The formulas, and the constants with year and source."""

    head: Text
    ready_made: Text
    training: Text
    own: Text
    chosen: Text
    from_material: Text
    usual: Text
    constant: Text
    exact: Text
    basis: BasisNames


class Runs(Content):
    """Real runs beside what the calculator says of them. `first` are the ids shown first."""

    ask: Text
    unknown: Text
    example: Text
    many: Text
    head: Text
    line: Text
    given: Text
    inside: Text
    outside: Text
    untested: Text
    hours: Text
    energy: Text
    co2e: Text
    cost: Text
    end: Text
    source: Text
    first: tuple[Id, ...]


class PictureWords(Content):
    """The picture of the ranges, and the same in words."""

    caption: Text
    money: Text
    energy: Text
    gas: Text
    month: Text
    run: Text
    project: Text
    people: Text
    using: Text
    words: Text
    homes: Text
    one_home: Text
    home_share: Text
    car: Text
    foot: Text
    alt: Text
    line: Text


class KeptWords(Content):
    """A result that was kept, shown again."""

    head: Text
    cost: Text
    month: Text
    project: Text
    people: Text
    energy: Text
    co2e: Text
    prices: Text
    label: Text
    none: Text


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


FILLED: Mapping[str, str] = {
    "start.intro": "material time about span",
    "start.home": "count",
    "start.more_kept": "count",
    "asking.first": "number text",
    "asking.question": "number total? text",
    "asking.again": "name text",
    "asking.understood": "answer",
    "trouble.not_understood": "example",
    "trouble.no_unit": "example",
    "trouble.bits": "example",
    "trouble.ambiguous": "readings",
    "trouble.small_amount": "example",
    "trouble.large_amount": "example",
    "trouble.small_time": "example",
    "trouble.large_time": "example",
    "trouble.small_number": "example",
    "trouble.large_number": "example",
    "trouble.media": "example",
    "trouble.countries": "readings",
    "names.amount": "amount material",
    "names.tokens": "amount",
    "names.count": "count",
    "names.pages": "amount size",
    "names.time": "time",
    "names.country": "country",
    "names.uses": "uses",
    "names.size": "parameters",
    "names.passes": "passes",
    "names.machines": "machines",
    "names.dollars": "amount",
    "names.guess": "guess",
    "result.head": "summary",
    "result.again": "summary about what span",
    "result.run": "about span",
    "result.own": "machines time hours about span",
    "result.month": "about span",
    "result.machines": "time machines span",
    "result.enough": "time",
    "result.unreal": "machines most time",
    "result.toy": "parameters",
    "result.project": "about span people people_span",
    "result.people": "people people_span",
    "result.hit": "guess",
    "result.low": "guess",
    "result.high": "guess",
    "result.outside": "prices",
    "result.outside_month": "prices",
    "what_if.head": "what",
    "what_if.cost": "about span before",
    "what_if.same_cost": "about span",
    "what_if.cost_new": "about span before",
    "what_if.same_month": "about span",
    "what_if.month": "about span",
    "what_if.month_before": "about span before",
    "what_if.machines": "machines before",
    "what_if.gas": "about before",
    "what_if.people": "people",
    "what_if.why.fine_tune_more": "tuned built",
    "what_if.why.scratch_toy": "built",
    "ways.head": "material",
    "ways.ready_made": "about span uses people",
    "ways.fine_tune": "about span people",
    "ways.scratch": "about span people",
    "ways.toy": "parameters",
    "ways.large": "tuned built",
    "ways.end": "prices",
    "how.head": "page pages",
    "how.ready_made": "uses tokens_a_use tokens price cost energy",
    "how.training": "tokens parameters size_rule flop sums hours chip cost energy gas",
    "how.own": "hours chip cost energy gas",
    "how.constant": "title low high central unit? basis year source",
    "how.exact": "title central unit? basis year source",
    "runs.unknown": "example",
    "runs.many": "names",
    "runs.head": "model organisation? year?",
    "runs.line": "what about span actual verdict",
    "runs.given": "what",
    "runs.end": "n factor inside",
    "runs.source": "source",
    "picture.caption": "summary",
    "picture.words": "about span",
    "picture.homes": "about span count",
    "picture.one_home": "about span",
    "picture.home_share": "about span percent",
    "picture.car": "about span km",
    "picture.foot": "prices",
    "picture.alt": "lines",
    "picture.line": "label words",
    "kept.head": "date summary",
    "kept.cost": "about span",
    "kept.month": "about span",
    "kept.project": "about span",
    "kept.people": "about span",
    "kept.energy": "about span",
    "kept.co2e": "about span",
    "kept.prices": "prices",
    "kept.label": "about summary",
    "constants.title": "of?",
}
"""The names that each text may have in braces; it can do without one that has a ?."""
