"""The server's people and faults over HTTP, for when it is a process of its own.

POST /control/users/1001/starts             also says {"text"}, presses {"words"},
                                            presses_data {"data"}, blocks, unblocks
GET  /control/users/1001/sees               what the bot said there, as it looks now
POST /control/faults                        the fields of a fault; without any: none from now on
GET  /control/ledger                        calls, accepted updates, findings
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec
from aiohttp import web

from tests.telegram.fake.faults import Fault
from tests.telegram.fake.message import Message
from tests.telegram.fake.people import User
from tests.telegram.fake.server import FakeTelegram

ACTS: Mapping[str, Callable[..., int | None]] = {
    "starts": User.starts,
    "says": User.says,
    "presses": User.presses,
    "presses_data": User.presses_data,
    "blocks": User.blocks,
    "unblocks": User.unblocks,
}


def control(fake: FakeTelegram) -> Sequence[web.RouteDef]:
    """Return the routes by which this server is controlled."""

    async def act(request: web.Request) -> web.Response:
        user = fake.user(int(request.match_info["id"]))
        asked = await request.json() if request.can_read_body else {}
        return _json({"update": ACTS[request.match_info["act"]](user, **asked)})

    async def sees(request: web.Request) -> web.Response:
        return _json([_seen(m) for m in fake.user(int(request.match_info["id"])).sees])

    async def faults(request: web.Request) -> web.Response:
        asked = await request.json() if request.can_read_body else {}
        if asked:
            fake.faults.add(Fault(**asked))
        else:
            fake.faults.clear()
        return _json({})

    async def ledger(request: web.Request) -> web.Response:
        book = fake.ledger
        found = {"calls": book.calls, "accepted": book.accepted, "findings": book.findings}
        return _json(found)

    return [
        web.post("/control/users/{id}/{act}", act),
        web.get("/control/users/{id}/sees", sees),
        web.post("/control/faults", faults),
        web.get("/control/ledger", ledger),
    ]


def _json(value: object) -> web.Response:
    return web.Response(body=msgspec.json.encode(value), content_type="application/json")


def _seen(message: Message) -> Mapping[str, object]:
    return {
        "id": message.id,
        "text": message.markdown,
        "picture": message.photo is not None,
        "buttons": [button.words for button in message.buttons],
    }
