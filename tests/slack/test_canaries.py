"""At the most that can be logged, no text, body or token is, whatever arrives and is answered."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import aiohttp
import msgspec
import pytest

from tests.process import Bot
from tests.slack.bringing import FORM, SECRET, signature, signed
from tests.slack.fake.faults import Fault
from tests.slack.fake.people import Person
from tests.slack.fake.server import FakeSlack
from tests.slack.fake.world import CLIENT_SECRET
from tests.slack.payloads import Payload, command, event, message, opened, press
from tests.slack.process import Mode, bot
from tests.slack.seen import buttons
from tests.slack.test_installing import KEY, OAUTH
from tests.terminal.chat import LESSONS

WORDS = "canary-words"
"""What somebody wrote, and nobody else is to read."""

Format = Literal["text", "json"]


def junk() -> list[Payload]:
    """Return payloads that are signed, and are not what Slack brings."""
    return [
        message("U1", WORDS, subtype="message_changed"),
        message("U1", WORDS, team="T9"),
        message("U1", WORDS, user_team="T9"),
        message(WORDS + " ", WORDS),
        message("U1", WORDS, id=WORDS + " "),
        message("U1", WORDS, files=[{"mimetype": WORDS}]),
        message("U1", WORDS, files=WORDS),
        event(WORDS, user="U1", text=WORDS),
        event("app_mention", user="U1", text=WORDS, channel="C9", ts="5.1"),
        event("app_mention", user="U1", text=WORDS, channel={"id": WORDS}, ts="5.1"),
        press("U1", WORDS, "1.5"),
        press("U1", f"7:{WORDS}", "1.5"),
        press("U1", "7:b", WORDS + " "),
        press("U1", "7:b", "1.5", actions=[{"action_id": "send", "action_ts": "1.5", "value": 7}]),
        press("U1", "7:b", "1.5", state=WORDS, actions=WORDS),
        {**command("U1", WORDS), "trigger_id": WORDS + " "},
        command("U1", WORDS),
        opened("U1", WORDS),
        {"type": WORDS, "text": WORDS},
        {"type": "view_submission", "user": {"id": "U1"}, "view": {"state": WORDS}},
        {"type": "event_callback", "event": WORDS, "event_id": WORDS},
        {"type": "event_callback", "event_id": "Ev1", "event": {"type": "message", "text": WORDS}},
    ]


async def go_through(slack: FakeSlack) -> list[str]:
    """Let somebody begin, write and press; return all that they and the bot said."""
    ann = slack.user("U1")
    await ann.opens().over()
    await ann.until(lambda sees: any(buttons(m.blocks) for m in sees))
    for delivery in (
        ann.presses_value(buttons(ann.sees[-1].blocks)[0][0], ann.sees[-1]),
        ann.says(WORDS),
        ann.says(f"/{WORDS}"),
        ann.says(f"glossary {WORDS}"),
        ann.commands(f"glossary {WORDS}"),
        ann.says("x", files=[{"mimetype": "image/png", "name": WORDS}]),
        ann.opens("home"),
    ):
        assert (await delivery.over()).taken
    await slack.ledger.wait(lambda: ann.page is not None)
    return [one.text for one in ann.sees]


async def answered_badly(slack: FakeSlack) -> None:
    """Let Slack refuse in its own words, and break off."""
    faults = (
        Fault(code="invalid_blocks", words=(WORDS,)),
        Fault(code=WORDS),
        Fault(cut="before"),
        Fault(cut="after"),
        Fault(status=500, words=(WORDS,)),
        Fault(junk=WORDS),
    )
    for number, fault in enumerate(faults, start=20):
        slack.faults.add(msgspec.structs.replace(fault, method="chat.postMessage"))
        person = slack.user(f"U{number}")
        await person.says(WORDS).over()
        await slack.ledger.wait(partial(_was_written_to, slack, person))


def _was_written_to(slack: FakeSlack, person: Person) -> bool:
    return any(call.channel == person.chat.id for call in slack.ledger.of("chat.postMessage"))


async def knock(running: Bot) -> set[int]:
    """Post and get what is not signed, or is signed and no payload; return the answers."""
    headers: list[tuple[bytes, dict[str, str]]] = []
    for body in (b'{"type": "' + WORDS.encode(), WORDS.encode(), f'["{WORDS}"]'.encode()):
        headers.append((body, signed(body)))
        headers.append((body, {**signed(body), "X-Slack-Signature": WORDS}))
        headers.append((body, {"X-Slack-Signature": signature(body, "1")}))
    form = f"payload={WORDS}&text={WORDS}".encode()
    headers.append((form, signed(form, FORM)))
    large = WORDS.encode() * 100_000
    headers.append((large, signed(large)))
    found = set()
    async with aiohttp.ClientSession() as session:
        for body, some in headers:
            for path in ("/slack/events", f"/slack/events?x={WORDS}", f"/{WORDS}"):
                found.add(await _posted(session, running.url + path, body, some))
        for path in ("/slack/events", "/slack/install", f"/slack/oauth_redirect?code={WORDS}"):
            async with session.get(f"{running.url}{path}&error={WORDS}") as answer:
                found.add(answer.status)
    return found


async def _posted(
    session: aiohttp.ClientSession, url: str, body: bytes, headers: dict[str, str]
) -> int:
    try:
        async with session.post(url, data=io.BytesIO(body), headers=headers) as answer:
            return answer.status
    except aiohttp.ClientConnectionError:  # it was told before all was sent
        return 413


FRAMES: Sequence[str | bytes] = (
    WORDS,
    f'{{"envelope_id": "{WORDS}"',
    json.dumps({"type": WORDS, "payload": WORDS, "envelope_id": WORDS}),
    json.dumps({"type": "events_api", "payload": WORDS, "envelope_id": WORDS}),
    json.dumps({"type": "events_api", "payload": [WORDS], "envelope_id": WORDS}),
    json.dumps({"type": "interactive", "payload": {"type": {"a": WORDS}}, "envelope_id": WORDS}),
    json.dumps({"type": "events_api", "payload": {"event": WORDS, "enterprise": 5}}),
    json.dumps([WORDS]),
    "7",
    WORDS.encode(),
)


@pytest.mark.parametrize(("mode", "format"), [("socket", "text"), ("http", "json")])
async def test_no_text_body_or_token_is_logged(mode: Mode, format: Format, tmp_path: Path) -> None:
    settings = {
        "TUTORBOT_LOG_LEVEL": "DEBUG",
        "TUTORBOT_LOG_FORMAT": format,
        "TUTORBOT_CONTENT": str(LESSONS),
        **{name: value for name, value in OAUTH.items() if name != "SLACK_BOT_TOKEN"},
    }
    async with FakeSlack() as slack, bot(slack, tmp_path, mode, **settings) as running:
        await running.ready()
        said = await go_through(slack)
        for payload in junk():
            assert (await slack.brings.bring(payload).over()).taken
        answers = await knock(running)
        assert max(answers) < 500
        if mode == "socket":
            for frame in FRAMES:
                await slack.sockets.throw(frame)
        await answered_badly(slack)
        # After all that it goes on as if nothing had been.
        ben = slack.user("U9")
        assert (await ben.says("/start").over()).taken
        await ben.until(bool)
        assert await running.stop() == 0
    log = running.log
    assert "a payload was passed over: somebody of another workspace" in log  # so it is at DEBUG
    for secret in (
        WORDS,
        slack.token,
        slack.app_token,
        SECRET,
        KEY,
        CLIENT_SECRET,
        "secret-ticket",
    ):
        assert secret not in log
    assert all(words not in log for words in said)
    assert "Traceback" not in log
