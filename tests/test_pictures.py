"""Pictures are drawn once, with our own fonts, and nothing but pictures comes out."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest

from bot import shipped
from bot.drawing import draw_svg
from bot.pictures import PictureError, Pictures
from dialogues.reply import Image

FONTS = sorted(shipped.FONTS.glob("*.ttf"))
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">
  <rect width="300" height="200" fill="#fff"/>
  <text x="20" y="90" font-size="40" font-family="Atkinson Hyperlegible">One step</text>
  <g id="here-1" display="none"><rect x="10" y="40" width="200" height="80" fill="#c00"/></g>
  <g id="here-2" display="none"><rect x="10" y="140" width="200" height="50" fill="#c00"/></g>
</svg>"""


@dataclass
class Place:
    """A content folder with one picture, and a cache folder that is not there yet."""

    content: Path
    cache: Path

    @property
    def source(self) -> Path:
        return self.content / "lesson" / "steps.svg"

    @property
    def pictures(self) -> Pictures:
        return Pictures(self.content, self.cache)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path / "content", tmp_path / "cache")
    place.source.parent.mkdir(parents=True)
    place.source.write_text(SVG)
    return place


def image(file: str = "lesson/steps.svg", mark: str | None = None) -> Image:
    return Image(file=file, alt="Steps.", caption="Steps", text="One step.", mark=mark)


async def refusal(place: Place, asked: Image) -> str:
    with pytest.raises(PictureError) as caught:
        await place.pictures.path(asked)
    return str(caught.value)


def test_a_drawing_is_1200_pixels_wide_in_the_shape_of_its_view_box() -> None:
    sized = SVG.replace("viewBox", 'width="30" height="9000" viewBox')
    for svg in (SVG, sized):
        assert PIL.Image.open(BytesIO(draw_svg(svg, None, FONTS))).size == (1200, 800)


def test_words_are_drawn_with_the_given_fonts_only() -> None:
    without_words = SVG.replace("One step", "")
    assert draw_svg(SVG, None, FONTS) != draw_svg(without_words, None, FONTS)
    installed = SVG.replace("Atkinson Hyperlegible", "DejaVu Sans, Liberation Sans, Arial")
    assert draw_svg(installed, None, FONTS) == draw_svg(without_words, None, FONTS)


def test_a_mark_shows_its_group_and_no_other() -> None:
    drawings = {draw_svg(SVG, mark, FONTS) for mark in (None, "here-1", "here-2")}
    assert len(drawings) == 3


def test_an_unknown_mark_is_named_beside_those_that_exist() -> None:
    with pytest.raises(ValueError, match=r"'here-9'.*here-1, here-2"):
        draw_svg(SVG, "here-9", FONTS)


@pytest.mark.parametrize(
    ("svg", "reason"),
    [
        (SVG.replace("</svg>", ""), "well-formed"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "DOCTYPE"),
        (SVG.replace("<rect", '<image href="/etc/hostname"/><rect', 1), "outside itself"),
        (SVG.replace("0 0 300 200", "0 0 1 1000000"), "3 times as high"),
        (SVG.replace("0 0 300 200", "0 0 0 0"), "empty"),
        (SVG.replace("0 0 300 200", "wide"), "no view box"),
        (SVG.replace("<rect", "<g>" * 900 + "</g>" * 900 + "<rect", 1), "50 deep"),
        ('<html viewBox="0 0 1 1"/>', "root node"),
    ],
)
def test_a_drawing_that_is_broken_or_unsafe_is_refused(svg: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        draw_svg(svg, None, FONTS)


async def test_a_picture_is_a_png_at_an_absolute_path(place: Place) -> None:
    path = await place.pictures.path(image())
    assert path.is_absolute()
    assert path.parent == place.cache
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.read_bytes() == draw_svg(SVG, None, FONTS)


async def test_a_picture_that_is_kept_is_not_drawn_again(place: Place) -> None:
    first = await place.pictures.path(image())
    first.write_bytes(b"kept")
    assert await place.pictures.path(image()) == first
    assert first.read_bytes() == b"kept"


async def test_two_who_ask_at_once_cause_one_drawing(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot.pictures")
    pictures = place.pictures
    first, second = await asyncio.gather(pictures.path(image()), pictures.path(image()))
    assert first == second
    assert [record.name for record in caplog.records].count("bot.pictures") == 1


async def test_another_mark_drawing_or_font_is_another_picture(place: Place) -> None:
    paths = [await place.pictures.path(image(mark=mark)) for mark in (None, "here-1", "here-2")]
    place.source.write_text(SVG.replace("One", "Two"))
    paths.append(await place.pictures.path(image()))
    shutil.copytree(shipped.FONTS, place.content / "fonts")
    paths.append(await place.pictures.path(image()))
    assert len(set(paths)) == 5


async def test_only_the_owner_can_read_what_is_kept(place: Place) -> None:
    mask = os.umask(0)
    try:
        path = await place.pictures.path(image())
    finally:
        os.umask(mask)
    assert place.cache.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(place.cache.iterdir()) == [path]


async def test_a_picture_outside_the_content_folder_is_refused(place: Place) -> None:
    outside = place.content.parent / "outside.svg"
    outside.write_text(SVG)
    (place.content / "link.svg").symlink_to(outside)
    for file in ("../outside.svg", str(outside), "link.svg"):
        assert f"picture {file}: it is outside" in await refusal(place, image(file))
    assert not place.cache.exists()


async def test_an_error_names_the_picture_and_what_to_do(place: Place) -> None:
    missing = await refusal(place, image("lesson/none.svg"))
    assert "lesson/none.svg" in missing
    assert "put it there" in missing
    unmarked = await refusal(place, image(mark="here-9"))
    assert "lesson/steps.svg" in unmarked
    assert "here-9" in unmarked
    place.source.write_text("<svg")
    broken = await refusal(place, image())
    assert "lesson/steps.svg" in broken
    assert "correct the file" in broken
    place.source.write_bytes(b"\xff")
    assert "save it as UTF-8" in await refusal(place, image())


async def test_an_error_names_the_cache_folder_that_cannot_be_written(place: Place) -> None:
    place.cache.write_text("a file in the way")
    told = await refusal(place, image())
    assert str(place.cache) in told
    assert "make it writable" in told


async def test_the_loop_goes_on_while_a_picture_is_drawn(place: Place) -> None:
    drawing = asyncio.ensure_future(place.pictures.path(image()))
    longest, last = 0.0, time.monotonic()
    while not drawing.done():
        await asyncio.sleep(0)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    own = time.monotonic()
    draw_svg(SVG, None, FONTS)
    assert longest < time.monotonic() - own  # in this process it would stand still that long
