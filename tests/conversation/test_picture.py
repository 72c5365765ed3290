"""The picture of the ranges: drawn from values, readable on a phone, the same in words."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from PIL import Image as Pillow
from PIL import ImageFont

from bot import shipped
from bot.changes import decode_reply, encode_reply
from bot.chart import EDGE, WIDTH, chart_svg
from bot.drawing import draw_svg
from bot.pictures import Pictures
from bot.svg import parsed
from dialogues.input import Pressed
from dialogues.reply import Chart, Image
from dialogues.state import fresh
from tests.conversation.test_pages import CASES, COURSE, every_case
from tests.engine.talks import say

FONTS = sorted(shipped.FONTS.glob("*.ttf"))
PHONE = 360
SMALLEST = 11
"""Pixels on a phone."""


def image(inputs: tuple[str, ...]) -> Image:
    turn = say(COURSE, fresh(), "hello", *inputs, Pressed("more"), Pressed("picture"))
    found = turn.replies[-1].image
    assert found
    return found


def chart(inputs: tuple[str, ...]) -> Chart:
    found = image(inputs).chart
    assert found
    return found


@every_case
def test_bars_and_ticks_are_in_order(inputs: tuple[str, ...]) -> None:
    for panel in chart(inputs).panels:
        assert all(later.value == pytest.approx(10 * t.value) for t, later in pairwise(panel.ticks))
        for bar in panel.bars:
            assert panel.ticks[0].value <= bar.low <= bar.central <= bar.high
            assert bar.high <= panel.ticks[-1].value


@every_case
def test_no_words_run_out_of_the_picture_or_are_too_small_for_a_phone(
    inputs: tuple[str, ...],
) -> None:
    for text in parsed(chart_svg(chart(inputs))).iter():
        if not text.tag.endswith("text"):
            continue
        size = float(text.attrib["font-size"])
        assert size * PHONE / WIDTH >= SMALLEST
        bold = "Bold" if "font-weight" in text.attrib else "Regular"
        font = next(font for font in FONTS if bold in font.name)
        width = ImageFont.truetype(font, int(size)).getlength(text.text or "")
        middle = text.get("text-anchor") == "middle"
        left = float(text.attrib["x"]) - (width / 2 if middle else 0)
        assert left >= 0
        assert left + width <= WIDTH - (0 if middle else EDGE / 2), text.text


def test_a_chart_is_drawn_by_its_values_and_kept(tmp_path: Path) -> None:
    drawn = draw_svg(chart_svg(chart(CASES["a firm"])), None, FONTS)
    picture = Pillow.open(BytesIO(drawn))
    assert picture.width == WIDTH
    assert picture.height < 2 * WIDTH


async def test_charts_of_other_values_are_other_files(tmp_path: Path) -> None:
    pictures = Pictures(shipped.CONTENT, tmp_path / "pictures")
    one, other = image(CASES["a firm"]), image(CASES["a toy"])
    first = await pictures.path(one)
    assert first.name.startswith("ranges-")
    assert first.read_bytes().startswith(b"\x89PNG")
    assert await pictures.path(one) == first
    assert await pictures.path(other) != first


@every_case
def test_the_words_say_all_that_the_picture_shows(inputs: tuple[str, ...]) -> None:
    found = image(inputs)
    for panel in chart(inputs).panels:
        assert panel.title in found.text
        for bar in panel.bars:
            assert bar.words in found.text
            assert bar.words in found.alt
    assert len(found.alt) <= 2_000


def test_a_reply_with_a_chart_survives_the_outbox_and_one_without_is_as_before() -> None:
    turn = say(COURSE, fresh(), "hello", *CASES["a firm"], Pressed("more"), Pressed("picture"))
    reply = turn.replies[-1]
    assert decode_reply(encode_reply(reply)) == reply
    old = b'{"text":"x","image":{"file":"a/b.svg","alt":"A","caption":"C","text":"T"}}'
    assert decode_reply(old).image == Image("a/b.svg", "A", "C", "T")
    assert "chart" not in msgspec.json.encode(Image("a/b.svg", "A", "C", "T")).decode()
