"""A small engine that looks things up and writes to others, and a runner on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import msgspec

from bot.changes import Changes
from bot.ports import Store
from bot.runner import Runner
from dialogues.course import Course
from dialogues.input import Input, Said, Told
from dialogues.reply import Reply
from dialogues.request import NewId
from dialogues.state import Conversation
from dialogues.teams.record import TeamJoined, TeamMade
from dialogues.teams.request import MyTeams
from dialogues.turn import Letter, Turn, View
from tests.runner.counting import COURSE
from tests.runner.talk import APOLOGY, account


def advance(  # noqa: PLR0911  # one case for each word
    course: Course, conversation: Conversation, input: Input, *, view: View, now: datetime
) -> Turn:
    """Do what the first word says; whoever is told something says so."""
    if isinstance(input, Told):
        return _told(conversation, input)
    word, _, rest = (input.text if isinstance(input, Said) else "").partition(" ")
    match word:
        case "make":
            return _make(conversation, view, rest)
        case "count":
            return _look_up(conversation, view)
        case "forever":
            return Turn(conversation, requests=(NewId(str(len(view.found))),))
        case "tell":
            whom, _, what = rest.partition(" ")
            return _say(conversation, f"told {whom}", _letter(whom, what))
        case "withhold":
            return Turn(conversation, (Reply("withdrawn"),), withdrawn=(rest,))
        case "consented":
            return Turn(conversation, (Reply(rest, consent=rest), Reply("and")))
        case _:
            return _say(conversation, word)


def _say(conversation: Conversation, text: str, *letters: Letter) -> Turn:
    after = msgspec.structs.replace(conversation, prompt=conversation.prompt + 1)
    return Turn(after, (Reply(f"{after.prompt} {text}"),), letters=letters)


def _make(conversation: Conversation, view: View, name: str) -> Turn:
    wanted = [NewId("team"), NewId("member")]
    if not all(one in view.found for one in wanted):
        return Turn(conversation, requests=tuple(wanted))
    team, member = (view.found[one] for one in wanted)
    assert team != member
    records = (TeamMade(team, name), TeamJoined(member, team, "manager", "Ann", "r1"))
    return Turn(conversation, (Reply(f"made {name}"),), records)


def _look_up(conversation: Conversation, view: View) -> Turn:
    if MyTeams() not in view.found:
        return Turn(conversation, requests=(MyTeams(),))
    return Turn(conversation, (Reply(" ".join(s.team_name for s in view.found[MyTeams()])),))


def _letter(whom: str, what: str) -> Letter:
    return Letter(account(whom).key, Told("note", {"text": what}))


def _told(conversation: Conversation, told: Told) -> Turn:
    text = str(told.slots["text"])
    if text == "boom":
        raise ValueError("nobody can read this")
    word, _, rest = text.partition(" ")
    letters = [_letter(*rest.split(" ", 1))] if word == "tell" else []
    return _say(conversation, f"heard {text}", *letters)


@asynccontextmanager
async def running(
    store: Store, committed: Callable[[Changes], None] | None = None
) -> AsyncIterator[Runner]:
    """Run until the block ends."""
    runner = Runner(store, COURSE, advance, apology=APOLOGY, committed=committed)
    work = asyncio.create_task(runner.run())
    try:
        yield runner
    finally:
        await runner.stop()
        await work
