"""Who asks for a look-up, and when."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Asker(msgspec.Struct, frozen=True):
    """The account on whose behalf a turn asks; `number` is None for one that is new."""

    number: int | None
    platform: str
    tenant: str
    at: datetime
