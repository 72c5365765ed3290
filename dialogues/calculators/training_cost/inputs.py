"""What the training-cost calculator is asked."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Goal: TypeAlias = Literal["ready-made", "fine-tune", "scratch", "own-machines"]
Material: TypeAlias = Literal["text", "documents", "email", "web", "code"]
Script: TypeAlias = Literal["latin", "other"]
Architecture: TypeAlias = Literal["dense", "moe", "encoder-decoder"]
Method: TypeAlias = Literal["full", "lora"]


class Inputs(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The questions and what was answered; None where nothing was, and the default is taken.

    `data` is the amount of material in bytes, and `material` what it is; `tokens` says the amount
    in tokens of text instead. `time` is in hours: when to be done, or, for machines of one's own,
    how long they run. `country` is where the computers stand: the code of a row of the table
    (ISO 3166 alpha-3), None for the mean of the world. `parameters` counts the whole model,
    `active_parameters` those that each token passes (mixture-of-experts). `chip` names a row of
    the table, `machines` counts accelerators, and `accelerator_hours` is their work in all, when
    it is known. `passes` is how often the material is gone through, `price_year` the year whose
    prices count, `uses_per_month` how often a ready-made model is asked.
    """

    goal: Goal
    data: float | None = None
    tokens: float | None = None
    material: Material | None = None
    script: Script | None = None
    time: float | None = None
    country: str | None = None
    parameters: float | None = None
    active_parameters: float | None = None
    architecture: Architecture | None = None
    chip: str | None = None
    machines: int | None = None
    accelerator_hours: float | None = None
    passes: float | None = None
    method: Method | None = None
    price_year: int | None = None
    uses_per_month: float | None = None
