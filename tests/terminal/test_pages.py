"""What a person sees: in plain text, and by rich at 60 columns, without color, in any terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from adapters.terminal.plain import PlainPage
from adapters.terminal.rich_page import RichPage
from dialogues.reply import Choice, Image, Reply

QUESTION = Reply(
    "**Part 2 of 7.** What does a model keep when the training is over and done?\nThink [first].",
    (
        Choice("inside", "Its internal settings", "A"),
        Choice("texts", "All the texts that it was shown while it was trained, word for word", "B"),
        Choice("hint", "Hint"),
    ),
    prompt=3,
)
PICTURE = Reply(
    "How training works.",
    image=Image("x/training.svg", "Drawing", "How training works.", "Step 1 is _data_."),
)
PATH = Path(
    "/a/long/path/to/the/folder/of_the_pictures/beside_the_database/training-0123456789.png"
)


def plain(reply: Reply, picture: Path | None = None) -> str:
    out = io.StringIO()
    PlainPage(out).show(reply, picture)
    return out.getvalue()


@pytest.fixture
def rich(monkeypatch: pytest.MonkeyPatch) -> RichShow:
    monkeypatch.setenv("COLUMNS", "60")
    return RichShow(monkeypatch)


class RichShow:
    """Shows replies on a rich page as it stands in an environment, and returns what it printed."""

    def __init__(self, environment: pytest.MonkeyPatch) -> None:
        self.set = environment.setenv

    def __call__(self, reply: Reply, picture: Path | None = None) -> str:
        out = Terminal()
        RichPage(out).show(reply, picture)
        return out.getvalue()


class Terminal(io.StringIO):
    """A text stream that says that it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_plain_text_has_each_option_once_and_no_control_sequence() -> None:
    assert plain(QUESTION) == (
        "Part 2 of 7. What does a model keep when the training is over and done?\n"
        "Think [first].\n"
        "\n"
        "1  A: Its internal settings\n"
        "2  B: All the texts that it was shown while it was trained, word for word\n"
        "3  Hint\n"
        "\n"
    )


def test_plain_text_has_the_picture_in_words_and_its_file() -> None:
    assert plain(PICTURE, PATH) == (
        f"How training works.\n\nStep 1 is data.\n\nPicture: {PATH}\n\n"
    )


def test_a_picture_that_cannot_be_drawn_is_there_in_words() -> None:
    assert plain(PICTURE) == "How training works.\n\nStep 1 is data.\n\n"


def test_rich_text_is_wrapped_at_60_columns_with_choices_beside_their_numbers(
    rich: RichShow,
) -> None:
    rich.set("TERM", "dumb")
    assert [line.rstrip() for line in rich(QUESTION).splitlines()] == [
        "─" * 60,
        "Part 2 of 7. What does a model keep when the training is",
        "over and done?",
        "Think [first].",
        "",
        " 1  A: Its internal settings",
        " 2  B: All the texts that it was shown while it was trained,",
        "    word for word",
        " 3  Hint",
        "",
    ]


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_dumb_terminal_gets_no_control_sequence(rich: RichShow, term: str) -> None:
    rich.set("TERM", term)
    assert "\x1b" not in rich(QUESTION)


def test_without_color_there_are_looks_but_no_colors(rich: RichShow) -> None:
    rich.set("TERM", "xterm-256color")
    rich.set("NO_COLOR", "1")
    shown = rich(QUESTION)
    assert "\x1b[1mPart 2 of 7.\x1b[0m" in shown
    assert "\x1b[3" not in shown
    assert "\x1b[9" not in shown


def test_square_brackets_are_text_and_no_markup(rich: RichShow) -> None:
    rich.set("TERM", "xterm")
    assert "[red]5[/red] [link=x]" in rich(Reply("[red]5[/red] [link=x]"))


def test_the_path_of_a_picture_stays_on_one_line(rich: RichShow) -> None:
    rich.set("TERM", "dumb")
    assert f"Picture: {PATH}\n" in rich(PICTURE, PATH)


def test_a_very_wide_terminal_still_gets_lines_that_can_be_read(rich: RichShow) -> None:
    rich.set("COLUMNS", "300")
    rich.set("TERM", "dumb")
    assert max(map(len, rich(QUESTION).splitlines())) == 80
