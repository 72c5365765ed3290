"""Reads an SVG, and refuses what must not reach the drawing library."""

from __future__ import annotations

from xml.etree import ElementTree

ROOT = "{http://www.w3.org/2000/svg}svg"
TALLEST = 3
DEEPEST = 50
"""A picture is at most so many times as high as wide, its groups so many deep. Without these
limits the drawing library can run out of memory or stack, and that ends the whole process."""


def parsed(svg: str) -> ElementTree.Element:
    """Return the picture's root, without its size: it is drawn in the shape of its view box.

    Raises ValueError when the SVG is broken, or wants anything from outside itself.
    """
    # Entities can only be declared in a DOCTYPE: without one there is nothing to expand or fetch.
    if "<!DOCTYPE" in svg:
        raise ValueError("it has a DOCTYPE: remove that line, a picture needs none")
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314  # no DOCTYPE, no entities
    except ElementTree.ParseError as error:
        raise ValueError(f"it is not well-formed XML: {error}") from None
    if root.tag != ROOT:
        raise ValueError('its root node is not <svg xmlns="http://www.w3.org/2000/svg">')
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    _check_depth(root)
    _check_links(root)
    _check_shape(root)
    return root


def hidden(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """Return the hidden groups of a picture by id: each is one mark, shown when asked for."""
    groups = (e for e in root.iter() if e.get("display") == "none")
    return {id: e for e in groups if (id := e.get("id"))}


def _check_depth(root: ElementTree.Element) -> None:
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
    if level:
        raise ValueError(f"its groups are over {DEEPEST} deep")


def _check_links(root: ElementTree.Element) -> None:
    for element in root.iter():
        for name, value in element.items():
            if name.rpartition("}")[2] == "href" and not value.startswith("#"):
                raise ValueError("it links to something outside itself: draw that in the file")


def _check_shape(root: ElementTree.Element) -> None:
    try:
        _, _, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    except ValueError:
        raise ValueError('it has no view box: write viewBox="0 0 WIDTH HEIGHT"') from None
    if not 0 < height <= TALLEST * width:
        raise ValueError(f"its view box is empty or over {TALLEST} times as high as wide")
