"""Draws the lessons' pictures: an SVG becomes a PNG, once, in a cache folder."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from bot.svg import hidden, parsed
from dialogues.reply import Image

WIDTH = 1200
"""Pixels: three for each one that a phone shows across a chat, so that small words stay sharp."""

SHIPPED_FONTS = Path(__file__).resolve().parents[1] / "content" / "fonts"

log = logging.getLogger(__name__)


class PictureError(Exception):
    """A picture cannot be had. The message names the place, what is wrong and what to do."""


def draw_svg(svg: str, mark: str | None, fonts: Sequence[Path]) -> bytes:
    """Return the SVG as a PNG, `WIDTH` pixels wide, with the hidden group `mark` shown.

    Words are drawn with these fonts only, so that a picture looks the same on every machine; a
    word in another font is left out. Raises ValueError when the SVG is broken, wants anything
    from outside itself, or has no hidden group of that name.
    """
    # Imported here: 3 MB of machine code that most runs of the program never need.
    import resvg_py  # noqa: PLC0415

    root = parsed(svg)
    if mark is not None:
        _show(root, mark)
    return resvg_py.svg_to_bytes(
        svg_string=ElementTree.tostring(root, encoding="unicode"),
        width=WIDTH,
        skip_system_fonts=True,
        font_files=[str(font) for font in fonts],
    )


def _show(root: ElementTree.Element, mark: str) -> None:
    groups = hidden(root)
    if mark not in groups:
        known = ", ".join(groups) or "none"
        raise ValueError(f"it has no hidden group {mark!r}; the hidden groups are: {known}")
    del groups[mark].attrib["display"]


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
        # One at a time, so that two askers do not draw the same picture twice. The drawing itself
        # (about 0.2 s, once for each picture) still holds the interpreter: resvg does not let go.
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._kept, image)

    def _kept(self, image: Image) -> Path:
        svg = self._read(image.file)
        fonts = self._fonts()
        kept = self._cache / f"{Path(image.file).stem}-{_fingerprint(svg, image.mark, fonts)}.png"
        if not kept.exists():
            self._keep(kept, self._drawn(image, svg, fonts))
            log.debug("drew picture %s, mark %s", image.file, image.mark)
        return kept

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
        folders = {SHIPPED_FONTS, self._content / "fonts"}
        return sorted(font for folder in folders for font in folder.glob("*.ttf"))

    def _drawn(self, image: Image, svg: str, fonts: Sequence[Path]) -> bytes:
        try:
            return draw_svg(svg, image.mark, fonts)
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
