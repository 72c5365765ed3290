"""The changes that a what if can look at, and the answers that come of each."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.calculators.training_cost.asked import TIME
from dialogues.calculators.training_cost.conversation.answers import Kept, answers, without
from dialogues.calculators.training_cost.conversation.case import Case
from dialogues.calculators.training_cost.conversation.figures import HOUR
from dialogues.calculators.training_cost.conversation.typed import amount_limits


def offered(case: Case) -> tuple[str, ...]:
    """Return the changes that make sense for these answers."""
    changes: tuple[str, ...]
    match case.estimate.inputs.goal:
        case "ready-made":
            changes = ("double_uses", "country", "fine_tune")
        case "own-machines":
            changes = ("half_time", "country", "ready_made")
        case "fine-tune":
            changes = ("half_data", "half_time", "country", "scratch", "ready_made")
        case "scratch":
            changes = ("half_data", "half_time", "fine_tune", "country", "ready_made")
    return tuple(change for change in changes if change not in _too_small_to_halve(case))


def _too_small_to_halve(case: Case) -> Iterator[str]:
    """Give the changes after which an answer would be less than is taken."""
    slots, limits = case.slots, amount_limits(case)
    given = ((slots.get("data"), limits["bytes"]), (slots.get("tokens"), limits["tokens"]))
    if any(value and int(value) / 2 < limit.lowest for value, limit in given):
        yield "half_data"
    if int(slots.get("minutes", 0)) / 2 < TIME.lowest * HOUR:
        yield "half_time"


def changed(case: Case, what: str) -> Kept:
    """Return the answers with this change: one that is offered, or "country." and a code."""
    slots = answers(case.slots)
    match what:
        case "half_data":
            return _halved(slots)
        case "half_time":
            minutes = max(int(slots["minutes"]) // 2, 1)
            return {**without(slots, ["time"]), "minutes": minutes}
        case "double_uses":
            return {**slots, "uses": 2 * int(slots["uses"])}
        case "ready_made" | "fine_tune" | "scratch":
            goal = what.replace("_", "-")
            folded = ("size", "method", "passes", "machines")
            return {**usual(case, goal), **without(slots, folded), "goal": goal}
        case _:
            return {**slots, "country": what.partition(".")[2]}


def usual(case: Case, goal: str) -> Kept:
    """Return the answers that are taken for a goal that was not asked for, where there are none."""
    constants = case.calculator.constants
    if goal == "ready-made":
        return {"uses": round(constants["usual.uses"].central)}
    if "data" in case.slots or "tokens" in case.slots:
        return {}
    minutes = round(constants["usual.time"].central * HOUR)
    return {
        "data": round(constants["usual.data"].central),
        "material": "documents",
        "minutes": minutes,
    }


def _halved(slots: Kept) -> Kept:
    half = without(slots, ["amount"])
    for name in ("data", "tokens"):
        if name in slots:
            half[name] = max(int(slots[name]) // 2, 1)
    if "pages" in slots:  # it is said in bytes from here on
        half["material"] = "text"
    return half
