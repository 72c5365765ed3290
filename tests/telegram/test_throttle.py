"""A chat that is told to wait is left alone for as long; the others do not notice."""

from __future__ import annotations

from pathlib import Path

from tests.telegram.fake.faults import Fault
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.process import bot

WAIT = 2.5


async def test_a_throttled_chat_waits_alone(fake: FakeTelegram, tmp_path: Path) -> None:
    ann, bob = fake.user(1001, "Ann"), fake.user(1002, "Bob")
    async with bot(fake, tmp_path) as running:
        await running.ready()
        fake.faults.add(Fault(method="sendMessage", chat=ann.id, status=429, retry_after=WAIT))
        ann.starts()
        await fake.ledger.wait(lambda: any(call.status == 429 for call in fake.ledger.calls))
        bob.starts()
        await bob.until(lambda seen: any(message.buttons for message in seen))
        assert ann.sees == []
        await ann.until(lambda seen: any(message.buttons for message in seen))
    refused, *later = [call.at for call in fake.ledger.calls if call.chat == ann.id]
    assert min(later) - refused >= WAIT
    assert [m.text for m in ann.sees] == [m.text for m in bob.sees]
