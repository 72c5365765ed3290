"""Replies as messages of Slack."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.choices import pressed
from adapters.slack.form import typed
from adapters.slack.home import publishing
from adapters.slack.messages import Message, messages, posting, settling
from adapters.slack.splitting import units
from adapters.slack.words import without_directions, words
from dialogues.input import Pressed, Said
from dialogues.phrases import Fields
from dialogues.reply import Choice, Image, Reply, button, full_text
from tests.slack.judge import PAGE, elements, judge, judge_blocks, values
from tests.slack.test_mrkdwn import EVIL
from tests.slack.texts import compared, read
from tests.telegram.texts import LONG

FIELDS = Fields(answer="Your answer", send="Send")
GO_ON = Choice("continue", "Continue")
AS_TEXT = Choice("text", "Read as text")
IMAGE = Image("a/b.svg", "A lamp.", "You are here: step 1.", "Step 1 is the lamp.")

LABELS = st.one_of(st.text(min_size=1, max_size=120), EVIL.filter(bool))
IDS = st.from_regex(r"[A-Za-z0-9._-]{1,45}", fullmatch=True)
CHOICES = st.lists(
    st.builds(Choice, IDS, LABELS, st.sampled_from([None, None, "A", "B"])),
    max_size=110,
    unique_by=lambda choice: choice.id,
).map(tuple)
REPLIES = st.builds(
    Reply,
    st.one_of(LONG, EVIL, st.text(max_size=9000)),
    CHOICES,
    st.integers(1, 10**18 - 1),
    st.sampled_from([None, IMAGE, Image("x.svg", "<!here>" * 400, "<!channel>", "x & y" * 900)]),
    st.sampled_from([None, "text", "number"]),
)
FILES = st.sampled_from([None, "F0123456789"])


def said(reply: Reply, file: str | None = None) -> list[dict[str, Any]]:
    return [posting(one, "D1") for one in messages(reply, FIELDS, file=file)]


def shown(sent: list[dict[str, Any]]) -> str:
    sections = (b for params in sent for b in params["blocks"] if b["type"] == "section")
    return "\n\n".join(read(block["text"]["text"]).text for block in sections)


def test_a_message_has_its_text_twice_and_its_buttons_and_no_preview() -> None:
    (params,) = said(Reply("**Hi** & so", (GO_ON,), 1))
    label = {"type": "plain_text", "text": "Continue", "emoji": False}
    assert params == {
        "channel": "D1",
        "text": "Hi &amp; so",
        "blocks": (
            {
                "type": "section",
                "text": {"type": "mrkdwn", "text": "*Hi* &amp; so", "verbatim": True},
            },
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": label,
                        "action_id": "choice:continue",
                        "value": "1:continue",
                        "accessibility_label": "Continue",
                    }
                ],
            },
        ),
        "parse": "none",
        "link_names": False,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def test_the_options_of_a_question_stand_in_its_text_and_above_other_buttons() -> None:
    options = (
        Choice("a", "The **bent** lens", "A"),
        Choice("hint", "Hint"),
        Choice("b", "No", "B"),
    )
    (params,) = said(Reply("Why?", options, 3))
    assert shown([params]) == "Why?\n\nA. The *bent* lens\nB. No"
    _, question, others = params["blocks"]
    assert values([question]) == [("3:a", "A: The **bent** lens"), ("3:b", "B: No")]
    assert values([others]) == [("3:hint", "Hint")]


def test_many_long_choices_are_a_menu_and_the_short_ones_stay_buttons() -> None:
    long = [Choice(f"part.{n}", f"Part {n}: all that is to be known about it") for n in range(6)]
    few, many = said(Reply("?", (*long[1:], GO_ON), 1)), said(Reply("?", (*long, GO_ON), 1))
    assert [one["type"] for one in elements(few[0]["blocks"])] == ["button"] * 6
    assert [one["type"] for one in elements(many[0]["blocks"])] == ["static_select", "button"]
    assert values(many[0]["blocks"])[0] == ("1:part.0", long[0].label)


def test_very_many_choices_are_menus() -> None:
    (params,) = said(Reply("?", tuple(Choice(f"c{n}", "x") for n in range(120)), 1))
    assert [len(one["options"]) for one in elements(params["blocks"])] == [100, 20]


def test_a_question_in_words_has_a_field_with_a_button_and_its_choices() -> None:
    (params,) = said(Reply("Why?", (Choice("skip", "Skip"),), 4, form="text"))
    _, asked, send, skip = params["blocks"]
    assert (asked["type"], asked["block_id"]) == ("input", "typed:4")
    assert asked["element"] == {
        "type": "plain_text_input",
        "action_id": "typed",
        "multiline": True,
    }
    assert [(one["action_id"], one["value"]) for one in send["elements"]] == [("send", "4")]
    assert values([skip]) == [("4:skip", "Skip")]
    state: dict[str, Any] = {
        "values": {"typed:4": {"typed": {"type": "plain_text_input", "value": "Light."}}}
    }
    assert typed(state) == Said("Light.")


def test_a_number_is_typed_in_one_line() -> None:
    (params,) = said(Reply("How many?", (GO_ON,), 4, form="number"))
    assert params["blocks"][1]["element"]["multiline"] is False


def test_what_is_no_state_of_ours_is_no_text_and_an_empty_field_is_an_empty_one() -> None:
    found: tuple[object, ...] = (
        None,
        7,
        {},
        {"values": []},
        {"values": {"x": 1}},
        {"values": {"x": {"y": {}}}},
    )
    for state in found:
        assert typed(state) is None
    assert typed({"values": {"typed:4": {"typed": {"value": None}}}}) == Said("")


def test_a_picture_stands_above_its_words_and_has_its_own_for_screen_readers() -> None:
    (params,) = said(Reply("Look.", (AS_TEXT,), 1, IMAGE), "F1")
    picture, text, _ = params["blocks"]
    assert picture == {"type": "image", "alt_text": "A lamp.", "slack_file": {"id": "F1"}}
    assert text["text"]["text"] == "Look.\n\nYou are here: step 1."
    assert params["text"] == "A lamp.\n\nLook.\n\nYou are here: step 1."


def test_without_a_file_the_picture_is_said_in_words() -> None:
    (params,) = said(Reply("Look.", (AS_TEXT,), 1, IMAGE))
    assert shown([params]) == "Look.\n\nYou are here: step 1.\n\nStep 1 is the lamp."


def test_a_settled_message_keeps_all_but_the_buttons_and_says_what_was_chosen() -> None:
    reply = Reply("Look.", (AS_TEXT, GO_ON), 1, IMAGE, "text")
    (message,) = messages(reply, FIELDS, file="F1")
    params = settling(message, "D1", "17.5", "A: <b> & so\n")
    assert [block["type"] for block in params["blocks"]] == ["image", "section", "section"]
    assert params["blocks"][-1]["text"]["text"] == "→ _A: &lt;b&gt; &amp; so_"
    assert (params["channel"], params["ts"]) == ("D1", "17.5")
    assert params["text"].endswith("\n\n→ A: &lt;b&gt; &amp; so")
    assert [b["type"] for b in settling(message, "D1", "1.2", None)["blocks"]] == [
        "image",
        "section",
    ]


def test_a_long_text_comes_in_pieces_and_the_last_has_the_buttons() -> None:
    sent = said(Reply("One two three. " * 600, (GO_ON,), 1))
    assert [len(params["blocks"]) for params in sent] == [1, 1, 2]


def test_a_text_in_which_nothing_is_seen_is_still_a_message() -> None:
    assert shown(said(Reply(" \n ", (GO_ON,), 1))) == "…"


def test_the_page_has_buttons_that_are_commands() -> None:
    params = publishing(Reply("**Here**", (Choice("menu", "Menu"),), form="home"), "U1")
    assert params["user_id"] == "U1"
    assert params["view"]["type"] == "home"
    ((value, words),) = values(params["view"]["blocks"])
    assert (pressed(value), words) == (Said("/menu"), "Menu")


def test_only_values_of_ours_are_presses() -> None:
    assert pressed("3:part.x") == Pressed("part.x", 3)
    for value in (None, 3, "", "3", "x:y", "3:a b", "3:" + "a" * 46, "9" * 19 + ":a", "home:a b"):
        assert pressed(value) is None


@given(REPLIES, FILES)
def test_any_reply_is_within_slacks_limits_and_says_all_in_order(
    reply: Reply, file: str | None
) -> None:
    sent = said(reply, file)
    for params in sent:
        judge(params)
    text = words(full_text(reply)).text
    assert compared(shown(sent)).startswith(compared(text))
    pressable = [(pressed(value), label) for value, label in values(sent[-1]["blocks"])]
    presses = {press.choice: label for press, label in pressable if isinstance(press, Pressed)}
    assert presses.keys() == {choice.id for choice in reply.choices}
    for choice in reply.choices:
        label = words_of_button(choice)
        cut = units(label) > 75
        assert presses[choice.id] == label or (cut and _is_cut(presses[choice.id], label))


def words_of_button(choice: Choice) -> str:
    return without_directions(button(choice)).strip() or "…"


def _is_cut(shown: str, label: str) -> bool:
    return shown.endswith("…") and label.startswith(shown[:-1]) and units(shown) > 60


@given(REPLIES, FILES, st.one_of(st.none(), EVIL, st.text(max_size=300)))
def test_any_reply_can_be_settled_within_the_limits(
    reply: Reply, file: str | None, chosen: str | None
) -> None:
    message: Message = messages(reply, FIELDS, file=file)[-1]
    params = settling(message, "D1", "1.2", chosen)
    judge(params)
    assert not elements(params["blocks"])


@given(REPLIES)
def test_any_page_is_within_slacks_limits(reply: Reply) -> None:
    judge_blocks(publishing(reply, "U1")["view"]["blocks"], PAGE)
