"""At the most that can be logged, no text, body or token is, whatever arrives and is answered."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import aiohttp
import pytest

from tests.process import Bot
from tests.slack.bringing import FORM, SECRET, signature, signed
from tests.slack.desk import CUT, Raw, Refusal
from tests.slack.payloads import Payload, command, event, message, opened, press
from tests.slack.platform import APP_TOKEN, BOT_TOKEN, Mode, Platform, platform
from tests.slack.process import bot
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


async def go_through(slack: Platform, mode: Mode) -> list[str]:
    """Let somebody begin, write and press; return all that they and the bot said."""
    await slack.bring(opened("U1", "messages"), mode)
    await slack.until(lambda: any(m.buttons for m in slack.sees.get("DU1", ())))
    first = slack.sees["DU1"][-1]
    for payload in (
        press("U1", first.buttons[0][0], first.ts),
        message("U1", WORDS),
        message("U1", f"/{WORDS}"),
        message("U1", f"glossary {WORDS}"),
        command("U1", f"glossary {WORDS}", channel="DU1"),
        message("U1", "x", files=[{"mimetype": "image/png", "name": WORDS}]),
        opened("U1", "home"),
    ):
        assert (await slack.bring(payload, mode)).taken
    await slack.until(lambda: "U1" in slack.pages)
    return [one.text for one in slack.sees["DU1"]]


async def answered_badly(slack: Platform, mode: Mode) -> None:
    """Let Slack refuse in its own words, and break off."""
    answers: Sequence[Any] = (
        Refusal("invalid_blocks", messages=(WORDS,)),
        Refusal(WORDS),
        CUT,
        Raw(500, WORDS.encode()),
        Raw(200, WORDS.encode()),
    )
    for user, answer in enumerate(answers, start=20):
        slack.will("chat.postMessage", answer)
        called = len(slack.calls)
        await slack.bring(message(f"U{user}", WORDS), mode)
        await slack.until(lambda called=called: len(slack.calls) > called)


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
    async with platform() as slack, bot(slack, tmp_path, mode, **settings) as running:
        await running.ready()
        said = await go_through(slack, mode)
        for payload in junk():
            assert (await slack.bring(payload, mode)).taken
        answers = await knock(running)
        assert max(answers) < 500
        if mode == "socket":
            for frame in FRAMES:
                await slack.throw(frame)
        await answered_badly(slack, mode)
        # After all that it goes on as if nothing had been.
        assert (await slack.bring(message("U9", "/start"), mode)).taken
        await slack.until(lambda: bool(slack.sees.get("DU9")))
        assert await running.stop() == 0
    log = running.log
    assert "a payload was passed over: somebody of another workspace" in log  # so it is at DEBUG
    for secret in (WORDS, BOT_TOKEN, APP_TOKEN, SECRET, KEY, "client-secret", "secret-ticket"):
        assert secret not in log
    assert all(words not in log for words in said)
    assert "Traceback" not in log
