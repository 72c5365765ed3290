"""The answers as they stand in the slots of a conversation, and as inputs of the calculator.

Slots hold exact values: bytes, tokens, minutes and counts as whole numbers, the rest by name. With
a point in its name (`amount.words`), a slot holds how the learner said it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import msgspec

from dialogues.calculators.training_cost.inputs import Inputs

Slots: TypeAlias = Mapping[str, str | int]
Kept: TypeAlias = dict[str, str | int]

VIEW = frozenset({"at", "what", "page", "text", "last", "kept", "brief", "meant", "again"})
"""The slots that say what is shown, not what was answered."""

NOWHERE = "WORLD"
"""The country of whoever does not know: the world average."""

NO_GUESS = "none"

GIVES: Mapping[str, tuple[str, ...]] = {
    "guess": ("guess", "guess.dollars"),
    "goal": ("goal",),
    "amount": ("data", "tokens", "pages", "amount.words", "amount.kind"),
    "kind": ("material",),
    "time": ("minutes", "time.words"),
    "country": ("country",),
    "uses": ("uses",),
    "size": ("parameters",),
    "script": ("script",),
    "method": ("method",),
    "chip": ("chip",),
    "passes": ("passes",),
    "machines": ("machines",),
}
"""The slots that each question may set. The answer to `amount` may also tell the kind."""

TRAINING = ("goal", "amount", "kind", "time", "country")
USING = ("goal", "uses", "country")


def answers(slots: Slots) -> Kept:
    """Return the slots without those that say what is shown."""
    return {name: value for name, value in slots.items() if name not in VIEW}


def asked(slots: Slots) -> tuple[str, ...]:
    """Return the questions that this goal needs, in their order."""
    return USING if slots.get("goal") == "ready-made" else TRAINING


def is_answered(slots: Slots, question: str) -> bool:
    """Return whether the question has its answer."""
    if question == "kind" and ("tokens" in slots or "pages" in slots):
        return True  # they are text already
    return any(name in slots for name in GIVES[question])


def missing(slots: Slots) -> str | None:
    """Return the next question without an answer, None when all have one."""
    return next((q for q in asked(slots) if not is_answered(slots, q)), None)


def without(slots: Slots, questions: Iterable[str]) -> Kept:
    """Return the answers but for those to these questions."""
    gone = {name for question in questions for name in GIVES[question]}
    return {name: value for name, value in answers(slots).items() if name not in gone}


def with_answer(slots: Slots, question: str, given: Slots) -> Kept:
    """Return the answers with this one; it takes the place of an earlier one.

    The slot `amount.kind` says that the kind was told together with the amount.
    """
    before = without(slots, [question])
    if question == "kind":
        before.pop("amount.kind", None)
    if question == "amount" and tells_kind(given):
        before.pop("material", None)
        before["amount.kind"] = 1
    return {**before, **given}


def tells_kind(given: Slots) -> bool:
    """Return whether an amount says what the material is: tokens and pages are text."""
    return any(name in given for name in ("material", "tokens", "pages"))


def inputs_of(slots: Slots) -> Inputs:
    """Return the answers as inputs. Fine-tuning starts light; own machines make it their path."""
    goal = str(slots["goal"])
    if "machines" in slots and goal != "ready-made":
        goal = "own-machines"
    values = {
        "goal": goal,
        "data": None if "tokens" in slots else slots.get("data"),
        "tokens": slots.get("tokens"),
        "material": slots.get("material", "text" if "pages" in slots else None),
        "script": slots.get("script"),
        "time": int(slots["minutes"]) / 60 if "minutes" in slots else None,
        "country": None if slots.get("country") == NOWHERE else slots.get("country"),
        "parameters": slots.get("parameters"),
        "chip": slots.get("chip"),
        "machines": slots.get("machines"),
        "passes": slots.get("passes"),
        "method": slots.get("method", "lora" if slots["goal"] == "fine-tune" else None),
        "uses_per_month": slots.get("uses"),
    }
    return msgspec.convert({k: v for k, v in values.items() if v is not None}, Inputs)
