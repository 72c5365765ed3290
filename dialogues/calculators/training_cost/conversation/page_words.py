"""The words of the pages behind the questions: the result, and all that can be asked about it."""

from __future__ import annotations

from pydantic import Field

from dialogues.model import Content, Id, Text


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
    run_anyway: Text
    own: Text
    month: Text
    pay: Text
    machines: Text
    memory: Text
    enough: Text
    unreal: Text
    does_not_fit: Text
    too_short: Text
    toy: Text
    untested: Text
    project: Text
    people: Text
    hit: Text
    low: Text
    high: Text
    power: Text
    power_little: Text
    power_month: Text
    outside: Text
    outside_month: Text
    kept: Text
    meaning: tuple[Meaning, ...] = Field(min_length=3)
    meaning_month: tuple[Meaning, ...] = Field(min_length=1)


class Reasons(Content):
    """Why a what-if changes what it changes."""

    half_data: Text
    half_data_size: Text
    half_time: Text
    half_time_own: Text
    half_time_fits: Text
    country: Text
    ready_made: Text
    fine_tune_more: Text
    fine_tune_passes: Text
    scratch_toy: Text
    fine_tune: Text
    scratch: Text
    double_uses: Text


class WhatIf(Content):
    """What would change, and why."""

    ask: Text
    head: Text
    country: Text
    same_country: Text
    cost: Text
    same_cost: Text
    cost_new: Text
    same_month: Text
    month: Text
    month_before: Text
    machines: Text
    gas: Text
    people: Text
    prices: Text
    why: Reasons


class Ways(Content):
    """The three ways side by side."""

    head: Text
    ready_made: Text
    fine_tune: Text
    scratch: Text
    toy: Text
    large: Text
    passes: Text
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
    nothing: Text
    foot: Text
    alt: Text
    line: Text


class KeptWords(Content):
    """A result that was kept, shown again, and the page of all figures."""

    head: Text
    all: Text
    cost_run: Text
    month: Text
    cost_project: Text
    accelerator_hours: Text
    machines: Text
    energy: Text
    no_energy: Text
    no_co2e: Text
    energy_month: Text
    homes: Text
    home_share: Text
    co2e: Text
    co2e_month: Text
    car_km: Text
    storage: Text
    storage_cost: Text
    people: Text
    people_cost: Text
    prices: Text
    label: Text
    none: Text
