"""Transcripts: a conversation as a text file that a person can read.

    # One sentence: what the conversation shows.

    > hello                 the learner types this
    > "a\\u0007b" * 3        the same for text that a line cannot hold: JSON, repeated
    > [Continue]            the learner presses the choice with these words
    > [Continue] @3         the same on the buttons of prompt 3
    > (photo)               the learner sends what is no text: photo, sticker, voice or file
    > {nonsense}            a press with this choice id, whether it is offered or not
    >> [Continue]           with two signs: what the bot answers is left out
    at 2026-03-02T09:00:00+00:00    it is now this time
    tick                    nothing but time passes: timers that are due fire
    course two-lessons      the bot restarts with this content (see `courses.py`)
    key K                   the next line arrives with this key
    as Ann                  from here on Ann speaks (only where several people do)
    as Ben on slack:T1      the same for Ben, whose account is there
    > join {code}           the join code that was shown last stands for {code}, on both sides

    | What the bot said, line by line.
    |
    | A. The lens
    | [A: The lens] [Hint]

    | (picture: tiny/lantern.svg, here-1)
    | A blank line stands between two messages, the buttons of a message last.

    | (to Ben)
    | What somebody else is told meanwhile begins with whom it is for.

The lines with a bar are written by `pytest --update` and reviewed by people.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Protocol, TypeAlias

import msgspec

from dialogues.input import Attached, Pressed, Said

TYPED = re.compile(r'(?P<json>".*")(?: \* (?P<times>\d+))?')
ATTACHED = re.compile(r"\((photo|sticker|voice|file)\)")
SPEAKER = re.compile(r"(\w+)(?: on (\w+):(\w+))?")
CODE = re.compile(r"\*\*([A-Z0-9]{4}-[A-Z0-9]{4})\*\*")
PRESS = re.compile(r"(?:\[(?P<label>.+)\]|\{(?P<id>.*)\})(?: @(?P<prompt>\d+))?")


class Button(msgspec.Struct, frozen=True):
    """A choice as it is shown."""

    id: str
    words: str


class Shown(msgspec.Struct, frozen=True):
    """A message as the learner sees it; `picture` names file and mark.

    `to` names the one it is for, where that is not the one who spoke.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    prompt: int | None = None
    picture: str | None = None
    to: str | None = None


Act: TypeAlias = Said | Pressed | Attached | None
"""What the learner does; None lets time pass."""


class Bot(Protocol):
    """Whom a script talks with."""

    async def take(self, act: Act, at: datetime | None, key: str | None) -> list[Shown]: ...

    async def restart(self, course: str) -> None: ...

    def speaks(self, who: str, platform: str | None, tenant: str | None) -> None: ...


class Play:
    """A script being played: what was shown so far, and the transcript of it."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.lines: list[str] = []
        self.at: datetime | None = None
        self.key: str | None = None
        self.who = ""
        self.code = ""
        self.prompts: dict[str, dict[int, tuple[Button, ...]]] = {}

    async def line(self, line: str) -> None:
        """Play one line of the learner's side."""
        if self.lines and self.lines[-1].startswith("|"):
            self.lines.append("")
        self.lines.append(line)
        word, _, rest = line.partition(" ")
        match word:
            case "at":
                self.at = datetime.fromisoformat(rest)
            case "key":
                self.key = rest
            case "as" if speaker := SPEAKER.fullmatch(rest):
                self.who, platform, tenant = speaker.groups()
                self.bot.speaks(self.who, platform, tenant)
            case "course":
                await self.bot.restart(rest)
            case "tick":
                self._show(await self._take(None))
            case ">" | ">>":
                shown = await self._take(self._act(rest.replace("{code}", self.code)))
                self._show(shown if word == ">" else [])
            case _:
                raise ValueError(f"no line of a transcript: {line!r}")

    async def _take(self, act: Act) -> list[Shown]:
        shown = await self.bot.take(act, self.at, self.key)
        self.key = None
        for s in shown:
            if s.prompt is not None:
                self.prompts.setdefault(s.to or self.who, {})[s.prompt] = s.buttons
            if found := CODE.search(s.text):
                self.code = found[1]
        return shown

    def _act(self, words: str) -> Act:
        if press := PRESS.fullmatch(words):
            newest = max(self.prompts.get(self.who, {}), default=0)
            prompt = int(press["prompt"]) if press["prompt"] else newest
            id = self._choice(press["label"], prompt) if press["label"] else press["id"]
            return Pressed(id, prompt)
        if attached := ATTACHED.fullmatch(words):
            return msgspec.convert({"type": "attached", "kind": attached[1]}, Attached)
        if typed := TYPED.fullmatch(words):
            return Said(json.loads(typed["json"]) * int(typed["times"] or 1))
        return Said(words)

    def _choice(self, words: str, prompt: int) -> str:
        buttons = self.prompts.get(self.who, {}).get(prompt, ())
        for button in buttons:
            if button.words == words:
                return button.id
        raise ValueError(f"prompt {prompt} has no button {words!r}, only {[*buttons]}")

    def _show(self, shown: list[Shown]) -> None:
        for index, message in enumerate(shown):
            lines = [line.replace(self.code or "{code}", "{code}") for line in bars(message)]
            self.lines += [*([""] if index else []), *lines]


def bars(shown: Shown) -> list[str]:
    """Return the lines of one message."""
    lines = [f"(to {shown.to})"] if shown.to else []
    lines += [f"(picture: {shown.picture})"] if shown.picture else []
    lines += shown.text.split("\n")
    if shown.buttons:
        lines.append(" ".join(f"[{b.words}]" for b in shown.buttons))
    return [f"| {line}".rstrip() for line in lines]


async def played(text: str, bot: Bot) -> str:
    """Return the transcript of the script in the text, as the bot answers now."""
    title, *rest = text.splitlines()
    play = Play(bot)
    for line in rest:
        if line and not line.startswith("|"):
            await play.line(line.rstrip())
    return "\n".join([title, "", *play.lines, ""])
