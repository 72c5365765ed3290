"""Draws a sheet as one page of HTML that needs nothing else: on a screen, a phone, and paper."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from dialogues.sheet import Sheet


def html_page(sheet: Sheet) -> bytes:
    """Return the page in UTF-8. What stands in the sheet is shown as it is, and never run."""
    return _template().render(sheet=sheet).encode()


@cache
def _template() -> Template:
    found = FileSystemLoader(Path(__file__).parent)
    drawing = Environment(
        loader=found,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return drawing.get_template("sheet.html")
