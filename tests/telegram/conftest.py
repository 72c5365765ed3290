"""The servers that the tests of Telegram talk with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.telegram.fake.server import FakeTelegram
from tests.telegram.there import There, opened


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    """A strict Bot API server; the test fails when it finds fault with any request."""
    async with FakeTelegram() as server:
        yield server
        assert server.ledger.findings == []


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[There]:
    """A sender, and all around it."""
    async with opened(tmp_path) as there:
        yield there
