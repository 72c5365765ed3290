"""What the server takes and what it refuses of blocks and views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from slack_sdk.models import blocks as models
from slack_sdk.models.blocks.basic_components import SlackFile
from slack_sdk.models.views import View

from tests.slack.fake.blocks import check_blocks, check_size
from tests.slack.fake.refusal import Finding
from tests.slack.fake.views import check_view

SAID = models.PlainTextObject(text="Answer")
OPTIONS = [models.Option(value=str(n), text=models.PlainTextObject(text=f"{n}")) for n in range(3)]
SELECT = models.StaticSelectElement(action_id="s", options=OPTIONS, initial_option=OPTIONS[1])
FIELD = models.PlainTextInputElement(action_id="t", multiline=True, max_length=9)


def button(**more: Any) -> models.ButtonElement:
    fields = {"text": "Go", "action_id": "a", "value": "1", "style": "primary"}
    return models.ButtonElement(**(fields | more))


TAKEN: Sequence[models.Block] = [
    models.SectionBlock(text=models.MarkdownTextObject(text="x" * 3000, verbatim=True)),
    models.SectionBlock(fields=[models.MarkdownTextObject(text="x" * 2000)] * 10),
    models.SectionBlock(text="x", accessory=button(accessibility_label="x" * 75)),
    models.DividerBlock(block_id="d"),
    models.HeaderBlock(text="x" * 150),
    models.ContextBlock(elements=[models.MarkdownTextObject(text="x")] * 10),
    models.ActionsBlock(elements=[button(text="x" * 75, value="x" * 2000, action_id="x" * 255)]),
    models.ActionsBlock(elements=[button(action_id=f"a{n}") for n in range(25)]),
    models.ActionsBlock(elements=[SELECT]),
    models.ActionsBlock(elements=[models.OverflowMenuElement(action_id="o", options=OPTIONS)]),
    models.ActionsBlock(elements=[models.RadioButtonsElement(action_id="r", options=OPTIONS)]),
    models.ActionsBlock(elements=[models.CheckboxesElement(action_id="c", options=OPTIONS)]),
    models.ImageBlock(slack_file=SlackFile(id="F1"), alt_text="x" * 2000),
    models.ImageBlock(image_url="https://example.org/x.png", alt_text="x", title="x"),
    models.InputBlock(label=SAID, element=FIELD, optional=True, hint="x"),
    models.InputBlock(
        label="x",
        element=models.NumberInputElement(action_id="n", is_decimal_allowed=True, min_value="1"),
        dispatch_action=True,
    ),
]


@pytest.mark.parametrize("block", TAKEN, ids=lambda block: str(block.type))
def test_what_the_sdk_builds_is_taken(block: models.Block) -> None:
    check_blocks([block.to_dict()])


TEXT = {"type": "plain_text", "text": "x"}
BUTTON = {"type": "button", "text": TEXT, "action_id": "a", "value": "1"}
OPTION = {"text": TEXT, "value": "1"}
PICTURE = {"type": "image", "alt_text": "x", "slack_file": {"id": "F1"}}
INPUT = {"type": "input", "label": TEXT, "element": {"type": "plain_text_input"}}


def section(**more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, **more}


def actions(*elements: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": [*elements]}


def pick(**more: Any) -> dict[str, Any]:
    return actions({"type": "static_select", "action_id": "a", "options": [OPTION], **more})


def says(most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": "x" * (most + 1)}


REFUSED: dict[str, Any] = {
    "unsupported type: poem": {"type": "poem"},
    "missing required field: type": {"text": TEXT},
    "missing required field: type ": "section",
    "must define either text or fields": {"type": "section"},
    "must be less than 3001 characters": section(text={"type": "mrkdwn", "text": "x" * 3001}),
    "must be less than 3001 characters ": section(text={"type": "mrkdwn", "text": "😀" * 1501}),
    "must be more than 0 characters": section(text={"type": "mrkdwn", "text": " "}),
    "invalid additional property: color": section(color="red"),
    "invalid additional property: emoji": section(
        text={"type": "mrkdwn", "text": "x", "emoji": True}
    ),
    "must be a boolean": section(text={"type": "mrkdwn", "text": "x", "verbatim": "yes"}),
    "must be a valid string": section(text={"type": "mrkdwn", "text": "\ud83d"}),
    "no more than 10 items allowed": section(fields=[TEXT] * 11),
    "must be less than 256 characters": section(block_id="x" * 256),
    "unsupported type: mrkdwn": actions({**BUTTON, "text": {"type": "mrkdwn", "text": "x"}}),
    "must be less than 76 characters": actions({**BUTTON, "text": says(75)}),
    "must be less than 76 characters ": actions({**BUTTON, "accessibility_label": "x" * 76}),
    "must be less than 2001 characters": actions({**BUTTON, "value": "x" * 2001}),
    "must be one of: primary, danger": actions({**BUTTON, "style": "default"}),
    "missing required field: text": actions({"type": "button", "action_id": "a"}),
    "action_id a already exists": actions(BUTTON, BUTTON),
    "no more than 25 items allowed": actions(*({**BUTTON, "action_id": str(n)} for n in range(26))),
    "no fewer than 1 items allowed": actions(),
    "unsupported type: plain_text_input": actions({"type": "plain_text_input"}),
    "must define exactly one of: options, option_groups": pick(
        option_groups=[{"label": TEXT, "options": [OPTION]}]
    ),
    "no more than 100 items allowed": pick(options=[OPTION] * 101),
    "must be less than 76 characters  ": pick(options=[{**OPTION, "text": says(75)}]),
    "must be less than 151 characters": pick(options=[{**OPTION, "value": "x" * 151}]),
    "options with the same value": pick(options=[OPTION, OPTION]),
    "initial_option is not one of": pick(initial_option={**OPTION, "value": "2"}),
    "missing required field: alt_text": {"type": "image", "slack_file": {"id": "F1"}},
    "must define exactly one of: image_url, slack_file": {"type": "image", "alt_text": "x"},
    "must define exactly one of: id, url": {**PICTURE, "slack_file": {}},
    "must be less than 151 characters ": {"type": "header", "text": says(150)},
    "must be less than 2001 characters ": {**INPUT, "label": says(2000)},
    "missing required field: element": {"type": "input", "label": TEXT},
    "missing required field: is_decimal_allowed": {**INPUT, "element": {"type": "number_input"}},
    "must be a valid number": {
        **INPUT,
        "element": {"type": "plain_text_input", "max_length": "9"},
    },
}


@pytest.mark.parametrize(("words", "block"), REFUSED.items(), ids=REFUSED)
def test_what_breaks_a_rule_is_refused_and_named(words: str, block: Any) -> None:
    with pytest.raises(Finding) as refused:
        check_blocks([block])
    assert refused.value.code == "invalid_blocks"
    assert words.strip() in refused.value.messages[0]
    assert "[json-pointer:/blocks" in refused.value.messages[0]


def test_ids_are_used_once_in_a_message() -> None:
    for blocks in ([section(block_id="b")] * 2, [actions(BUTTON), section(accessory=BUTTON)]):
        with pytest.raises(Finding, match="invalid_blocks"):
            check_blocks(blocks)


def test_a_message_has_fifty_blocks_and_a_view_a_hundred() -> None:
    check_blocks([section()] * 50)
    with pytest.raises(Finding):
        check_blocks([section()] * 51)
    check_view({"type": "home", "blocks": [section()] * 100}, "home")
    with pytest.raises(Finding):
        check_view({"type": "home", "blocks": [section()] * 101}, "home")


def test_all_texts_of_a_message_have_a_limit() -> None:
    long = section(text={"type": "mrkdwn", "text": "x" * 2600})
    check_size([long] * 5)
    with pytest.raises(Finding, match="msg_blocks_too_long"):
        check_size([long] * 5 + [section()])


def test_a_modal_that_the_sdk_builds_is_taken() -> None:
    modal = View(
        type="modal",
        title=models.PlainTextObject(text="x" * 24),
        submit=models.PlainTextObject(text="Send"),
        blocks=[models.InputBlock(label="x", element=FIELD)],
        private_metadata="x" * 3000,
        callback_id="x" * 255,
    )
    check_view(modal.to_dict(), "modal")


MODAL = {"type": "modal", "title": TEXT, "blocks": [section()]}


@pytest.mark.parametrize(
    ("view", "kind"),
    [
        (MODAL, "home"),
        ({**MODAL, "title": says(24)}, "modal"),
        ({**MODAL, "submit": says(24)}, "modal"),
        ({**MODAL, "close": says(24)}, "modal"),
        ({**MODAL, "blocks": [INPUT]}, "modal"),
        ({**MODAL, "private_metadata": "x" * 3001}, "modal"),
        ({**MODAL, "callback_id": "x" * 256}, "modal"),
        ({**MODAL, "blocks": [{"type": "poem"}]}, "modal"),
        ({**MODAL, "size": "big"}, "modal"),
        ({"type": "home", "blocks": [], "title": TEXT}, "home"),
        ("home", "home"),
    ],
)
def test_a_view_that_breaks_a_rule_is_refused(view: Any, kind: str) -> None:
    with pytest.raises(Finding, match="invalid_arguments"):
        check_view(view, kind)
