"""The choices of a message as buttons and menus, and a press on one as an input."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    InteractiveElement,
    Option,
    PlainTextObject,
    StaticSelectElement,
)

from adapters.slack.splitting import units
from adapters.slack.words import KEPT_TEXTS, without_directions
from dialogues.input import Pressed, Said
from dialogues.reply import Choice, button

LABEL = 75
"""The most UTF-16 units of a label."""

BUTTONS = 25
"""The most elements of one block."""

OPTIONS = 100
"""The most options of one menu."""

LONG = 30
"""Characters that Slack shows of a button where there is little room."""

MANY = 5
"""More long choices than this are a menu."""

HOME = "home"
"""Stands in the place of the prompt's number on buttons of the home page."""

Block = Mapping[str, Any]

# An id of content has 40 characters, and the bot's own buttons put "part." before some. An option
# takes 150.
_VALUE = re.compile(r"([0-9]{1,18}|home):([A-Za-z0-9._-]{0,45})")


@lru_cache(KEPT_TEXTS)
def choices_blocks(choices: tuple[Choice, ...], prompt: int | None) -> tuple[Block, ...]:
    """Return the blocks of the choices; None stands for the home page.

    Options of a question stand above the others. Many long ones are a menu.
    """
    place = HOME if prompt is None else str(prompt)
    options = [choice for choice in choices if choice.letter]
    others = [choice for choice in choices if not choice.letter]
    return (*_blocks(options, place), *_blocks(others, place))


def pressed(value: object) -> Pressed | Said | None:
    """Return what the value of a button or an option stands for; None when it is none of ours."""
    found = _VALUE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    return Said(f"/{found[2]}") if found[1] == HOME else Pressed(found[2], int(found[1]))


def _blocks(choices: Sequence[Choice], place: str) -> Iterator[Block]:
    listed = _listed(choices)
    menus = (listed[start : start + OPTIONS] for start in range(0, len(listed), OPTIONS))
    elements: list[InteractiveElement] = [_menu(options, place) for options in menus]
    elements += [_button(choice, place) for choice in choices if choice not in listed]
    for start in range(0, len(elements), BUTTONS):
        yield ActionsBlock(elements=elements[start : start + BUTTONS]).to_dict()


def _listed(choices: Sequence[Choice]) -> Sequence[Choice]:
    """Return the choices that stand in a menu."""
    if len(choices) > BUTTONS:
        return choices
    long = [choice for choice in choices if units(button(choice)) > LONG]
    return long if len(long) > MANY else ()


def _button(choice: Choice, place: str) -> ButtonElement:
    label = _label(choice)
    return ButtonElement(
        text=PlainTextObject(text=label, emoji=False),
        action_id=f"choice:{choice.id}",
        value=f"{place}:{choice.id}",
        accessibility_label=label,
    )


def _menu(choices: Sequence[Choice], place: str) -> StaticSelectElement:
    options = [
        Option(
            value=f"{place}:{choice.id}",
            text=PlainTextObject(text=_label(choice), emoji=False),
        )
        for choice in choices
    ]
    return StaticSelectElement(action_id=f"choices:{choices[0].id}", options=options)


def _label(choice: Choice) -> str:
    return fitting(button(choice), LABEL)


def fitting(text: str, limit: int) -> str:
    """Return the text, cut if it is longer than so many units; never nothing."""
    shown = without_directions(text).strip()
    if units(shown) > limit:
        while units(shown) >= limit:
            shown = shown[:-1]
        shown = shown.rstrip() + "…"
    return shown or "…"
