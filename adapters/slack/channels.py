"""The direct messages of learners: Slack names the channel when it is asked to open it."""

from __future__ import annotations

from collections import OrderedDict

from adapters.slack.api import Api, word
from bot.account import Account

KEPT = 10_000
"""How many channels stay known: those that were needed last."""


class Channels:
    """Knows the channel of each learner, or asks for it."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._known: OrderedDict[Account, str] = OrderedDict()

    def known(self, account: Account) -> str | None:
        """Return the learner's channel, if it was needed lately."""
        if account in self._known:
            self._known.move_to_end(account)
        return self._known.get(account)

    async def opened(self, account: Account, token: str) -> str:
        """Ask for the learner's channel. Raises as `Api.call` does."""
        answer = await self._api.call("conversations.open", token, {"users": account.user})
        self.note(account, channel := word(answer, "channel", "id"))
        return channel

    def note(self, account: Account, channel: str) -> None:
        """Remember the learner's channel."""
        self._known[account] = channel
        self._known.move_to_end(account)
        if len(self._known) > KEPT:
            self._known.popitem(last=False)

    def forget(self, account: Account) -> None:
        """Ask again the next time."""
        self._known.pop(account, None)
