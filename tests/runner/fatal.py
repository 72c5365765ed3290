"""A process that takes one input and ends in the middle of it, without a word, if told so.

Run as `python -m tests.runner.fatal URL TEXT`; it prints what became of the input.
"""

from __future__ import annotations

import asyncio
import math
import os
import sys
from datetime import datetime

from adapters.sql import open_store
from bot.runner import Runner
from dialogues.course import Course
from dialogues.input import Input, Said
from dialogues.state import Conversation
from dialogues.turn import Turn, View
from tests.runner import counting
from tests.runner.talk import APOLOGY, NOW, said


def advance(
    course: Course, conversation: Conversation, input: Input, *, view: View, now: datetime
) -> Turn:
    if isinstance(input, Said) and input.text == "die":
        os._exit(9)
    return counting.advance(course, conversation, input, view=view, now=now)


async def main(url: str, text: str) -> None:
    store = await open_store(url, now=NOW)
    cautious_until = math.inf if store.unclean else None
    runner = Runner(store, counting.COURSE, advance, apology=APOLOGY, cautious_until=cautious_until)
    running = asyncio.create_task(runner.run())
    print(await runner.submit(said(text, key=text)))
    await runner.stop()
    await running
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
