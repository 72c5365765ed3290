"""What updates mean, of every shape."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.asking import Me
from adapters.telegram.updates import Grouped, Ignored, Read, Taken, read
from bot.account import Account
from dialogues.input import Attached, Began, Input, Left, Pressed, Returned, Said

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ME = Me(99, "tutor_bot")
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna", "language_code": "en"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Anna"}
GROUP = {"id": -5, "type": "supergroup", "title": "Friends"}
BOT = {"id": 99, "is_bot": True, "first_name": "Tutor"}

Raw = dict[str, Any]


def message(**fields: Any) -> Raw:
    return {"message_id": 1, "date": 1, "from": ANNA, "chat": PRIVATE} | fields


def press(data: str | None = "3:a", **fields: Any) -> Raw:
    below = message(**{"from": BOT}, text="Why?")
    return {"id": "q1", "from": ANNA, "message": below, "data": data} | fields


def member(before: str, after: str, chat: Raw = PRIVATE) -> Raw:
    roles = {"old_chat_member": {"status": before}, "new_chat_member": {"status": after}}
    return {"chat": chat, "from": ANNA, "date": 1} | roles


def heard(kind: str, body: Any) -> Read:
    return read({"update_id": 12, kind: body}, ME, NOW)


def taken(kind: str, body: Any) -> Input:
    found = heard(kind, body)
    assert isinstance(found, Taken), found
    return found.incoming.input


def test_a_text_is_said_by_the_account_of_the_private_chat_with_the_key_of_the_update() -> None:
    found = heard("message", message(text="a token?"))
    assert isinstance(found, Taken)
    assert found.incoming.input == Said("a token?")
    assert found.incoming.account == Account("telegram", "99", "7")
    assert found.incoming.key == "telegram:99:12"
    assert found.incoming.at == NOW
    assert found.callback is None


@pytest.mark.parametrize("text", ["/start", "/start@tutor_bot", "/start "])
def test_start_begins(text: str) -> None:
    assert taken("message", message(text=text)) == Began()


def test_start_with_a_payload_asks_for_the_lesson_of_that_id() -> None:
    found = heard("message", message(text="/start LRN-BEG-005"))
    assert isinstance(found, Taken)
    assert found.incoming.input == Began()
    assert found.incoming.lesson == "LRN-BEG-005"


@pytest.mark.parametrize("text", ["/menu@tutor_bot", "/glossary token", "/starting", "/start é ?"])
def test_all_other_words_are_the_dialogues_to_understand(text: str) -> None:
    assert taken("message", message(text=text)) == Said(text)


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("photo", "photo"),
        ("sticker", "sticker"),
        ("voice", "voice"),
        ("video_note", "voice"),
        ("document", "file"),
        ("location", "file"),
    ],
)
def test_what_is_no_text_is_attached_and_its_caption_is_not_read(field: str, kind: str) -> None:
    body = message(**{field: {"file_id": "f"}}, caption="A")
    assert taken("message", body) == Attached(kind)  # type: ignore[arg-type]


def test_an_album_is_one_input() -> None:
    first, second = (
        read({"update_id": n, "message": message(photo=[{}], media_group_id="m")}, ME, NOW)
        for n in (1, 2)
    )
    assert isinstance(first, Taken)
    assert isinstance(second, Taken)
    assert first.incoming.key == second.incoming.key == "telegram:99:album:m"


def test_a_press_names_its_prompt_and_is_to_be_answered() -> None:
    found = heard("callback_query", press())
    assert isinstance(found, Taken)
    assert found.incoming.input == Pressed("a", 3)
    assert found.callback == "q1"


def test_a_press_below_a_message_that_is_too_old_to_be_seen_is_a_press() -> None:
    below = {"chat": PRIVATE, "message_id": 1, "date": 0}
    assert taken("callback_query", press(message=below)) == Pressed("a", 3)


@pytest.mark.parametrize(
    "body",
    [
        press("forged"),
        press(None),
        press("9" * 30 + ":a"),
        press(message=None),
        press(message=message(chat=GROUP)),
        press(message=message(chat=PRIVATE | {"id": 8})),
        press(message=message(**{"from": BOT | {"id": 98}})),
        press() | {"from": ANNA | {"id": 8}},
    ],
)
def test_a_press_that_is_forged_or_below_anothers_message_is_answered_alone(body: Raw) -> None:
    found = heard("callback_query", body)
    assert isinstance(found, Ignored)
    assert found.callback == "q1"


def test_who_blocks_the_bot_has_left_and_who_unblocks_it_has_returned() -> None:
    assert taken("my_chat_member", member("member", "kicked")) == Left()
    assert taken("my_chat_member", member("kicked", "member")) == Returned()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("message", message(chat=GROUP, text="@Tutor_Bot hi")),
        ("message", message(chat=GROUP, text="/start@tutor_bot")),
        ("my_chat_member", member("left", "member", GROUP)),
        ("my_chat_member", member("kicked", "administrator", GROUP)),
    ],
)
def test_in_a_group_it_hears_when_it_is_added_or_spoken_to(kind: str, body: Raw) -> None:
    assert heard(kind, body) == Grouped(-5)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("message", message(chat=GROUP, text="@tutor_bot2 hello tutor_bot")),
        ("message", message(chat=GROUP, photo=[{}])),
        ("message", message(chat=GROUP, text="@tutor_bot", **{"from": BOT | {"id": 98}})),
        ("message", message(chat=PRIVATE | {"id": 8}, text="hi")),
        ("message", message(chat={"id": 7, "type": "channel"}, text="hi")),
        ("message", message(**{"from": None}, text="hi")),
        ("message", message(pinned_message={})),
        ("my_chat_member", member("member", "left", GROUP)),
        ("my_chat_member", member("member", "administrator", GROUP)),
        ("edited_message", message(text="hi")),
        ("channel_post", message(text="hi")),
        ("inline_query", {"id": "1"}),
    ],
)
def test_all_else_is_ignored_with_a_reason(kind: str, body: Raw) -> None:
    found = heard(kind, body)
    assert isinstance(found, Ignored)
    assert found.why
    assert found.callback is None


def test_a_bot_without_a_name_is_never_named() -> None:
    update = {"update_id": 1, "message": message(chat=GROUP, text="@ @tutor_bot")}
    assert isinstance(read(update, Me(99), NOW), Ignored)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)

BODIES = (("message", message(text="a")), ("callback_query", press()))


def _spoilt(body: Any, path: list[str], value: Any) -> Any:
    """Return the body with something else at the path, or without what is there."""
    if not path or not isinstance(body, dict):
        return value
    first, *rest = path
    return {**body, first: _spoilt(body.get(first), rest, value)}


PATHS = st.lists(
    st.sampled_from(["message", "chat", "from", "id", "type", "data", "text", "photo"]), max_size=3
)


@given(st.sampled_from(BODIES), PATHS, JSON, JSON)
def test_no_shape_raises(kind: tuple[str, Raw], path: list[str], value: Any, id: Any) -> None:
    name, body = kind
    for raw in (value, {"update_id": id, name: body}, {"update_id": 1, name: value}):
        assert isinstance(read(raw, ME, NOW), Taken | Ignored | Grouped)
    spoilt = {"update_id": 1, name: _spoilt(body, path, value)}
    assert isinstance(read(spoilt, ME, NOW), Taken | Ignored | Grouped)


def nested(wrap: Callable[[Any], Any], times: int) -> Any:
    value: Any = None
    for _ in range(times):
        value = wrap(value)
    return value


def test_neither_does_a_deep_one() -> None:
    deep = nested(lambda inner: {"message": inner}, 100_000)
    assert isinstance(read({"update_id": 1, "message": deep}, ME, NOW), Ignored)
    assert taken("message", message(photo=nested(lambda i: [i], 900))) == Attached("photo")


def test_the_id_of_a_press_is_found_in_a_broken_update() -> None:
    found = read({"update_id": None, "callback_query": {"id": "q1"}}, ME, NOW)
    assert found == Ignored("it has not the shape of an update", "q1")
