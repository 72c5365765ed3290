"""What the bot says, in neutral form: adapters translate it and never decide it."""

from __future__ import annotations

from typing import Literal

import msgspec

from dialogues.sheet import Sheet


class Choice(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One answer that can be pressed. `letter` is set on the options of a question.

    `also` holds words that mean the same when typed.
    """

    id: str
    label: str
    letter: str | None = None
    also: tuple[str, ...] = ()


class Bar(msgspec.Struct, frozen=True, gc=False):
    """One range of a chart: low, central and high end (all above 0), and the same in words."""

    label: str
    low: float
    central: float
    high: float
    words: str


class Tick(msgspec.Struct, frozen=True, gc=False):
    """A value on the axis of a chart, and what stands there."""

    value: float
    words: str


class Panel(msgspec.Struct, frozen=True, gc=False):
    """Bars of one unit on one axis, on which each tick is ten times the one before."""

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


class Chart(msgspec.Struct, frozen=True, gc=False):
    """A picture of ranges: panels below each other, and a few words at the foot."""

    panels: tuple[Panel, ...]
    foot: str


class Part(msgspec.Struct, frozen=True, gc=False):
    """How many gave one answer; `kind` is the answer's id, which has a look of its own."""

    kind: str
    count: int
    words: str


class Stack(msgspec.Struct, frozen=True, gc=False):
    """The answers to one question in one bar; `weight` and `note` stand beside its label."""

    label: str
    weight: str
    note: str
    parts: tuple[Part, ...]


class Stacks(msgspec.Struct, frozen=True, gc=False):
    """A picture of counts: one bar a question, and a few words at the foot."""

    title: str
    stacks: tuple[Stack, ...]
    foot: str


class Image(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A picture by kind and values; delivery draws it. `text` says in words what it shows.

    `file` is the path of an SVG inside the content folder; `mark` the id of a group in it that
    is hidden in the whole picture and shown here ("You are here"). With a `chart`, or `stacks`,
    the picture is drawn from its values, and `file` is a name for it.
    """

    file: str
    alt: str
    caption: str
    text: str
    mark: str | None = None
    chart: Chart | None = None
    stacks: Stacks | None = None


class Settled(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A prompt that no longer waits: its buttons are of no use from now on.

    `words` are those of the button that was chosen, pressed or typed; None when the prompt was
    closed in another way.
    """

    prompt: int
    words: str | None = None


class Document(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A file by kind; it is made when it is sent, and kept nowhere until then.

    With the kind "mydata" it is all that is kept about the learner to whom it is sent; with
    "summary" it is the `sheet`, drawn as a page.
    """

    kind: Literal["mydata", "summary"]
    sheet: Sheet | None = None


class Reply(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One message. With a `prompt` number it waits for an answer; `form` hints at what is typed.

    With the form "text" every word may be the answer; with "number" a number that is typed is
    the answer, and never the place of a choice. With "home" it is no message but the page that
    shows where the learner is; each of its choices has the word of a command as id.

    `settles` stands on the first message of a turn that closes a prompt. `consent` is the id of
    the consent without which the message may not be sent: it is dropped when that is withdrawn.
    `document` is a file that goes with the text.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    prompt: int | None = None
    image: Image | None = None
    form: Literal["text", "number", "home"] | None = None
    settles: Settled | None = None
    consent: str | None = None
    document: Document | None = None


def button(choice: Choice) -> str:
    """The words on a choice's button: they make sense read alone."""
    return f"{choice.letter}: {choice.label}" if choice.letter else choice.label


def full_text(reply: Reply) -> str:
    """The whole message as Markdown: the text, then the options of a question, one a line."""
    options = [f"{c.letter}. {c.label}" for c in reply.choices if c.letter]
    return "\n\n".join([reply.text, "\n".join(options)]) if options else reply.text
