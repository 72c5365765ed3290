"""Brings to the bot what people do: over Socket Mode or signed HTTP, again if need be."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any, Self, TypeAlias

import aiohttp

from tests.slack.bringing import packed, signed
from tests.slack.fake.ledger import Attempt
from tests.slack.fake.socket_mode import Sockets
from tests.slack.fake.world import APP, BOT_USER, Workspace, World

Payload: TypeAlias = Mapping[str, Any]

PATIENCE = 3.0
"""Seconds in which the bot has to acknowledge."""

PAUSES = (0.0, 0.1, 0.3)
"""Seconds before each further attempt to bring an event; Slack waits 0, 60 and 300."""

KINDS = {"event_callback": "events_api", None: "slash_commands"}


class Delivery:
    """Something on its way to the bot: an event has four attempts, all else has one.

    `taken` is None until it is over, `body` is what the acknowledgement holds.
    """

    def __init__(self, payload: Payload) -> None:
        self.payload = payload
        self.kind = KINDS.get(payload.get("type"), "interactive")
        self.attempts: list[Attempt] = []
        self.taken: bool | None = None
        self._over = asyncio.Event()

    @property
    def body(self) -> Any:
        return self.attempts[-1].body if self.attempts else None

    async def over(self) -> Delivery:
        """Return when it is acknowledged or given up."""
        async with asyncio.timeout(60):
            await self._over.wait()
        return self

    def end(self, *, taken: bool) -> None:
        self.taken = taken
        self._over.set()


class Bringing:
    """Works from `async with` to its end. Without an `address`, things go over Socket Mode."""

    def __init__(self, world: World, sockets: Sockets) -> None:
        self.world, self.sockets = world, sockets
        self.address = ""
        """Where the bot takes them, such as http://127.0.0.1:8080/slack/events."""
        self.pauses: Sequence[float] = PAUSES
        self._under_way: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._session.close()

    def event(self, place: Workspace, fields: Payload, **outer: Any) -> Delivery:
        """Bring an event of the workspace; `outer` stands beside it."""
        installed = {
            "enterprise_id": place.enterprise,
            "team_id": None if place.whole else place.id,
            "user_id": BOT_USER,
            "is_bot": True,
            "is_enterprise_install": place.whole,
        }
        return self.bring(
            {
                "type": "event_callback",
                "token": "x",
                "team_id": place.id,
                "api_app_id": APP,
                "event": {"event_ts": self.world.ts(), **fields},
                "event_id": f"Ev{self.world.number():08}",
                "event_time": int(self.world.now()),
                "authorizations": [installed],
                "is_ext_shared_channel": False,
                "event_context": f"4-{self.world.number()}",
                **({"enterprise_id": place.enterprise} if place.enterprise else {}),
                **outer,
            }
        )

    def bring(self, payload: Payload) -> Delivery:
        """Bring a payload, from now on and until it is acknowledged or given up."""
        delivery = Delivery(payload)
        task = asyncio.create_task(self._bring(delivery))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return delivery

    async def verify(self, challenge: str) -> bool:
        """Ask the address whether it is the bot's, as Slack does when it is set."""
        asked = {"type": "url_verification", "token": "x", "challenge": challenge}
        found = await self._attempt(Delivery(asked), 0, "")
        return found.taken and found.body in (challenge, {"challenge": challenge})

    async def _bring(self, delivery: Delivery) -> None:
        why = ""
        pauses = [0.0, *(self.pauses if delivery.kind == "events_api" else ())]
        for number, pause in enumerate(pauses):
            await asyncio.sleep(pause)
            found = await self._attempt(delivery, number, why)
            delivery.attempts.append(found)
            self.world.ledger.attempt(found)
            if found.taken or found.why == "no retry":
                break
            why = found.why
        delivery.end(taken=delivery.attempts[-1].taken)
        self.world.ledger.tell()

    async def _attempt(self, delivery: Delivery, number: int, why: str) -> Attempt:
        start, kind = monotonic(), delivery.kind
        taken, status, body = False, None, None
        try:
            async with asyncio.timeout(PATIENCE):
                if self.address:
                    status, body, why = await self._post(delivery.payload, number, why)
                    taken = 200 <= status < 300
                else:
                    body = await self.sockets.push(kind, delivery.payload, number, why)
                    taken = True
        except TimeoutError:
            why = "http_timeout" if self.address else "timeout"
        except (aiohttp.ClientError, OSError):
            why = "connection_failed"
        seconds = monotonic() - start
        return Attempt(start, seconds, taken, kind, number, status, "" if taken else why, body)

    async def _post(self, payload: Payload, number: int, why: str) -> tuple[int, Any, str]:
        body, kind = packed(payload)
        headers = signed(body, kind)
        if number:
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": why}
        async with self._session.post(
            self.address, data=body, headers=headers, allow_redirects=False
        ) as answer:
            said = await answer.text()
            stop = answer.headers.get("X-Slack-No-Retry") == "1"
            json_said = answer.content_type == "application/json" and said
            read = json.loads(said) if json_said else said or None
            return answer.status, read, "no retry" if stop else "http_error"
