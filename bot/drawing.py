"""Draws one SVG as a PNG: a program of its own, as the native library holds the interpreter.

`python -m bot.drawing` reads an `Order` as JSON from standard input and writes the PNG to standard
output. What is wrong with the SVG goes to standard error, with exit code 1. A picture that ends
the library ends only this process.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import msgspec

from bot import shipped
from bot.svg import hidden, parsed

WIDTH = 1200
"""Pixels: three for each one that a phone shows across a chat, so that small words stay sharp."""

LONGEST = 30.0
"""Seconds that a drawing may take; a lesson's takes a fifth of one."""


class Order(msgspec.Struct, frozen=True):
    """What is to be drawn, see `draw_svg`."""

    svg: str
    mark: str | None
    fonts: tuple[str, ...]


async def drawn(order: Order) -> bytes:
    """Return the picture as a PNG, drawn in another process; raise ValueError if it cannot be."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.drawing",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=shipped.ROOT,
    )
    try:
        async with asyncio.timeout(LONGEST):
            png, wrong = await process.communicate(msgspec.json.encode(order))
    except TimeoutError:
        raise ValueError(f"it takes over {LONGEST:.0f} seconds to draw") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise ValueError(wrong.decode() if process.returncode == 1 else "it cannot be drawn")
    return png


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


def main() -> None:
    """Draw what standard input orders."""
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    try:
        png = draw_svg(order.svg, order.mark, [Path(font) for font in order.fonts])
    except ValueError as error:
        sys.exit(str(error))
    sys.stdout.buffer.write(png)


if __name__ == "__main__":
    main()
