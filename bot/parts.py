"""In how many messages one goes out: each of them counts against the pace of its chat."""

from __future__ import annotations

from math import ceil

import msgspec

from bot.pace import Pace
from bot.ports import OutboxRow


def parts(row: OutboxRow, pace: Pace) -> int:
    """Return in about how many messages the platform takes this one, as told by its length."""
    longest = min((limit for limit in (pace.text, pace.caption) if limit), default=None)
    if longest is None or len(row.body) <= longest:  # as it is written, it is longer than its text
        return 1
    try:
        reply = row.reply
    except msgspec.DecodeError:  # not written by us: it fails when it is sent
        return 1
    length = len(reply.text)
    apart = (reply.image or reply.document) and pace.caption and length > pace.caption
    return max(1, ceil(length / pace.text) if pace.text else 1) + bool(apart)
