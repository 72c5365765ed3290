"""The webhook: only what Telegram sends is read, and 200 means that it is committed."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from adapters.http import application, bound, listening
from adapters.telegram.webhook import LARGEST, PATH, SECRET, Webhook
from bot.ports import StoreUnavailable
from tests.telegram.desk import desk
from tests.telegram.door import Door, intake_of

PROOF = "A-secret_1"
WORDS = "what the learner wrote"
RIGHT = {SECRET: PROOF}


def said(id: int, text: str = WORDS) -> dict[str, Any]:
    person = {"id": 7, "is_bot": False, "first_name": "Ann"}
    chat = {"id": 7, "type": "private"}
    message = {"message_id": id, "date": 1, "from": person, "chat": chat, "text": text}
    return {"update_id": id, "message": message}


class Site:
    """A program with a webhook, and a client that calls it."""

    def __init__(self, client: aiohttp.ClientSession, port: int, webhook: Webhook) -> None:
        self.client, self.port, self.webhook = client, port, webhook
        self.door = Door()

    async def post(self, body: Any, headers: dict[str, str] | None = None) -> int:
        given = RIGHT if headers is None else headers
        data = io.BytesIO(body) if isinstance(body, bytes) else body
        async with self.client.post(PATH, data=data, headers=given) as response:
            assert await response.read() == b"" or response.status in (405, 413)
            return response.status

    async def raw(self, request: bytes) -> bytes:
        """Send these bytes as they are; return the first line of the answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request)
        line = await reader.readline()
        writer.close()
        return line


@asynccontextmanager
async def open_site() -> AsyncIterator[Site]:
    webhook = Webhook(PROOF)
    with bound("127.0.0.1", 0) as at:
        port = at.getsockname()[1]
        async with (
            listening(application([webhook.route], {}), at),
            aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client,
        ):
            yield Site(client, port, webhook)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as open, desk() as (_, api), intake_of(api, open.door) as intake:
        open.webhook.intake = intake
        yield open


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged, by whomever; nothing of it may be a learner's or the proof."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("asyncio").setLevel(logging.INFO)
    yield caplog
    assert WORDS not in caplog.text
    assert PROOF not in caplog.text
    assert "Traceback" not in caplog.text


async def test_200_is_said_only_after_the_commit(site: Site) -> None:
    site.door.open.clear()
    answer = asyncio.create_task(site.post(json.dumps(said(1))))
    await site.door.knocked(1)
    assert not answer.done()
    site.door.open.set()
    assert await answer == 200
    assert len(site.door.taken) == 1


async def test_what_the_store_does_not_take_is_answered_503_and_taken_later(
    site: Site, log: pytest.LogCaptureFixture
) -> None:
    site.door.answers.append(StoreUnavailable("down"))
    assert [await site.post(json.dumps(said(1))) for _ in range(2)] == [503, 200]
    assert len(site.door.taken) == 1


async def test_before_the_program_is_ready_it_is_503() -> None:
    async with open_site() as site:
        assert await site.post(json.dumps(said(1))) == 503


async def test_a_bug_does_not_make_telegram_bring_the_update_for_ever(
    site: Site, log: pytest.LogCaptureFixture
) -> None:
    site.door.answers.append(ValueError(WORDS))
    assert await site.post(json.dumps(said(1))) == 200
    assert "ValueError" in log.text


FORGED = [
    {},
    {SECRET: ""},
    {SECRET: "wrong"},
    {SECRET: PROOF + "x"},
    {SECRET: PROOF[:-1]},
    {SECRET: PROOF.lower()},
    {SECRET: f"{PROOF}, {PROOF}"},
    {SECRET: "é" * 10},
    {SECRET: "x" * 4000},
    {"Authorization": PROOF},
    {"X-Telegram-Bot-Api-Secret": PROOF},
    {"X-Slack-Signature": PROOF},
]


@pytest.mark.parametrize("headers", FORGED)
async def test_what_does_not_prove_itself_is_403_and_leaves_no_trace(
    site: Site, log: pytest.LogCaptureFixture, headers: dict[str, str]
) -> None:
    assert await site.post(json.dumps(said(1)), headers) == 403
    assert await site.post(b"junk", headers) == 403
    with contextlib.suppress(aiohttp.ClientConnectionError):  # such a body is not even listened to
        assert await site.post(b"x" * (2 * LARGEST), headers) == 403
    assert site.door.knocks == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
async def test_it_is_for_post_alone(site: Site, method: str) -> None:
    async with site.client.request(method, PATH, headers=RIGHT) as response:
        assert response.status == 405
        assert response.headers["Allow"] == "POST"
    assert site.door.knocks == []


DEEP = 100_000

JUNK = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"7",
    b'"text"',
    b"{}",
    b'{"update_id": null}',
    b'{"update_id": "1"}',
    b'{"update_id": 1.5}',
    b'{"update_id": 1.0}',
    b'{"update_id": 1e3}',
    b'{"update_id": true}',
    b'{"update_id": false, "message": {}}',
    b'{"update_id": NaN}',
    b'{"update_id": [1]}',
    b'{"update_id": {"update_id": 1}}',
    b'{"update_id": 1, "update_id": "2"}',
    b'{"UPDATE_ID": 1}',
    b'{"update_id": ' + b"9" * 5000 + b"}",
    b'{"update_id": 1, "message": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    b"\xff\xfe\x00",
    b'{"update_id": 1, "message": "\xff' + WORDS.encode() + b'"}',
    b"\x1f\x8b\x08\x00",
    b"<xml>" + WORDS.encode() + b"</xml>",
    b"payload=" + WORDS.encode(),
    WORDS.encode(),
]


@pytest.mark.parametrize("body", JUNK, ids=range(len(JUNK)))
async def test_junk_is_400_and_leaves_no_trace(
    site: Site, log: pytest.LogCaptureFixture, body: bytes
) -> None:
    assert await site.post(body) == 400
    assert site.door.knocks == []


async def test_half_a_character_in_a_text_is_no_junk(site: Site) -> None:
    assert await site.post(b'{"update_id": 1, "message": {"text": "\\ud83d"}}') == 200


@pytest.mark.parametrize("size", [LARGEST + 1, 3 * LARGEST])
@pytest.mark.parametrize("chunked", [False, True])
async def test_more_than_a_mebibyte_is_413(site: Site, size: int, *, chunked: bool) -> None:
    async def parts() -> AsyncIterator[bytes]:
        yield b" " * (size // 2)
        yield b" " * (size - size // 2)

    try:
        assert await site.post(parts() if chunked else b" " * size) == 413
    except aiohttp.ClientConnectionError:  # it was told before all was sent
        assert size > LARGEST
    assert site.door.knocks == []


async def test_as_much_as_a_mebibyte_is_read(site: Site) -> None:
    body = json.dumps(said(1)).encode()
    assert await site.post(body + b" " * (LARGEST - len(body))) == 200
    assert len(site.door.taken) == 1


def head(*lines: str) -> bytes:
    start = [f"POST {PATH} HTTP/1.1", "Host: x", f"{SECRET}: {PROOF}"]
    return "\r\n".join([*start, *lines, "", ""]).encode()


async def test_a_length_that_is_too_great_is_refused_before_the_body_comes(site: Site) -> None:
    assert b" 413 " in await site.raw(head(f"Content-Length: {LARGEST + 1}"))
    assert b" 413 " in await site.raw(head("Content-Length: " + "9" * 19))


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: -1",),
        ("Content-Length: many",),
        ("Content-Length: 2", "Content-Length: 3"),
        ("Transfer-Encoding: gzip",),
    ],
)
async def test_a_length_that_is_none_is_refused(site: Site, lines: tuple[str, ...]) -> None:
    status = (await site.raw(head(*lines) + json.dumps(said(1)).encode())).split()[1]
    assert status in (b"400", b"501")
    assert site.door.knocks == []


async def test_a_body_that_goes_on_after_its_length_is_cut_there(site: Site) -> None:
    body = json.dumps(said(1)).encode()
    line = await site.raw(head(f"Content-Length: {len(body)}") + body + body)
    assert b" 200 " in line
    assert len(site.door.taken) == 1


async def test_half_a_body_leaves_no_trace(site: Site, log: pytest.LogCaptureFixture) -> None:
    body = json.dumps(said(1)).encode()
    _, writer = await asyncio.open_connection("127.0.0.1", site.port)
    writer.write(head(f"Content-Length: {len(body)}") + body[:-5])
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert await site.post(json.dumps(said(2))) == 200
    assert [one.key for one in site.door.knocks] == ["telegram:4242:2"]


async def test_other_paths_are_404(site: Site) -> None:
    for path in ("/", "/telegram", f"{PATH}/x", "/telegram/webhook.php", "/../etc/passwd"):
        async with site.client.post(path, headers=RIGHT) as response:
            assert response.status == 404


async def test_an_update_that_comes_twice_at_once_is_handed_in_twice_with_one_key(
    site: Site,
) -> None:
    body = json.dumps(said(1))
    assert await asyncio.gather(*(site.post(body) for _ in range(5))) == [200] * 5
    assert len({one.key for one in site.door.taken}) == 1
