"""The canned Bot API as a process: prints its port, serves until the lesson is done, reports."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence

from tests.benchmarks.peer.http import Connection
from tests.benchmarks.peer.learners import Learners


async def serve(script: Sequence[str], count: int) -> None:
    """Print the port, and at the end how long it took and how often which method was called."""
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    learners = Learners(script, count, done.set)
    server = await loop.create_server(lambda: Connection(learners.answer), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await done.wait()
    await asyncio.sleep(1)  # the calls behind the last answer
    print(json.dumps({"seconds": learners.seconds, "calls": dict(learners.calls)}), flush=True)
    server.close()


if __name__ == "__main__":
    given = json.load(sys.stdin)
    asyncio.run(serve(given["script"], given["count"]))
