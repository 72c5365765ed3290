"""Judges messages as Slack would: the limits of its reference, and the SDK's own models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from tests.slack.texts import read

BLOCKS, PAGE = 50, 100
WHOLE = 13_000
"""Characters of all blocks together, above which Slack was seen to refuse a message."""


def judge(params: Mapping[str, Any]) -> None:
    """Assert that Slack takes this message, and that nothing in it is obeyed or looked up."""
    text = params["text"]
    assert 0 < len(text) <= 4000
    found = read(text)
    assert not found.commands
    assert not found.links
    assert params["parse"] == "none"
    assert params["link_names"] is False
    judge_blocks(params["blocks"], BLOCKS)
    assert sum(len(words) for words in texts(params["blocks"])) <= WHOLE


def judge_blocks(blocks: Sequence[Mapping[str, Any]], most: int) -> None:
    """Assert that Slack takes these blocks."""
    assert len(blocks) <= most
    for block in blocks:
        parsed = Block.parse(dict(block))
        assert parsed is not None
        assert parsed.to_dict() == dict(block)
    actions = [one["action_id"] for one in elements(blocks)]
    assert len(actions) == len(set(actions))
    for block in blocks:
        match block["type"]:
            case "section":
                assert 0 < len(block["text"]["text"]) <= 3000
                assert block["text"]["verbatim"] is True
                assert not read(block["text"]["text"]).commands
            case "image":
                assert 0 < len(block["alt_text"]) <= 2000
                assert block["slack_file"]["id"]
            case "actions":
                assert 1 <= len(block["elements"]) <= 25
                for element in block["elements"]:
                    judge_element(element)
            case "input":
                assert 0 < len(block["label"]["text"]) <= 2000
                assert len(block["block_id"]) <= 255
            case other:
                raise AssertionError(other)


def judge_element(element: Mapping[str, Any]) -> None:
    """Assert that Slack takes this button or menu."""
    assert 0 < len(element["action_id"]) <= 255
    if element["type"] == "button":
        assert 0 < len(element["text"]["text"]) <= 75
        assert 0 < len(element["value"]) <= 2000
        assert len(element.get("accessibility_label", "")) <= 75
        return
    assert element["type"] == "static_select"
    assert 1 <= len(element["options"]) <= 100
    for option in element["options"]:
        assert 0 < len(option["text"]["text"]) <= 75
        assert 0 < len(option["value"]) <= 150


def elements(blocks: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return all buttons, menus and fields."""
    found: list[Mapping[str, Any]] = []
    for block in blocks:
        found += block.get("elements", [])
        found += [block["element"]] if "element" in block else []
    return found


def values(blocks: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return what can be pressed: value and words."""
    found: list[tuple[str, str]] = []
    for element in elements(blocks):
        if element["type"] == "button":
            found.append((element["value"], element["text"]["text"]))
        found += [(one["value"], one["text"]["text"]) for one in element.get("options", [])]
    return found


def texts(value: Any) -> Iterator[str]:
    """Give all words in blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from texts(one)
