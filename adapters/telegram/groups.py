"""What is said in a group: that the bot teaches in private, and where."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any

from adapters.telegram.asking import Me
from adapters.telegram.entities import formatted
from adapters.telegram.messages import Message, sending
from dialogues.phrases import Phrases

SILENCE = timedelta(hours=1)
"""How long the bot stays silent in a group after it spoke there."""

REMEMBERED = 1_000
"""How many groups are remembered; in more, the bot may speak a little more often."""


class Groups:
    """Remembers in which groups it was said; `line` is what there is to send."""

    def __init__(self, me: Me, phrases: Phrases) -> None:
        link = f"https://t.me/{me.username}"
        self._text = formatted(phrases.profile.in_group.format(link=link))
        self._spoken: OrderedDict[int, datetime] = OrderedDict()

    def line(self, chat: int, now: datetime) -> dict[str, Any] | None:
        """Return the parameters of sendMessage, None when it was said in the last hour."""
        before = self._spoken.get(chat)
        if before is not None and now - before < SILENCE:
            return None
        self._spoken[chat] = now
        self._spoken.move_to_end(chat)
        if len(self._spoken) > REMEMBERED:
            self._spoken.popitem(last=False)
        return sending(Message(self._text), chat)
