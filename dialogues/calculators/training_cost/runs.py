"""Training runs whose figures were published: what the calculator is checked against."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal["pretrain", "finetune"]
Arch: TypeAlias = Literal["dense", "moe", "encdec", "full", "lora"]


class PublishedRun(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the file, by its columns; None where nothing was published.

    `family` and `model` are the `id` where the file has none.

    `params_B`, `active_params_B` and `tokens_B_seen` are in billions (`active_params_B` is halved
    already for encoder-decoders), `energy_kWh` in kilowatt-hours, `tCO2e_operational` in tonnes
    without the making of machines, `cost_usd` in dollars of the year `price_era`. `tests` says
    what the run may be compared in: h hours, e energy, c CO2e, m money, x energy and CO2e, but
    end to end only.
    """

    id: str
    family: str
    model: str
    organisation: str
    year: int | None
    kind: Kind
    arch: Arch
    params_B: float | None  # noqa: N815  # the names are those of the file's columns
    active_params_B: float | None  # noqa: N815
    tokens_B_seen: float | None  # noqa: N815
    hardware: str
    accel_hours: float | None
    energy_kWh: float | None  # noqa: N815
    energy_basis: str
    country: str
    tCO2e_operational: float | None  # noqa: N815
    cost_usd: float | None
    price_era: int | None
    tests: str
    source: str
    note: str = ""
