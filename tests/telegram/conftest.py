"""The server that the tests of Telegram talk with."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.telegram.fake.server import FakeTelegram


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    """A strict Bot API server; the test fails when it finds fault with any request."""
    async with FakeTelegram() as server:
        yield server
        assert server.ledger.findings == []
