"""Replies as messages of Telegram."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.entities import formatted
from adapters.telegram.messages import Message, Params, messages, sending, settling, without_looks
from dialogues.reply import Choice, Image, Reply
from tests.telegram.fake.checks import CAPTION, TEXT, check_buttons, check_text
from tests.telegram.texts import LONG, squeezed

GO_ON = Choice("continue", "Continue")
AS_TEXT = Choice("text", "Read as text")
IMAGE = Image("a/b.svg", "A lamp.", "You are here: step 1.", "Step 1 is the lamp.")


def texts(reply: Reply, *, drawn: bool = True) -> list[str]:
    return [message.text.text for message in messages(reply, drawn=drawn)]


def test_the_options_of_a_question_stand_in_its_text_and_below_it() -> None:
    options = (Choice("a", "The **bent** lens", "A"), Choice("b", "The lamp", "B"))
    (message,) = messages(Reply("Why?", options, 3))
    assert message.text.text == "Why?\n\nA. The bent lens\nB. The lamp"
    assert message.buttons == {
        "inline_keyboard": [
            [{"text": "A: The **bent** lens", "callback_data": "3:a"}],
            [{"text": "B: The lamp", "callback_data": "3:b"}],
        ]
    }


def test_a_message_is_sent_with_its_looks_and_its_buttons() -> None:
    (message,) = messages(Reply("**Hi**", (GO_ON,), 1))
    assert sending(message, 7) == {
        "chat_id": 7,
        "text": "Hi",
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
        "reply_markup": {
            "inline_keyboard": [[{"text": "Continue", "callback_data": "1:continue"}]]
        },
    }


def test_no_page_is_previewed_below_a_message() -> None:
    for text in ("see [Epoch](https://epoch.ai)", "see epoch.ai", "see https://x"):
        (message,) = messages(Reply(text))
        assert sending(message, 7)["link_preview_options"] == {"is_disabled": True}


def test_a_long_text_comes_in_pieces_and_the_last_has_the_buttons() -> None:
    found = messages(Reply("One two three. " * 600, (GO_ON,), 1))
    assert [bool(message.buttons) for message in found] == [False, False, True]


def test_a_text_in_which_nothing_is_seen_is_still_a_message() -> None:
    assert texts(Reply(" \n ", (GO_ON,), 1)) == ["…"]


def test_a_picture_has_its_text_its_caption_and_what_it_shows_below_it() -> None:
    (message,) = messages(Reply("The lamp.", image=IMAGE))
    assert message.image == IMAGE
    assert message.text.text == "The lamp.\n\nYou are here: step 1.\n\nStep 1 is the lamp."


def test_what_a_picture_shows_is_left_to_the_button_that_reads_it_as_text() -> None:
    assert texts(Reply(IMAGE.caption, (GO_ON, AS_TEXT), 1, IMAGE)) == ["You are here: step 1."]


def test_a_picture_that_cannot_be_drawn_is_said_in_words() -> None:
    (message,) = messages(Reply(IMAGE.caption, (GO_ON, AS_TEXT), 1, IMAGE), drawn=False)
    assert message.image is None
    assert message.text.text == "You are here: step 1.\n\nStep 1 is the lamp."


def test_a_text_too_long_for_a_caption_follows_the_picture() -> None:
    photo, text = messages(Reply("Words. " * 200, (GO_ON,), 1, IMAGE))
    assert (photo.image, photo.buttons, photo.text.text) == (IMAGE, None, IMAGE.caption)
    assert (text.image, bool(text.buttons)) == (None, True)


def test_the_chosen_answer_stands_below_the_text_and_the_buttons_are_gone() -> None:
    (message,) = messages(Reply("😀 **Why?**", (GO_ON,), 1))
    assert settling(message, 7, 5, "A: The lens") == {
        "chat_id": 7,
        "message_id": 5,
        "text": "😀 Why?\n\n→ A: The lens",
        "entities": [
            {"type": "bold", "offset": 3, "length": 4},
            {"type": "italic", "offset": 11, "length": 11},
        ],
        "reply_markup": {"inline_keyboard": []},
    }


def test_the_chosen_answer_stands_in_the_caption_of_a_picture() -> None:
    (message,) = messages(Reply(IMAGE.caption, (GO_ON, AS_TEXT), 1, IMAGE))
    params = settling(message, 7, 5, "Continue")
    assert params
    assert params["caption"] == "You are here: step 1.\n\n→ Continue"


def test_without_words_or_room_for_them_only_the_buttons_are_to_go() -> None:
    assert settling(Message(formatted("a")), 7, 5, None) is None
    assert settling(Message(formatted("a" * TEXT)), 7, 5, "b") is None


def test_the_looks_can_be_left_out() -> None:
    params = {"text": "a", "entities": [], "caption_entities": [], "chat_id": 1}
    assert without_looks(params) == {"text": "a", "chat_id": 1}


@given(LONG, st.sampled_from([None, IMAGE]), st.booleans())
def test_every_reply_fits_says_all_and_ends_with_its_buttons(
    text: str, image: Image | None, drawn: bool
) -> None:
    reply = Reply(text, (GO_ON,), 1, image)
    found = messages(reply, drawn=drawn)
    said = squeezed("".join(message.text.text for message in found))
    assert squeezed(formatted(text).text) in said
    assert [bool(message.buttons) for message in found] == [False] * (len(found) - 1) + [True]
    for message in found:
        accepted(sending(message, 7), editing=False)
        if edited := settling(message, 7, 5, "A: 😀"):
            accepted(edited, editing=True)


def accepted(params: Params, *, editing: bool) -> None:
    """Hold the parameters against all that Telegram asks for."""
    name, looks, limit = "text", "entities", TEXT
    if "text" not in params:
        name, looks, limit = "caption", "caption_entities", CAPTION
    check_text(params.get(name, ""), params.get(looks, ()), limit, name)
    if "reply_markup" in params:
        check_buttons(params["reply_markup"], editing=editing)


def test_labels_that_no_button_says_whole_stand_in_the_text() -> None:
    places = tuple(Choice(f"place-{n}", f"{n} {'灯台' * 36}") for n in range(60))
    shown = messages(Reply("Where to?", places, 3))
    assert shown[-1].buttons
    check_buttons(shown[-1].buttons, editing=False)
    text = "\n".join(message.text.text for message in shown)
    assert all(place.label in text for place in places)
