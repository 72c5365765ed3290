"""The training diagram can be read on a phone: every word, every mark, without color."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageColor, ImageFont

from bot import shipped
from bot.drawing import WIDTH, draw_svg

FONTS = sorted(shipped.FONTS.glob("*.ttf"))
SVG = (shipped.FONTS.parent / "LRN-BEG-005" / "training.svg").read_text(encoding="utf-8")
NAMESPACE = "{http://www.w3.org/2000/svg}"
MARKS = [f"here-{step}" for step in range(1, 6)]
PHONE = 360 / WIDTH
"""What a pixel of the picture becomes on a phone that shows it 360 pixels wide."""


@dataclass(frozen=True)
class Words:
    """A line of text as it stands in the picture; `mark` if only that mark shows it."""

    text: str
    x: float
    y: float
    size: int
    color: str
    font: str
    anchor: str
    mark: str | None

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom: from the capitals' top to the descenders' end."""
        length = ImageFont.truetype(self.font, self.size).getlength(self.text)
        left = self.x - {"start": 0.0, "middle": length / 2, "end": length}[self.anchor]
        down = self.y + 0.25 * self.size
        return int(left), int(self.y - 0.75 * self.size), int(left + length) + 1, int(down) + 1


def all_words(
    element: ElementTree.Element, above: Mapping[str, str], mark: str | None = None
) -> Iterator[Words]:
    style = {**above, **element.attrib}
    mark = element.get("id") if element.get("id") in MARKS else mark
    if element.tag == f"{NAMESPACE}text":
        weight = "Bold" if style.get("font-weight") == "700" else "Regular"
        yield Words(
            text=str(element.text),
            x=float(style["x"]),
            y=float(style["y"]),
            size=int(style["font-size"]),
            color=style["fill"],
            font=str(shipped.FONTS / f"AtkinsonHyperlegible-{weight}.ttf"),
            anchor=style.get("text-anchor", "start"),
            mark=mark,
        )
    for child in element:
        yield from all_words(child, style, mark)


def parsed() -> ElementTree.Element:
    return ElementTree.fromstring(SVG)  # noqa: S314 - our own file


WORDS = list(all_words(parsed(), {}))


@cache
def drawn(mark: str | None = None, *, without: str | None = None) -> Image.Image:
    """The picture, or the picture without its words or its words and arrows."""
    root = parsed()
    for group in root.findall(f"{NAMESPACE}g"):
        if without == "ink" and group.get("id") in ("words", "arrows"):
            root.remove(group)
    fonts = [] if without == "words" else FONTS
    svg = ElementTree.tostring(root, encoding="unicode")
    return Image.open(BytesIO(draw_svg(svg, mark, fonts))).convert("RGB")


def changed(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where the pictures differ to the eye."""
    return ImageChops.difference(one, other).convert("L").point(lambda v: 255 if v > 8 else 0)


def luminance(color: tuple[int, ...]) -> float:
    parts = [c / 255 for c in color[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """As WCAG 2 defines it: from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_picture_is_wide_enough_and_fits_a_phone_held_upright() -> None:
    width, height = drawn().size
    assert width >= 900
    assert 1 <= height / width <= 1.5


def test_each_mark_gives_a_picture_of_its_own() -> None:
    assert len({drawn(mark).tobytes() for mark in [None, *MARKS]}) == 6


def test_the_picture_says_what_the_lesson_says() -> None:
    said = " ".join(words.text for words in WORDS)
    for step in (
        "Data collection", "text, images, code; cleaned",
        "Model selection", "type of neural network",
        "Training", "guess, compare, adjust settings", "repeat many times",
        "Evaluation", "test on new data", "not good enough", "good enough",
        "Fine-tuning", "small, special data", "optional",
        "Output: a foundation model", "that answers and creates", "1 2 3 4 5",
    ):  # fmt: skip
        assert step in said


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.text)
def test_every_word_is_drawn_and_large_enough_on_a_phone(words: Words) -> None:
    difference = changed(drawn(words.mark), drawn(words.mark, without="words"))
    inked = difference.crop(words.box).getbbox()
    assert inked is not None
    assert inked[2] - inked[0] > 0.8 * (words.box[2] - words.box[0]) - 8
    assert words.size * 1000 / WIDTH >= 24
    assert words.size * PHONE >= 12


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.text)
def test_every_word_stands_out_from_what_is_behind_it(words: Words) -> None:
    behind = drawn(words.mark, without="words").crop(words.box).getcolors(1_000_000)
    assert behind
    ink = ImageColor.getrgb(words.color)
    assert min(contrast(ink, color) for _, color in behind if isinstance(color, tuple)) >= 4.5


@pytest.mark.parametrize("mark", [None, *MARKS])
def test_no_words_run_into_others_or_over_the_edge(mark: str | None) -> None:
    shown = [words.box for words in WORDS if words.mark in (None, mark)]
    for left, top, right, bottom in shown:
        assert min(left, top, WIDTH - right) >= 32
        over = [b for b in shown if b[0] < right and b[2] > left and b[1] < bottom and b[3] > top]
        assert over == [(left, top, right, bottom)]


@pytest.mark.parametrize("step", range(1, 6))
def test_a_mark_says_where_you_are_in_words_and_with_a_thick_outline(step: int) -> None:
    root = parsed()
    group = root.find(f".//{NAMESPACE}g[@id='here-{step}']")
    marks = root.find(f".//{NAMESPACE}g[@id='marks']")
    boxes = root.findall(f"./{NAMESPACE}g[@id='boxes']/{NAMESPACE}rect")
    assert group is not None
    assert marks is not None
    outline = group.find(f"{NAMESPACE}rect")
    assert outline is not None
    sides = ("x", "y", "width", "height")
    assert [outline.get(side) for side in sides] == [boxes[step - 1].get(side) for side in sides]
    assert float(marks.get("stroke-width", 0)) >= 12
    assert [words.text for words in WORDS if words.mark == f"here-{step}"] == [
        f"You are here: step {step}"
    ]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_covers_no_word_and_no_arrow(mark: str) -> None:
    ink = changed(drawn(), drawn(without="ink"))
    covered = ImageChops.darker(ink, changed(drawn(), drawn(mark)))
    assert ink.getbbox() is not None
    assert covered.getbbox() is None
