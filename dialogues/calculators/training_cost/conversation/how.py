"""How it was computed: the formulas with their middle values, then every constant with its source.

Page by page, so that no message is long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dialogues.calculators.constants import Constant
from dialogues.calculators.training_cost.conversation.answers import is_answered
from dialogues.calculators.training_cost.conversation.case import Case, show, show_result
from dialogues.calculators.training_cost.conversation.dates import month
from dialogues.calculators.training_cost.conversation.figures import count, figure
from dialogues.calculators.training_cost.conversation.naming import at_world, dollars
from dialogues.calculators.training_cost.conversation.words import ConstantWords
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard

LONGEST = 950
"""Characters of one page."""

LONGEST_SOURCE = 300


def open_how(case: Case) -> Reply:
    """Show one page, with the way to the next."""
    words, button = case.words.how, case.words.button
    pages = _pages(case)
    number = min(int(case.slots.get("page", 0)), len(pages) - 1)
    head = words.head.format(page=number + 1, pages=len(pages))
    following = Choice("next", button.next_page, also=case.course.phrases.go_on)
    more = (following,) if number + 1 < len(pages) else ()
    return Reply(f"{head}\n\n{pages[number]}", (*more, case.to_result()))


def hear_how(case: Case, answer: Answer) -> Heard | None:
    """Turn the page, or go back."""
    match answer:
        case Chosen("result"):
            return show_result(case)
        case Chosen("next"):
            return show(case, "how", page=int(case.slots.get("page", 0)) + 1)
        case _:
            return None


def _pages(case: Case) -> list[str]:
    rows = case.estimate.assumptions
    if "pages" in case.slots:
        rows = (case.calculator.constants["page.text"], *rows)
    lines = [_constant(case, row) for row in rows]
    return [_formula(case), *_packed(lines)]


def _packed(lines: Sequence[str]) -> Iterator[str]:
    """Give the lines on as few pages as hold them."""
    page = ""
    for line in lines:
        if page and len(page) + len(line) > LONGEST:
            yield page
            page = ""
        page = f"{page}\n{line}" if page else line
    if page:
        yield page


def _formula(case: Case) -> str:
    match case.estimate.inputs.goal:
        case "ready-made":
            return _using(case)
        case "own-machines":
            return case.words.how.own.format(**_results(case))
        case _:
            return _training(case)


def _using(case: Case) -> str:
    constants, used, results = (
        case.calculator.constants,
        case.estimate.inputs,
        case.estimate.results,
    )
    each, uses = constants["api.tokens_per_request"].central, used.uses_per_month or 0
    return case.words.how.ready_made.format(
        uses=count(uses),
        tokens_a_use=figure(each),
        tokens=figure(uses * each),
        price=figure(constants["api.price"].central),
        cost=dollars(case, results.cost_run.central),
        energy=figure(results.energy.central),
    )


def _training(case: Case) -> str:
    words, found = case.words.how, case.estimate.results
    assert found.tokens
    assert found.flop
    assert found.parameters
    rule = words.from_material
    if is_answered(case.slots, "size"):
        rule = words.chosen
    elif case.estimate.inputs.goal == "fine-tune":
        rule = words.usual
    flop = "flop.lora" if case.estimate.inputs.method == "lora" else "flop.train"
    return words.training.format(
        tokens=figure(found.tokens.central),
        parameters=figure(found.parameters),
        size_rule=rule,
        flop=figure(found.flop.central),
        sums=figure(case.calculator.constants[flop].central),
        **_results(case),
    )


def _results(case: Case) -> dict[str, str]:
    results = case.estimate.results
    assert results.accelerator_hours
    return {
        "hours": count(results.accelerator_hours.central),
        "chip": str(case.estimate.inputs.chip),
        "cost": dollars(case, results.cost_run.central),
        "energy": figure(results.energy.central),
        "gas": figure(results.co2e.central),
        "world": at_world(case, case.slots),
    }


def _constant(case: Case, row: Constant) -> str:
    """Return what the constant is, its values, year and source, and where it comes from."""
    words, named = case.words.how, _named(case, row.name)
    exact = row.low == row.high
    basis = getattr(words.basis, "recalled" if "recalled" in row.source else named.basis)
    source = row.source.replace("*", " x ")  # a star would be taken for emphasis
    if len(source) > LONGEST_SOURCE:
        source = source[:LONGEST_SOURCE].rsplit(" ", 1)[0] + " ..."
    return (words.exact if exact else words.constant).format(
        title=named.title.format(of=_of(case, row.name)),
        low=figure(row.low, 3),
        central=figure(row.central, 3),
        high=figure(row.high, 3),
        unit=row.unit,
        basis=basis,
        year=f", {month(case, row.date)}" if row.date else "",
        source=source,
    )


def _named(case: Case, name: str) -> ConstantWords:
    """Return the words of the constant: those of the longest beginning of its name."""
    fitting = [c for c in case.words.constants if name.startswith(c.name)]
    return max(fitting, key=lambda c: len(c.name))


def _of(case: Case, name: str) -> str:
    """Return what the constant is about: the chip, or the country."""
    kind, _, rest = name.partition(".")
    what = rest.partition(".")[0]
    return case.countries.get(what, what) if kind == "grid" else what
