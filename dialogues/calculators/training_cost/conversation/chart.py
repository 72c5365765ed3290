"""The picture of the ranges: bars on axes in steps of ten, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10

from dialogues.calculators.ranges import Range
from dialogues.calculators.training_cost.conversation.case import Case, show, show_result
from dialogues.calculators.training_cost.conversation.dates import priced
from dialogues.calculators.training_cost.conversation.figures import figure, money_span, span
from dialogues.calculators.training_cost.conversation.naming import at_world, dollars, summary
from dialogues.reply import Bar, Chart, Choice, Image, Panel, Reply, Tick
from dialogues.scene import Answer, Chosen, Heard

SMALLEST = 0.01
"""The least value that an axis shows."""

ONE_HOME = (0.95, 1.05)
"""A number of homes between these is one home; below, a share of one is said."""


def open_picture(case: Case) -> Reply:
    """Show the picture, or say it in words."""
    image, words = _image(case), case.words.button
    back = case.to_result()
    every = Choice("all", words.all, also=("all", "all figures"))
    if "text" in case.slots:
        return Reply(f"{image.caption}\n\n{image.text}", (back, every))
    text = Choice("text", words.text, also=("text",))
    return Reply(image.caption, (back, text, every), image=image)


def hear_picture(case: Case, answer: Answer) -> Heard | None:
    """Give the words, or go back."""
    match answer:
        case Chosen("result"):
            return show_result(case)
        case Chosen("text"):
            return show(case, "picture", text=1)
        case Chosen("all"):
            return show(case, "all")
        case _:
            return None


def _image(case: Case) -> Image:
    words, panels = case.words.picture, tuple(_panels(case))
    foot = words.foot.format(prices=priced(case, case.estimate))
    lines = " ".join(
        words.line.format(label=f"{panel.title}: {bar.label}".strip(": "), words=bar.words)
        for panel in panels
        for bar in panel.bars
    )
    caption = words.caption.format(summary=summary(case, case.slots))
    text = "\n\n".join([*(_in_words(panel) for panel in panels), foot])
    alt = words.alt.format(lines=lines)
    return Image("ranges", alt, caption, text, chart=Chart(panels, foot))


def _in_words(panel: Panel) -> str:
    return "\n".join(
        [f"**{panel.title}**", *(f"{b.label}: {b.words}".strip(": ") for b in panel.bars)]
    )


def _panels(case: Case) -> Iterator[Panel]:
    words, results = case.words.picture, case.estimate.results
    monthly = case.estimate.inputs.goal == "ready-made"
    yield _panel(words.month if monthly else words.money, list(_money(case)))
    yield _panel(words.energy, [_bar("", results.energy, _homes(case))])
    yield _panel(words.gas, [_bar("", results.co2e, _car(case))])


def _money(case: Case) -> Iterator[Bar]:
    words, results = case.words.picture, case.estimate.results
    first = words.using if results.cost_project is None else words.run
    bars = [(first, results.cost_run)]
    if results.cost_project and case.estimate.inputs.goal != "own-machines":
        bars += [(words.project, results.cost_project), (words.people, results.people_cost)]
    for label, cost in bars:
        said = words.words.format(about=dollars(case, cost.central), span=money_span(cost))
        yield _bar(label, cost, said)


def _homes(case: Case) -> str:
    words, results = case.words.picture, case.estimate.results
    if results.energy.high < SMALLEST:
        return words.nothing
    said = {"about": figure(results.energy.central), "span": span(results.energy)}
    homes = results.homes.central
    if homes < ONE_HOME[0]:
        return words.home_share.format(percent=figure(100 * homes), **said)
    if homes < ONE_HOME[1]:
        return words.one_home.format(**said)
    return words.homes.format(count=figure(homes), **said)


def _car(case: Case) -> str:
    words, results = case.words.picture, case.estimate.results
    if results.co2e.high < SMALLEST:
        return words.nothing
    about, km = figure(results.co2e.central), figure(results.car_km.central)
    return words.car.format(
        about=about, span=span(results.co2e), km=km, world=at_world(case, case.slots)
    )


def _bar(label: str, range: Range, words: str) -> Bar:
    low, central, high = (max(x, SMALLEST) for x in (range.low, range.central, range.high))
    return Bar(label, low, central, high, words)


def _panel(title: str, bars: Sequence[Bar]) -> Panel:
    first = floor(log10(min(bar.low for bar in bars)))
    last = max(ceil(log10(max(bar.high for bar in bars))), first + 1)
    ticks = tuple(Tick(10.0**n, figure(10.0**n)) for n in range(first, last + 1))
    return Panel(title, tuple(bars), ticks)
