"""Which rows the table must have, and what their names and sources must be like."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.calculators.constants import Constant, Constants
from dialogues.calculators.training_cost.chips import USUAL, chips, period

NEEDED = (
    "util.pretrain.modern",
    "util.pretrain.old",
    "util.pretrain.moe",
    "util.finetune.small",
    "util.finetune.large",
    "finetune.fixed",
    "finetune.small_tokens",
    "finetune.large_tokens",
    "flop.train",
    "flop.lora",
    "bytes_per_token.latin",
    "bytes_per_token.other",
    "bytes_per_token.code",
    "text_share.text",
    "text_share.documents",
    "text_share.email",
    "text_share.web",
    "page.text",
    "tokens_per_param",
    "size.small",
    "epochs.pretrain",
    "epochs.finetune",
    "pue",
    "grid_spread",
    "embodied",
    "rnd.scratch",
    "rnd.finetune",
    "cloud_extras",
    "availability",
    "machines.largest",
    "storage_price",
    "storage_copies",
    "checkpoint_bytes",
    "checkpoints_kept",
    "memory_bytes.full",
    "memory_bytes.qlora",
    "memory.chip",
    "memory.usable",
    "people.ready_made",
    "people.finetune_small",
    "people.finetune_large",
    "people.scratch_under_1B",
    "people.scratch_1_10B",
    "people.scratch_over_10B",
    "people.small_model",
    "people.large_model",
    "person_month",
    "api.price",
    "api.finetune",
    "api.energy",
    "api.tokens_per_request",
    "usual.data",
    "usual.time",
    "usual.uses",
    "car.eu",
    "car.us",
    "home.uk",
    "home.eu",
    "home.us",
    "grid.WORLD",
)
"""Every row that the model asks for by its name; besides, each chip has rows of its own."""


def missing_rows(constants: Constants) -> Iterator[str]:
    """Give in words which rows the table lacks."""
    for name in NEEDED:
        if name not in constants:
            yield f"the row {name} is missing: the calculator needs it"
    if USUAL not in chips(constants):
        yield f"peak.{USUAL}, power.{USUAL} or price.{USUAL} is missing: it is the usual chip"


def row_problem(row: Constant) -> str | None:
    """Return in words what is wrong with the name or the source of a row."""
    kind = row.name.partition(".")[0]
    if kind == "price":
        try:
            period(row.name)
        except ValueError:
            return "the name must end in the years of the price, such as price.H100.2026"
    if kind == "grid" and ":" not in row.source:
        return 'the source must begin with the name of the country and a colon: "France: ..."'
    return None
