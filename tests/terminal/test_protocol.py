"""The JSON lines: which are understood, and what is said to those that are not."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.terminal import protocol
from adapters.terminal.protocol import BadLine, Order, read_order
from bot.account import Account
from dialogues.input import Pressed, Said
from dialogues.reply import Choice, Image, Reply

ANN = Account("terminal", "local", "ann")


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ('{"text": "hello"}', Order(Said("hello"))),
        ('{"text": ""}', Order(Said(""))),
        ('{"text": "\\u202e \\u0007"}', Order(Said("\u202e \x07"))),
        ('{"choice": "a"}', Order(Pressed("a"))),
        ('{"choice": "a", "prompt": 3}', Order(Pressed("a", 3))),
        ('{"text": "b", "prompt": 3, "choice": null}', Order(Said("b"))),
        ('{"text": "b", "key": "k1", "from": " ann "}', Order(Said("b"), "k1", None, ANN)),
        ('{"tick": true}', Order()),
        (
            '{"tick": true, "at": "2026-03-02T10:00:00+01:00"}',
            Order(None, None, datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ),
        (
            '{"text": "b", "at": "2026-03-02T09:00:00Z"}',
            Order(Said("b"), None, datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ),
    ],
)
def test_a_line_of_the_protocol_becomes_an_order(line: str, order: Order) -> None:
    assert read_order(line.encode()) == order


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"", "not JSON"),
        (b'{"text": "a"', "not JSON"),
        (b'{"text": "a"} {"text": "b"}', "not JSON"),
        (b'{"text": "\\ud800 half"}', "not JSON"),
        (b'{"text": "raw \x00 byte"}', "not JSON"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[1, 2]", "Expected `object`"),
        (b'"hello"', "Expected `object`"),
        (b"[" * 100_000, "Expected `object`"),
        (b'{"text": ' + b"[" * 100_000, "$.text"),
        (b'{"text": 5}', "$.text"),
        (b'{"choice": true}', "$.choice"),
        (b'{"choice": "a", "prompt": "3"}', "$.prompt"),
        (b'{"choice": "a", "prompt": true}', "$.prompt"),
        (b'{"choice": "a", "prompt": 1.5}', "$.prompt"),
        (b'{"text": "a", "form": "speaker"}', "unknown field `form`"),
        (b'{"text": "a", "speaker": "b"}', "unknown field `speaker`"),
        (b"{}", "needs one of"),
        (b'{"at": "2026-03-02T09:00:00Z"}', "needs one of"),
        (b'{"text": "a", "choice": "b"}', "needs one of"),
        (b'{"text": "a", "tick": true}', "needs one of"),
        (b'{"tick": false}', "needs one of"),
        (b'{"text": "a\\u0000b"}', "NUL"),
        (b'{"choice": "a\\u0000b"}', "NUL"),
        (b'{"text": "a", "at": "tomorrow"}', '"at" is not a time'),
        (b'{"text": "a", "at": "2026-03-02T09:00:00"}', "no time zone"),
        (b'{"text": "a", "at": "0001-01-01T00:00:00+14:00"}', "between the years"),
        (b'{"text": "a", "at": "9999-12-31T23:59:59-14:00"}', "between the years"),
        (b'{"text": "a", "at": 5}', "$.at"),
        (b'{"text": "a", "key": ""}', '"key"'),
        (b'{"text": "a", "key": 7}', "$.key"),
        (b'{"text": "a", "from": ""}', '"from" is no name'),
        (b'{"text": "a", "from": "a\\nb"}', '"from" is no name'),
    ],
)
def test_a_bad_line_is_told_what_is_wrong(line: bytes, words: str) -> None:
    with pytest.raises(BadLine) as caught:
        read_order(line)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: json.dumps(text).encode()))
def test_any_bytes_are_an_order_or_a_bad_line(line: bytes) -> None:
    with suppress(BadLine):
        assert isinstance(read_order(line), Order)


@given(
    st.dictionaries(
        st.sampled_from(["text", "choice", "prompt", "key", "at", "from", "tick"]),
        st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
    )
)
def test_any_values_in_the_fields_are_an_order_or_a_bad_line(fields: dict[str, object]) -> None:
    with suppress(BadLine):
        assert isinstance(read_order(json.dumps(fields).encode()), Order)


def test_a_reply_becomes_one_line_with_its_options_in_the_text() -> None:
    choices = (Choice("lens", "The lens", "A"), Choice("hint", "Hint"))
    line = protocol.message(ANN, Reply("**Why?**", choices, prompt=4), None)
    assert json.loads(line) == {
        "type": "message",
        "to": "ann",
        "text": "**Why?**\n\nA. The lens",
        "choices": [{"id": "lens", "label": "A: The lens"}, {"id": "hint", "label": "Hint"}],
        "prompt": 4,
        "image": None,
    }


def test_a_picture_has_its_path_its_alt_text_and_its_caption() -> None:
    image = Image("tiny/lantern.svg", alt="A lamp", caption="Look", text="Step 1 is the lamp.")
    line = protocol.message(ANN, Reply("Look", image=image), Path("/p/lantern.png"))
    drawn = json.loads(line)
    assert drawn["image"] == {"path": "/p/lantern.png", "alt": "A lamp", "caption": "Look"}
    assert drawn["prompt"] is None


def test_a_turn_and_an_error_have_the_fields_of_the_protocol() -> None:
    assert json.loads(protocol.turn(duplicate=True)) == {
        "type": "turn",
        "accepted": True,
        "duplicate": True,
    }
    assert json.loads(protocol.trouble("no")) == {"type": "error", "message": "no"}
