"""The server does what Telegram does: updates, edits, refusals; and what goes wrong on command."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from tests.telegram.fake.client import Client, client
from tests.telegram.fake.faults import Fault
from tests.telegram.fake.ledger import busiest
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.fake.webhook import HEADER

ANN, BOB = 1001, 1002
SECRET = "s3cret"  # noqa: S105
MARKUP = {"inline_keyboard": [[{"text": "Yes", "callback_data": "1:yes"}]]}


@pytest.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Client]:
    async with client(fake) as bot:
        yield bot


async def test_an_update_comes_until_the_offset_is_past_it(fake: FakeTelegram, bot: Client) -> None:
    ann = fake.user(ANN)
    first, second = ann.starts("link"), ann.says("hello")
    assert first
    assert second == first + 1
    got = await bot.ok("getUpdates", limit=1)
    assert [u["update_id"] for u in got] == [first]
    assert got[0]["message"]["text"] == "/start link"
    assert got == await bot.ok("getUpdates", limit=1)
    assert fake.ledger.accepted == []
    (other,) = await bot.ok("getUpdates", offset=second)
    assert other["update_id"] == second
    assert [a.update for a in fake.ledger.accepted] == [first]


async def test_a_poll_waits_for_what_comes(fake: FakeTelegram, bot: Client) -> None:
    poll = asyncio.create_task(bot.ok("getUpdates", timeout=30))
    await fake.world.updates.polled.wait()
    fake.user(ANN).says("hello")
    assert len(await poll) == 1
    assert await bot.ok("getUpdates", offset=(await poll)[0]["update_id"] + 1, timeout=0) == []


async def test_of_two_pollers_the_first_is_told_of_the_conflict(
    fake: FakeTelegram, bot: Client
) -> None:
    poll = asyncio.create_task(bot.json("getUpdates", timeout=30))
    await fake.world.updates.polled.wait()
    assert await bot.ok("getUpdates") == []
    status, answer = await poll
    assert (status, answer["error_code"]) == (409, 409)


async def test_kinds_that_are_not_asked_for_do_not_come(fake: FakeTelegram, bot: Client) -> None:
    await bot.ok("getUpdates", allowed_updates=["callback_query"])
    assert fake.user(ANN).says("hello") is None
    assert await bot.ok("getUpdates") == []


async def test_updates_are_not_skipped(bot: Client) -> None:
    async with FakeTelegram() as server, client(server) as careless:
        ann = server.user(ANN)
        first = ann.says("hello")
        assert first
        assert (await careless.json("getUpdates", offset=first + 1))[0] == 400
        assert "skips" in server.ledger.findings[0]


async def test_the_webhook_gets_each_update_until_it_is_taken(
    fake: FakeTelegram, bot: Client
) -> None:
    got: list[str] = []
    answers = iter([503, 500, 200, 200])

    async def take(request: web.Request) -> web.Response:
        assert request.headers[HEADER] == SECRET
        got.append((await request.json())["message"]["text"])
        return web.Response(status=next(answers))

    async with hook(take) as url:
        await bot.ok("setWebhook", url=url, secret_token=SECRET, max_connections=5)
        assert (await bot.json("getUpdates"))[0] == 409
        fake.user(ANN).says("one")
        fake.user(ANN).says("two")
        await fake.ledger.wait(lambda: len(fake.ledger.accepted) == 2)
        assert got == ["one", "one", "one", "two"]
        assert (await bot.ok("getWebhookInfo"))["url"] == url
        await bot.ok("deleteWebhook")
        assert (await bot.ok("getWebhookInfo"))["url"] == ""


class hook:  # noqa: N801  # reads as what it is
    """A server with one route, until the block ends."""

    def __init__(self, take: object) -> None:
        app = web.Application()
        app.router.add_post("/hook", take)  # type: ignore[arg-type]
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)

    async def __aenter__(self) -> str:
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self.runner.addresses[0][1]}/hook"

    async def __aexit__(self, *_: object) -> None:
        await self.runner.cleanup()


async def test_what_is_seen_is_what_was_edited(fake: FakeTelegram, bot: Client) -> None:
    ann = fake.user(ANN)
    ann.starts()
    sent = await bot.ok("sendMessage", chat_id=ANN, text="Ready?", reply_markup=MARKUP)
    bold = [{"type": "bold", "offset": 0, "length": 6}]
    change = {"chat_id": ANN, "message_id": sent["message_id"], "text": "Ready? Yes"}
    await bot.ok("editMessageText", **change, entities=bold)
    assert ann.sees[0].markdown == "**Ready?** Yes"
    assert ann.sees[0].buttons == ()
    status, answer = await bot.json("editMessageText", **change, entities=bold)
    assert (status, "is not modified" in answer["description"]) == (400, True)
    change["message_id"] += 100
    assert "not found" in (await bot.json("editMessageText", **change))[1]["description"]


async def test_a_press_is_answered_once_and_in_time(fake: FakeTelegram, bot: Client) -> None:
    ann = fake.user(ANN)
    ann.starts()
    await bot.ok("sendMessage", chat_id=ANN, text="Ready?", reply_markup=MARKUP)
    ann.presses("Yes")
    ann.presses_data("1:yes", ann.sees[0], old=True, gone=True)
    _, in_time, late = await bot.ok("getUpdates")
    assert in_time["callback_query"]["message"]["reply_markup"] == MARKUP
    assert late["callback_query"]["message"]["date"] == 0
    id = in_time["callback_query"]["id"]
    await bot.ok("answerCallbackQuery", callback_query_id=id)
    assert (await bot.json("answerCallbackQuery", callback_query_id=id))[0] == 400
    id = late["callback_query"]["id"]
    _, answer = await bot.json("answerCallbackQuery", callback_query_id=id)
    assert "too old" in answer["description"]


async def test_who_has_left_cannot_be_written_to(fake: FakeTelegram, bot: Client) -> None:
    ann, bob = fake.user(ANN), fake.user(BOB)
    assert (await bot.json("sendMessage", chat_id=ANN, text="Hi"))[0] == 403
    ann.starts()
    ann.blocks()
    status, answer = await bot.json("sendMessage", chat_id=ANN, text="Hi")
    assert (status, answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    ann.unblocks()
    await bot.ok("sendMessage", chat_id=ANN, text="Hi")
    bob.starts()
    bob.chat.deactivated = True
    _, answer = await bot.json("sendMessage", chat_id=BOB, text="Hi")
    assert "deactivated" in answer["description"]
    ann.chat.moved_to = -100777
    _, answer = await bot.json("sendMessage", chat_id=ANN, text="Hi")
    assert answer["parameters"] == {"migrate_to_chat_id": -100777}
    assert (await bot.json("sendMessage", chat_id=5, text="Hi"))[0] == 400
    kinds = [next(k for k in u if k != "update_id") for u in await bot.ok("getUpdates")]
    assert kinds == ["message", "my_chat_member", "my_chat_member", "message", "message"]


async def test_in_a_group_the_bot_hears_what_is_for_it(fake: FakeTelegram, bot: Client) -> None:
    ann, group = fake.user(ANN), fake.group(-100123)
    group.adds_bot(ann)
    assert group.says(ann, "hello all") is None
    group.says(ann, "@strict_test_bot hello")
    await bot.ok("sendMessage", chat_id=-100123, text="Hello group")
    assert [m.text for m in group.sees] == ["Hello group"]
    assert len(await bot.ok("getUpdates")) == 2


@pytest.mark.parametrize("asked", [7, 0.5, 10**9, "soon"])
async def test_a_refusal_for_one_chat_leaves_the_others_alone(
    fake: FakeTelegram, bot: Client, asked: object
) -> None:
    for user in (fake.user(ANN), fake.user(BOB)):
        user.starts()
    fake.faults.add(Fault(chat=ANN, status=429, retry_after=asked))
    fake.faults.add(Fault(chat=ANN, status=429))
    status, answer = await bot.json("sendMessage", chat_id=ANN, text="Hi")
    assert (status, answer["parameters"]) == (429, {"retry_after": asked})
    assert "parameters" not in (await bot.json("sendMessage", chat_id=ANN, text="Hi"))[1]
    await bot.ok("sendMessage", chat_id=BOB, text="Hi")
    await bot.ok("sendMessage", chat_id=ANN, text="Hi")
    assert [c.status for c in fake.ledger.of("sendMessage")] == [429, 429, 200, 200]
    assert busiest(fake.ledger.sent(), 60.0) == 2


async def test_a_connection_can_break_after_the_message_was_taken(
    fake: FakeTelegram, bot: Client
) -> None:
    ann = fake.user(ANN)
    ann.starts()
    for cut in ("before", "after"):
        fake.faults.add(Fault(method="sendMessage", cut=cut))
        with pytest.raises(aiohttp.ClientError):
            await bot.ok("sendMessage", chat_id=ANN, text=cut)
    assert [m.text for m in ann.sees] == ["after"]


async def test_an_answer_can_be_held_back(fake: FakeTelegram, bot: Client) -> None:
    ann, go = fake.user(ANN), asyncio.Event()
    ann.starts()
    fake.faults.add(Fault(method="sendMessage", until=go))
    call = asyncio.create_task(bot.ok("sendMessage", chat_id=ANN, text="Hi"))
    await ann.until(lambda seen: len(seen) == 1)
    assert not call.done()
    go.set()
    assert (await call)["text"] == "Hi"


async def test_a_wrong_token_is_not_let_in(fake: FakeTelegram) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{fake.url}/bot1:wrong/getMe") as response,
    ):
        assert response.status == 401


async def test_the_server_can_be_a_process_that_is_controlled_from_outside() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.telegram.fake", stdout=subprocess.PIPE
    )
    try:
        assert process.stdout
        server = json.loads(await process.stdout.readline())
        await _control(server["url"], server["token"])
    finally:
        process.kill()
        await process.wait()


async def _control(url: str, token: str) -> None:
    async with aiohttp.ClientSession(url) as session:

        async def post(path: str, **asked: object) -> object:
            async with session.post(path, json=asked or None) as response:
                return (await response.json()).get("ok")

        await post("/control/users/1001/starts")
        await post("/control/faults", method="sendMessage", status=502)
        send = f"/bot{token}/sendMessage"
        assert not await post(send, chat_id=1001, text="Ready?", reply_markup=MARKUP)
        assert await post(send, chat_id=1001, text="Ready?", reply_markup=MARKUP)
        await post("/control/users/1001/presses", words="Yes")
        async with session.get("/control/users/1001/sees") as response:
            (seen,) = await response.json()
        assert (seen["text"], seen["buttons"]) == ("Ready?", ["Yes"])
        async with session.get(f"/bot{token}/getUpdates") as response:
            assert len((await response.json())["result"]) == 2
        async with session.get("/control/ledger") as response:
            ledger = await response.json()
        assert [call["status"] for call in ledger["calls"]] == [502, 200, 200]
        assert ledger["findings"] == []
