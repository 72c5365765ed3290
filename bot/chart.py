"""Makes the SVG of a chart from its values: bars on axes in steps of ten, readable on a phone."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from math import log10
from typing import TypeAlias
from xml.etree import ElementTree

from dialogues.reply import Bar, Chart, Panel, Tick

WIDTH = 1200
"""Units; a phone shows 360 pixels for all of them."""

EDGE = 60
"""Units left and right of what is written."""

LEFT, RIGHT = 100, 1100
"""Where the first and the last tick of an axis stand: the words below them need room."""

LETTERS, SMALL_LETTERS = 44, 38
"""Sizes of letters: on a phone 13 and 11 pixels."""

A_LINE = 54
"""Characters that fit beside each other."""

MOST_WORDS = 6
"""Words on an axis; with more ticks, every second one has none."""

Style: TypeAlias = Mapping[str, str]

FONT: Style = {"font-family": "Atkinson Hyperlegible", "font-size": str(LETTERS), "fill": "#1f2933"}
TITLE: Style = {**FONT, "font-weight": "bold"}
# The white edge keeps the lines of the axis from running through the words.
LABEL: Style = {**FONT, "stroke": "white", "stroke-width": "10", "paint-order": "stroke"}
FOOT: Style = {**FONT, "font-size": "40", "fill": "#52606d"}
AXIS: Style = {**FOOT, "font-size": str(SMALL_LETTERS), "text-anchor": "middle"}
GRID: Style = {"stroke": "#cbd2d9", "stroke-width": "3"}
RANGE: Style = {"height": "46", "rx": "8", "fill": "#9fc5e8"}
MARK: Style = {"width": "14", "height": "62", "rx": "5", "fill": "#0b5394"}


def chart_svg(chart: Chart) -> str:
    """Return the chart as SVG. Low, central and high end of every bar must be above 0."""
    root = ElementTree.Element("svg", xmlns="http://www.w3.org/2000/svg")
    ElementTree.SubElement(root, "rect", width="100%", height="100%", fill="white")
    y = 30.0
    for panel in chart.panels:
        y = _panel(root, panel, y)
    for line in textwrap.wrap(chart.foot, A_LINE):
        y += 52
        _text(root, line, (EDGE, y), FOOT)
    root.set("viewBox", f"0 0 {WIDTH} {y + 40:.0f}")
    return ElementTree.tostring(root, encoding="unicode")


def _panel(root: ElementTree.Element, panel: Panel, top: float) -> float:
    """Draw the panel from `top` on; return where it ends."""
    y = top + LETTERS + 10
    _text(root, panel.title, (EDGE, y), TITLE)
    begin = y + 22
    end = begin + sum(_height(bar) for bar in panel.bars) + 8
    _axis(root, panel.ticks, begin, end)
    for bar in panel.bars:
        _bar(root, panel.ticks, bar, begin)
        begin += _height(bar)
    return end + SMALL_LETTERS + 50


def _axis(root: ElementTree.Element, ticks: Sequence[Tick], begin: float, end: float) -> None:
    every = 1 if len(ticks) <= MOST_WORDS else 2
    for index, tick in enumerate(ticks):
        x = _x(ticks, tick.value)
        place = {"x1": f"{x:.1f}", "x2": f"{x:.1f}", "y1": f"{begin:.1f}", "y2": f"{end:.1f}"}
        ElementTree.SubElement(root, "line", {**place, **GRID})
        if index % every == 0:
            _text(root, tick.words, (x, end + SMALL_LETTERS + 4), AXIS)


def _bar(root: ElementTree.Element, ticks: Sequence[Tick], bar: Bar, top: float) -> None:
    """Draw the label, the bar with its mark below it, and the words below that."""
    if bar.label:
        _text(root, bar.label, (EDGE, top + LETTERS), LABEL)
    y = top + _label_height(bar)
    low, central, high = (_x(ticks, value) for value in (bar.low, bar.central, bar.high))
    range = {"x": f"{low:.1f}", "y": f"{y:.1f}", "width": f"{max(high - low, 6):.1f}"}
    mark = {"x": f"{central - 7:.1f}", "y": f"{y - 8:.1f}"}
    ElementTree.SubElement(root, "rect", {**range, **RANGE})
    ElementTree.SubElement(root, "rect", {**mark, **MARK})
    for number, line in enumerate(_lines(bar), 1):
        _text(root, line, (EDGE, y + 54 + number * LETTERS), LABEL)


def _height(bar: Bar) -> float:
    return _label_height(bar) + 54 + len(_lines(bar)) * LETTERS + 34


def _label_height(bar: Bar) -> float:
    return LETTERS + 16 if bar.label else 12


def _lines(bar: Bar) -> list[str]:
    return textwrap.wrap(bar.words, A_LINE)


def _x(ticks: Sequence[Tick], value: float) -> float:
    first, last = log10(ticks[0].value), log10(ticks[-1].value)
    share = (log10(value) - first) / (last - first)
    return LEFT + min(max(share, 0), 1) * (RIGHT - LEFT)


def _text(root: ElementTree.Element, words: str, place: tuple[float, float], style: Style) -> None:
    x, y = place
    at = {"x": f"{x:.1f}", "y": f"{y:.1f}"}
    ElementTree.SubElement(root, "text", {**at, **style}).text = words
