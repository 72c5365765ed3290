"""The blocks that this server knows, and what Slack asks of each: tables of checks.

Limits are those of Slack's Block Kit reference. Stricter than Slack: an action's id is used once
in a message, not once in a block. Kinds of blocks that are not here are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.slack.fake.refusal import Finding
from tests.slack.fake.shapes import (
    Check,
    Wrong,
    any_of,
    by_type,
    exactly_one,
    flag,
    items,
    number,
    one_of,
    shape,
    string,
)

IN_A_MESSAGE, IN_A_VIEW = 50, 100
WHOLE = 13_000
"""Characters of all texts together: documented nowhere, seen refused above it."""


def plain(most: int) -> Check:
    """A text without marks."""
    return by_type({"plain_text": shape({"text": string(most)}, {"emoji": flag})})


def words(most: int) -> Check:
    """A text with or without marks."""
    marked = shape({"text": string(most)}, {"verbatim": flag})
    simple = shape({"text": string(most)}, {"emoji": flag})
    return by_type({"mrkdwn": marked, "plain_text": simple})


ACTION = {"action_id": string(255)}
FOCUS = {"focus_on_load": flag}
CONFIRM = {
    "confirm": shape(
        {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
        {"style": one_of("primary", "danger")},
    )
}
OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})
ANY_OPTION = shape({"text": words(75), "value": string(150)}, {"description": words(75)})
GROUP = shape({"label": plain(75), "options": items(OPTION, 100)})
FILE = exactly_one(shape({}, {"id": string(255), "url": string(3000)}), "id", "url")
WHEN = shape({"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)})
PLACEHOLDER = {"placeholder": plain(150)}
PICTURE = {"image_url": string(3000), "slack_file": FILE}


def _chosen(check: Check) -> Check:
    """What is chosen at first has to be one of the options, and no value stands twice."""

    def both(value: Any, at: str) -> None:
        check(value, at)
        groups = [{"options": value.get("options", [])}, *value.get("option_groups", [])]
        options = [option for group in groups for option in group["options"]]
        values = [option["value"] for option in options]
        if len(values) != len({*values}):
            raise Wrong("options with the same value", f"{at}/options")
        first = value.get("initial_options", [])
        first = [*first, value["initial_option"]] if "initial_option" in value else first
        if any(one not in options for one in first):
            raise Wrong("initial_option is not one of the options", at)

    return both


BUTTON = shape(
    {"text": plain(75)},
    {
        **ACTION,
        **CONFIRM,
        "url": string(3000),
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
SELECT = _chosen(
    exactly_one(
        shape(
            {},
            {
                **ACTION,
                **CONFIRM,
                **FOCUS,
                **PLACEHOLDER,
                "options": items(OPTION, 100),
                "option_groups": items(GROUP, 100),
                "initial_option": OPTION,
            },
        ),
        "options",
        "option_groups",
    )
)


def _choices(initial: Mapping[str, Check]) -> Check:
    fields = {**ACTION, **CONFIRM, **FOCUS, **initial}
    return _chosen(shape({"options": items(ANY_OPTION, 10)}, fields))


OVERFLOW = _chosen(shape({"options": items(OPTION, 5)}, {**ACTION, **CONFIRM}))
RADIO = _choices({"initial_option": ANY_OPTION})
CHECKS = _choices({"initial_options": items(ANY_OPTION, 10)})
TYPED = shape(
    {},
    {
        **ACTION,
        **FOCUS,
        **PLACEHOLDER,
        "multiline": flag,
        "min_length": number,
        "max_length": number,
        "initial_value": string(3000, 0),
        "dispatch_action_config": WHEN,
    },
)
NUMBER = shape(
    {"is_decimal_allowed": flag},
    {
        **ACTION,
        **FOCUS,
        **PLACEHOLDER,
        "min_value": string(32),
        "max_value": string(32),
        "initial_value": string(32),
        "dispatch_action_config": WHEN,
    },
)
IMAGE = exactly_one(shape({"alt_text": string(2000)}, PICTURE), "image_url", "slack_file")

PRESSED: Mapping[str, Check] = {
    "button": BUTTON,
    "static_select": SELECT,
    "overflow": OVERFLOW,
    "radio_buttons": RADIO,
    "checkboxes": CHECKS,
}
FILLED_IN: Mapping[str, Check] = {
    "plain_text_input": TYPED,
    "number_input": NUMBER,
    "static_select": SELECT,
    "radio_buttons": RADIO,
    "checkboxes": CHECKS,
}
SEEN = by_type({"image": IMAGE, "mrkdwn": words(3000), "plain_text": words(3000)})
ID = {"block_id": string(255)}

BLOCK = by_type(
    {
        "section": any_of(
            shape(
                {},
                {
                    **ID,
                    "text": words(3000),
                    "fields": items(words(2000), 10),
                    "accessory": by_type({**PRESSED, "image": IMAGE}),
                    "expand": flag,
                },
            ),
            ("text", "fields"),
        ),
        "divider": shape({}, ID),
        "header": shape({"text": plain(150)}, ID),
        "context": shape({"elements": items(SEEN, 10)}, ID),
        "actions": shape({"elements": items(by_type(PRESSED), 25)}, ID),
        "image": exactly_one(
            shape({"alt_text": string(2000)}, {**ID, **PICTURE, "title": plain(2000)}),
            "image_url",
            "slack_file",
        ),
        "input": shape(
            {"label": plain(2000), "element": by_type(FILLED_IN)},
            {**ID, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
        ),
    }
)


def check_blocks(blocks: Any, most: int = IN_A_MESSAGE, at: str = "/blocks") -> None:
    """Check blocks that are not empty. Raises Finding with the code invalid_blocks."""
    try:
        if not isinstance(blocks, list):
            raise Finding("invalid_blocks_format")
        items(BLOCK, most)(blocks, at)
        _once("block_id", [b["block_id"] for b in blocks if "block_id" in b], at)
        _once("action_id", [e["action_id"] for e in elements(blocks) if "action_id" in e], at)
    except Wrong as wrong:
        raise Finding("invalid_blocks", [str(wrong)]) from None


def check_size(blocks: Sequence[Mapping[str, Any]]) -> None:
    """Check that the blocks of a message are not too long in all. Raises Finding."""
    if (length := sum(len(text) for text in texts(blocks))) > WHOLE:
        raise Finding("msg_blocks_too_long", [f"{length} characters"])


def elements(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Give all that can be pressed or filled in."""
    for block in blocks:
        if block["type"] == "actions":
            yield from block["elements"]
        for name in ("element", "accessory"):
            if block.get(name, {}).get("type", "image") != "image":
                yield block[name]


def pictures(blocks: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return the files that are shown, each with the pointer to it."""
    return [
        (str(block["slack_file"].get("id")), f"/blocks/{place}/slack_file")
        for place, block in enumerate(blocks)
        if "slack_file" in block
    ]


def texts(value: Any) -> Iterator[str]:
    """Give the words of all texts in it."""
    if isinstance(value, Mapping):
        if value.get("type") in ("mrkdwn", "plain_text"):
            yield value["text"]
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def _once(name: str, ids: Sequence[str], at: str) -> None:
    for id in ids:
        if ids.count(id) > 1:
            raise Wrong(f"{name} {id} already exists", at)
