"""A reply as messages of Slack: a picture, text, a field for words, buttons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec
from slack_sdk.models.blocks import ImageBlock, MarkdownTextObject, SectionBlock
from slack_sdk.models.blocks.basic_components import SlackFile

from adapters.markdown import Span
from adapters.picture_words import picture_words
from adapters.slack.choices import Block, choices_blocks, fitting
from adapters.slack.form import form_blocks
from adapters.slack.mrkdwn import escaped, mrkdwn
from adapters.slack.splitting import Said, pieces, said, units
from adapters.slack.words import KEPT_TEXTS, Words, without_directions
from dialogues.phrases import Fields
from dialogues.reply import Reply, full_text

TEXT = 4000
"""The most UTF-16 units of the text beside the blocks, for notifications and screen readers."""

ALT = 2000
"""The most UTF-16 units of the words of a picture."""

NOTHING = Said("…", "…")
"""Stands for a text in which nothing can be seen: Slack takes no empty one."""


class Message(msgspec.Struct, frozen=True):
    """One message. `text` is all of it in plain words, escaped; `live` are the blocks that go when
    it is settled."""

    text: str
    blocks: tuple[Block, ...]
    live: tuple[Block, ...] = ()


def messages(reply: Reply, fields: Fields, *, file: str | None = None) -> list[Message]:
    """Return the messages that say the reply; the last one has the buttons.

    `file` is Slack's id of the reply's picture; without it, the picture is said in words.
    """
    shows = reply.image is not None and file is not None
    words = picture_words(reply, drawn=shows)
    texts = said("\n\n".join([full_text(reply), *words])) or (NOTHING,)
    made = [Message(one.plain, (section(one.mrkdwn),)) for one in texts]
    if reply.image is not None and file is not None:
        made[0] = _with_picture(made[0], file, reply.image.alt)
    live = (*form_blocks(reply, fields), *choices_blocks(reply.choices, reply.prompt or 0))
    made[-1] = msgspec.structs.replace(made[-1], live=live)
    return made


def posting(message: Message, channel: str) -> dict[str, Any]:
    """Return the parameters of chat.postMessage."""
    return {
        **_body(message.text, (*message.blocks, *message.live)),
        "channel": channel,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def settling(message: Message, channel: str, ts: str, words: str | None) -> dict[str, Any]:
    """Return the parameters of chat.update that leave only what was said, and the words chosen."""
    text, blocks = message.text, message.blocks
    if words:
        chosen = _chosen(words)
        text = f"{text}\n\n{chosen.plain}"
        blocks = (*blocks, section(chosen.mrkdwn))
    return {**_body(text, blocks), "channel": channel, "ts": ts}


def _body(text: str, blocks: Sequence[Block]) -> dict[str, Any]:
    return {
        "text": text if units(text) <= TEXT else fitting(text, TEXT),
        "blocks": blocks,
        "parse": "none",
        "link_names": False,
    }


@lru_cache(KEPT_TEXTS)
def section(text: str) -> Block:
    """Return a block of this escaped text with Slack's marks."""
    block: Block = SectionBlock(text=MarkdownTextObject(text=text, verbatim=True)).to_dict()
    return block


def _with_picture(message: Message, file: str, alt: str) -> Message:
    words = fitting(alt, ALT)
    picture = ImageBlock(slack_file=SlackFile(id=file), alt_text=words).to_dict()
    text = f"{escaped(words)}\n\n{message.text}"
    return msgspec.structs.replace(message, text=text, blocks=(picture, *message.blocks))


def _chosen(words: str) -> Said:
    """Return the chosen answer, marked as what the learner said."""
    seen = " ".join(without_directions(words).split())
    [first, *_] = pieces(Words((Span("→ "), Span(seen, italic=True)))) or [Words((Span("→"),))]
    return Said(mrkdwn(first), escaped(first.text))
