"""Draws pictures: an SVG of a lesson, or a chart, becomes a PNG, once, in a cache folder."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot import shipped
from bot.chart import chart_svg
from bot.drawing import WIDTH, Order, drawn
from bot.stacks import stacks_svg
from dialogues.reply import Image

log = logging.getLogger(__name__)


class PictureError(Exception):
    """A picture cannot be had. The message names the place, what is wrong and what to do."""


class Pictures:
    """The pictures of a content folder, drawn when first asked for and kept in a cache folder.

    The fonts are those that ship with the program and those in the content's own `fonts` folder.
    The cache folder is made when it is first needed and may be deleted at any time.
    """

    def __init__(self, content: Path, cache: Path) -> None:
        self._content = content.resolve()
        self._cache = cache.resolve()
        self._one_at_a_time = asyncio.Lock()

    async def path(self, image: Image) -> Path:
        """Return the absolute path of the picture as a PNG; raise PictureError if it has none."""
        # One at a time, so that two askers do not draw the same picture twice.
        async with self._one_at_a_time:
            kept, order = await asyncio.to_thread(self._ordered, image)
            if not kept.exists():
                png = await self._drawn(image, order)
                await asyncio.to_thread(self._keep, kept, png)
                log.debug("drew picture %s, mark %s", image.file, image.mark)
            return kept

    def _ordered(self, image: Image) -> tuple[Path, Order]:
        """Return where the picture is kept, and what there is to draw."""
        svg = self._svg(image)
        fonts = self._fonts()
        name = f"{Path(image.file).stem}-{_fingerprint(svg, image.mark, fonts)}.png"
        return self._cache / name, Order(svg, image.mark, tuple(str(font) for font in fonts))

    def _svg(self, image: Image) -> str:
        if image.chart:
            return chart_svg(image.chart)
        return stacks_svg(image.stacks) if image.stacks else self._read(image.file)

    def _read(self, file: str) -> str:
        source = (self._content / file).resolve()
        if not source.is_relative_to(self._content):
            raise PictureError(f"picture {file}: it is outside the content folder; move it inside")
        try:
            return source.read_text(encoding="utf-8")
        except OSError as error:
            wrong = f"it cannot be read from {self._content} ({error.strerror})"
            raise PictureError(f"picture {file}: {wrong}; put it there") from error
        except UnicodeDecodeError as error:
            raise PictureError(f"picture {file}: it is not UTF-8 text; save it as UTF-8") from error

    def _fonts(self) -> list[Path]:
        folders = {shipped.FONTS, self._content / "fonts"}
        return sorted(font for folder in folders for font in folder.glob("*.ttf"))

    async def _drawn(self, image: Image, order: Order) -> bytes:
        try:
            return await drawn(order)
        except ValueError as error:
            raise PictureError(f"picture {image.file}: {error}; correct the file") from error

    def _keep(self, kept: Path, png: bytes) -> None:
        try:
            self._cache.mkdir(mode=0o700, exist_ok=True)
            _write_whole(kept, png)
        except OSError as error:
            wrong = f"pictures cannot be kept there ({error.strerror})"
            raise PictureError(f"{self._cache}: {wrong}; make room, or make it writable") from error


def _fingerprint(svg: str, mark: str | None, fonts: Sequence[Path]) -> str:
    parts = [svg.encode(), repr((mark, WIDTH)).encode(), *(font.read_bytes() for font in fonts)]
    whole = b"".join(hashlib.sha256(part).digest() for part in parts)
    return hashlib.sha256(whole).hexdigest()[:16]


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file, mode 0600, that is never seen half written, not even after a power cut."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError:
        os.unlink(name)
        raise
