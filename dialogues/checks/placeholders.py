"""Whether the names in braces of a text are those that the program fills in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter

from pydantic import BaseModel

from dialogues.checks.nearest import did_you_mean
from dialogues.problem import Problem

At = tuple[str | int, ...]


def wrongly_filled_texts(
    value: object, filled: Mapping[str, str], at: At = ()
) -> Iterator[Problem]:
    """Give what is wrong with the names in braces of every text inside the value.

    `filled` holds the names by the path of a text, joined by points, places in lists left out.
    """
    match value:
        case str():
            known = filled.get(".".join(step for step in at if isinstance(step, str)), "")
            yield from wrongly_filled(value, known, at)
        case BaseModel():
            for name, inner in value:
                yield from wrongly_filled_texts(inner, filled, (*at, name))
        case dict():
            for name, inner in value.items():
                yield from wrongly_filled_texts(inner, filled, (*at, str(name)))
        case tuple():
            for index, inner in enumerate(value):
                yield from wrongly_filled_texts(inner, filled, (*at, index))
        case _:
            return


def wrongly_filled(text: str, known: str, at: At) -> Iterator[Problem]:
    """Give names in braces that are not filled in here, and needed ones that are not there.

    `known` are the names that are filled in, those with a ? may be left out.
    """
    try:
        names = {
            _as_written(*field[1:]) for field in Formatter().parse(text) if field[1] is not None
        }
    except ValueError:
        yield Problem("placeholder", "a brace without its partner: write {name}, or no brace", at)
        return
    allowed = [name.removesuffix("?") for name in known.split()]
    for name in sorted(names - set(allowed)):
        listed = ", ".join(f"{{{n}}}" for n in allowed) or "nothing"
        wrong = (
            f"{{{name}}} is not filled in here{did_you_mean(name, allowed)}; filled in: {listed}"
        )
        yield Problem("placeholder", wrong, at)
    for name in sorted({n for n in known.split() if not n.endswith("?")} - names):
        yield Problem("placeholder", f"{{{name}}} is missing: put it where it is to stand", at)


def _as_written(name: str | None, form: str | None, conversion: str | None) -> str:
    """Return what stands between the braces; only a bare name is allowed there."""
    return f"{name}{'!' if conversion else ''}{conversion or ''}{':' if form else ''}{form or ''}"
