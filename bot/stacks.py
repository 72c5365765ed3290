"""Makes the SVG of stacked bars from their values: one bar a question, readable on a phone.

Every answer has a color, a pattern and words, so that the color alone is never needed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

import msgspec

from bot.chart import A_LINE, EDGE, FONT, FOOT, LETTERS, TITLE, WIDTH, Style
from dialogues.reply import Part, Stack, Stacks

LEFT, RIGHT = EDGE, WIDTH - EDGE
"""Where a bar begins and ends: all are as long as the one with the most answers."""

BAR = 72
"""Height of a bar, in units."""

NARROW = 110
"""A part that is less wide has its number only, without its word."""


class Look(msgspec.Struct, frozen=True):
    """How an answer looks: the color, that of the words on it, and the pattern's lines."""

    fill: str
    ink: str
    lines: str


LOOKS: Mapping[str, Look] = {
    "yes": Look("#d7ecdc", "#12321c", ""),
    "partly": Look("#fff0b3", "#3d3000", "M0 24 L24 0"),
    "unknown": Look("#d6e4f5", "#0f2a4a", "M12 12 m-3 0 a3 3 0 1 0 6 0 a3 3 0 1 0 -6 0"),
    "no": Look("#f6c9bf", "#4a1207", "M0 0 L24 24 M0 24 L24 0"),
    "does-not-apply": Look("#eceff1", "#37424b", "M0 12 L24 12"),
}
"""The looks of the five answers, by the id of the answer."""

INK: Style = {"stroke": "#52606d", "stroke-width": "3"}
COUNT: Style = {**FONT, "font-weight": "bold", "text-anchor": "middle"}
NOTE: Style = {**FONT, "text-anchor": "end", "font-weight": "bold"}


def stacks_svg(stacks: Stacks) -> str:
    """Return the bars as SVG."""
    root = ElementTree.Element("svg", xmlns="http://www.w3.org/2000/svg")
    ElementTree.SubElement(root, "rect", width="100%", height="100%", fill="white")
    _patterns(root)
    y = 30.0
    for line in textwrap.wrap(stacks.title, A_LINE):
        y += LETTERS + 10
        _text(root, line, (EDGE, y), TITLE)
    y = _legend(root, stacks.stacks, y + 34)
    most = max((_people(stack) for stack in stacks.stacks), default=1)
    for stack in stacks.stacks:
        y = _stack(root, stack, most, y)
    for line in textwrap.wrap(stacks.foot, A_LINE):
        y += 52
        _text(root, line, (EDGE, y), FOOT)
    root.set("viewBox", f"0 0 {WIDTH} {y + 40:.0f}")
    return ElementTree.tostring(root, encoding="unicode")


def _patterns(root: ElementTree.Element) -> None:
    defs = ElementTree.SubElement(root, "defs")
    for kind, look in LOOKS.items():
        size = {"width": "24", "height": "24", "patternUnits": "userSpaceOnUse"}
        pattern = ElementTree.SubElement(defs, "pattern", {"id": kind, **size})
        ElementTree.SubElement(pattern, "rect", width="24", height="24", fill=look.fill)
        if look.lines:
            line = {"d": look.lines, "stroke": look.ink, "stroke-width": "3", "fill": "none"}
            ElementTree.SubElement(pattern, "path", {**line, "stroke-opacity": "0.35"})


def _legend(root: ElementTree.Element, stacks: Sequence[Stack], top: float) -> float:
    """Say what each look means, two beside each other; return where it ends."""
    words = {part.kind: part.words for stack in stacks for part in stack.parts}
    there = [kind for kind in LOOKS if kind in words]
    for index, kind in enumerate(there):
        x = EDGE + (index % 2) * (WIDTH - 2 * EDGE) / 2
        y = top + (index // 2) * 64
        box = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": "64", "height": "44"}
        ElementTree.SubElement(root, "rect", {**box, "fill": f"url(#{kind})", **INK})
        _text(root, words[kind], (x + 84, y + 38), FONT)
    return top + (len(there) + 1) // 2 * 64 + 20


def _stack(root: ElementTree.Element, stack: Stack, most: int, top: float) -> float:
    """Draw the label and below it the bar; return where it ends."""
    y = top + LETTERS
    _text(root, f"{stack.label} ({stack.weight})", (EDGE, y), FONT)
    if stack.note:
        _text(root, stack.note, (RIGHT, y), NOTE)
    y, x = y + 16, float(LEFT)
    for part in stack.parts:
        width = (RIGHT - LEFT) * part.count / most
        _part(root, part, (x, y), width)
        x += width
    return y + BAR + 34


def _part(root: ElementTree.Element, part: Part, place: tuple[float, float], width: float) -> None:
    x, y = place
    box = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": str(BAR)}
    ElementTree.SubElement(root, "rect", {**box, "fill": f"url(#{part.kind})", **INK})
    # The white edge keeps the pattern from running through the words.
    edge = {"stroke": LOOKS[part.kind].fill, "stroke-width": "14", "paint-order": "stroke"}
    style = {**COUNT, "fill": LOOKS[part.kind].ink, **edge}
    room = max(NARROW, (len(part.words) + 3) * LETTERS * 0.55)
    words = f"{part.count} {part.words}" if width >= room else str(part.count)
    _text(root, words, (x + width / 2, y + BAR / 2 + 16), style)


def _people(stack: Stack) -> int:
    return sum(part.count for part in stack.parts)


def _text(root: ElementTree.Element, words: str, place: tuple[float, float], style: Style) -> None:
    x, y = place
    ElementTree.SubElement(root, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", **style}).text = words
